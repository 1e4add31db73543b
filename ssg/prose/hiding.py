"""Characters that no pattern of Markdown reads, in the form that Python-Markdown has for them."""

import re

from markdown.util import ETX, STX

_HIDDEN = re.compile(f"{STX}([0-9]+){ETX}")


def hidden(text: str) -> str:
    """Return `text` with each character as its number between the library's two marks."""
    return "".join(f"{STX}{ord(each)}{ETX}" for each in text)


def shown(text: str) -> str:
    """Return `text` with the characters that `hidden` hid."""
    return _HIDDEN.sub(lambda found: chr(int(found[1])), text) if STX in text else text

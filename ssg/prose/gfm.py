"""GitHub's own parser, cmark-gfm, by way of cmarkgfm."""

import functools
import importlib
from collections.abc import Callable


class EngineMissingError(Exception):
    """The library that a site asks for to read its Markdown is not installed."""

    def __init__(self) -> None:
        super().__init__("the engine gfm is not installed: pip install ssg[gfm]")


def converted(text: str) -> str:
    """Return the raw HTML of a text.

    Raises:
        EngineMissingError: cmarkgfm is not installed.
    """
    return converter()(text)


@functools.cache
def converter() -> Callable[[str], str]:
    """Return what makes raw HTML of a text: tables, strikethrough, bare addresses, GFM's tagfilter.

    Raises:
        EngineMissingError: cmarkgfm is not installed.
    """
    try:
        cmark = importlib.import_module("cmarkgfm")
    except ModuleNotFoundError as error:
        raise EngineMissingError from error
    return functools.partial(
        cmark.markdown_to_html_with_extensions,
        options=cmark.Options.CMARK_OPT_UNSAFE,
        extensions=["table", "strikethrough", "autolink", "tagfilter"],
    )

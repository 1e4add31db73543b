"""A location text as a row of items: each a place, a code, a way of work, or a word between."""

import functools
from typing import NamedTuple

from ssg.places.gazetteer import Code, Gazetteer, Name, Option, Word, gazetteer
from ssg.places.words import flag_code, fold, split

# What stands between two items, from the closest to the loosest.
SPACE, HYPHEN, DASH, BRACKET, COMMA, LIST = range(6)

_LIST_SIGNS = frozenset("/|;\n\r+*\\•·●▪◦‣∙・、；／｜¦<>=~")
_COMMA_SIGNS = frozenset(",،，")
_BRACKETS = frozenset("()[]{}（）「」【】")
_LONGEST_NAME = 9
# From this many thousand people on, a city is meant even beside words that nobody knows.
_LARGE = 300
# And beside a company's words from this on: "San Francisco HQ".
_LARGE_BESIDE_COMPANY = 100


class Token(NamedTuple):
    """One word: as compared, as written, and what stands before it."""

    key: str
    raw: str
    between: str
    gap: int


class Item(NamedTuple):
    """A stretch of the text with one meaning.

    Attributes:
        kind: ``country``, ``region``, ``name``, ``code``, ``unknown``, or a kind of ``words.tsv``.
        values: The codes that a country or region stands for, or that a place is taken for.
        options: The places that a name may mean.
        code: What a code may mean.
        key: The name as compared.
        raw: The text as written.
        gap: What stands before it.
        closes: Whether a bracket closes or a list goes on before it.
    """

    kind: str
    values: tuple[str, ...]
    options: tuple[Option, ...]
    code: Code | None
    key: str
    raw: str
    gap: int
    closes: bool


def scan(text: str) -> list[Item]:
    """The items of a text in their order; the words of one stretch that nobody knows are one."""
    tokens = _tokens(text)
    tables = gazetteer()
    lower = text.islower()
    items: list[Item] = []
    chunk: list[Item] = []
    position = 0
    while position < len(tokens):
        count, item = _longest_item(tables, tokens, position, lower=lower)
        if chunk and item.gap > HYPHEN:
            items += _judge_chunk(chunk)
            chunk = []
        _append(chunk, item)
        position += count
    return items + _judge_chunk(chunk)


@functools.lru_cache(maxsize=1024)
def _gap(between: str) -> int:
    """How close the words on both sides of a stretch of white space and signs belong together."""
    if between in {" ", ""}:
        return SPACE
    signs = set(between)
    if signs & _LIST_SIGNS:
        return LIST
    if signs & _COMMA_SIGNS:
        return COMMA
    if signs & _BRACKETS:
        return BRACKET
    if between == "-":
        return HYPHEN
    return DASH if between.strip(" _\t\xa0") else SPACE


def _tokens(text: str) -> list[Token]:
    parts = split(text)
    tokens = []
    gap, before = LIST, ""
    for index in range(0, len(parts), 2):
        raw = parts[index]
        if index:
            between = parts[index - 1]
            if "&" in between:
                head, _, tail = between.partition("&")
                tokens.append(Token("and", "&", head or " ", _gap(head or " ")))
                before, gap = tail or " ", _gap(tail or " ")
            elif tokens and not before:
                before, gap = between, _gap(between)
            else:
                before += between
                gap = max(gap, _gap(between))
        key = fold(raw) if raw else ""
        if key:
            tokens.append(Token(key, raw, before, gap))
            gap, before = SPACE, ""
    return tokens


def _longest_item(
    tables: Gazetteer, tokens: list[Token], position: int, *, lower: bool
) -> tuple[int, Item]:
    """The longest name or phrase that begins at a position, and how many words it takes."""
    token = tokens[position]
    key = token.key
    word = tables.words.get(key)
    longest = tables.longest.get(key, 1)
    name, by_word, by_comma = tables.name(key)
    count, found_key = 1, key
    ahead = position + 1
    while ahead < len(tokens) and ahead - position < _LONGEST_NAME:
        gap = tokens[ahead].gap
        if gap == COMMA and (by_comma or longest > 1):
            key += " , "
        elif gap <= HYPHEN and (by_word or longest > ahead - position):
            key += " "
        else:
            break
        key += tokens[ahead].key
        ahead += 1
        longer_word = tables.words.get(key)
        longer_name, by_word, by_comma = tables.name(key)
        if longer_word or longer_name:
            word, name, count, found_key = longer_word, longer_name, ahead - position, key
    if count == 1:
        item = _one_word(tables, tokens, position, word, name, lower=lower)
        if item:
            return 1, item
    raw = _written(tokens[position : position + count])
    if word is None and name is None:
        return 1, _unknown(token, lower=lower)
    return count, _item(word, name, found_key, raw, token)


def _written(tokens: list[Token]) -> str:
    """The words as they stood in the text."""
    return tokens[0].raw + "".join(token.between + token.raw for token in tokens[1:])


def _item(word: Word | None, name: Name | None, key: str, raw: str, token: Token) -> Item:
    closes = ")" in token.between or token.gap == LIST
    options = name.options if name else ()
    if word:
        if word.kind in {"place", "doubtful"}:
            return Item("name", word.values or ("?",), options, None, key, raw, token.gap, closes)
        return Item(word.kind, word.values, options, None, key, raw, token.gap, closes)
    assert name is not None
    if name.regions:
        kind = "world" if name.regions == ("world",) else "region"
        return Item(kind, name.regions, (), None, key, raw, token.gap, closes)
    if len(name.countries) == 1 and not any(
        one.is_state and one.country == "US" for one in options
    ):
        return Item("country", name.countries, options, None, key, raw, token.gap, closes)
    options += tuple(Option(one, one, 5000, is_state=True) for one in name.countries)
    return Item("name", (), options, None, key, raw, token.gap, closes)


def _one_word(  # noqa: PLR0913
    tables: Gazetteer,
    tokens: list[Token],
    position: int,
    word: Word | None,
    name: Name | None,
    *,
    lower: bool,
) -> Item | None:
    """What a single word is where its letters' case tells: a code, a flag, a common word."""
    token = tokens[position]
    closes = ")" in token.between or token.gap == LIST
    flag = flag_code(token.raw)
    if flag:
        code = tables.codes.get(flag)
        values = (code.country,) if code and code.country else ()
        kind = "country" if values else "plain"
        return Item(kind, values, (), None, token.key, token.raw, token.gap, closes)
    bare = token.raw.replace(".", "")
    if 2 <= len(bare) <= 3 and bare.isupper():  # noqa: PLR2004
        code = tables.codes.get(bare)
        wordlike = word is not None and word.kind in {"plain", "list", "except"}
        if code and (word is None or wordlike) and (not wordlike or _stands_apart(tokens, position)):
            options = name.options if name else ()
            return Item("code", (), options, code, bare, token.raw, token.gap, closes)
    if word is None and name and not name.countries and not name.regions:
        common = token.raw.islower() and not lower and token.raw.isascii()
        if common or (len(token.key) < 3 and token.key.isascii()):  # noqa: PLR2004
            return Item("plain", (), (), None, token.key, token.raw, token.gap, closes)
    return None


def _stands_apart(tokens: list[Token], position: int) -> bool:
    """Whether a word such as OR or IN stands like a code: ``Portland, OR`` but not ``NY OR``."""
    before = tokens[position].gap
    if position + 1 == len(tokens):
        return before != SPACE or position > 0
    after = tokens[position + 1]
    if after.gap != SPACE or after.key.isdigit():
        return True
    return before == COMMA and after.raw.islower()


def _unknown(token: Token, *, lower: bool) -> Item:
    closes = ")" in token.between or token.gap == LIST
    kind = "unknown"
    if not token.key.isalpha() or len(token.key) < 2 or (token.raw.islower() and token.raw.isascii()):
        kind = "plain"
    return Item(kind, (), (), None, token.key, token.raw, token.gap, closes)


def _append(chunk: list[Item], item: Item) -> None:
    """Adds an item to its chunk; words that nobody knows grow together."""
    if item.kind == "unknown" and chunk and chunk[-1].kind == "unknown":
        last = chunk[-1]
        sign = "-" if item.gap == HYPHEN else " "
        chunk[-1] = last._replace(key=f"{last.key} {item.key}", raw=f"{last.raw}{sign}{item.raw}")
    else:
        chunk.append(item)


def _judge_chunk(chunk: list[Item]) -> list[Item]:
    """The chunk, with names and codes made plain where the words beside them forbid to trust them.

    A company's name may hold a city's: only a large city counts there.
    """
    if len(chunk) < 2:  # noqa: PLR2004
        return chunk
    company = any(item.kind == "company" for item in chunk)
    if not company and not any(item.kind == "unknown" for item in chunk):
        return chunk
    least = _LARGE_BESIDE_COMPANY if company else _LARGE
    return [item if _holds(item, least) else item._replace(kind="plain") for item in chunk]


def _holds(item: Item, least: int) -> bool:
    if item.kind == "code":
        return False
    if item.kind == "name":
        return any(one.weight >= least for one in item.options) or item.values not in {(), ("?",)}
    return True

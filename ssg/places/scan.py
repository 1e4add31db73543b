"""A location text as a row of items: each a place, a code, a way of work, or a word between."""

import re
from typing import NamedTuple

from ssg.keys import ARRANGEMENTS
from ssg.places.gazetteer import (
    CITY,
    COUNTRY,
    STATE,
    WORLD_KNOWN,
    Code,
    Name,
    Option,
    Word,
    gazetteer,
)
from ssg.places.tokens import COMMA, HYPHEN, SPACE, Token, tokens
from ssg.places.words import flag_code

_LONGEST_NAME = 9
# In letters: what nobody knows and is longer is no name.
_LONGEST_UNKNOWN = 80
_SHORTEST_CODE, _LONGEST_CODE = 2, 3
# From this many thousand people on, a city is meant even beside words that nobody knows.
_LARGE = 300
# And beside a company's words from this on.
_LARGE_BESIDE_COMPANY = 100
# What a country weighs beside a state of the same name: as much, so that neither wins alone.
_COUNTRY_WEIGHT = 5000
# Letters of Chinese, Japanese and Korean, which write names without spaces between them.
# To compile so many takes long, and few texts have one: that is left to when the first does.
_SPACELESS = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
# Streets bear the names of cities elsewhere: 重慶南路, 테헤란로.
_OF_A_STREET = "[東东西南北中]?(?:大?[街道]|路)|대?로(?![가-힣])|길(?![가-힣])"
# The kinds of words.tsv that a code in capitals may also spell: OR, IN, NO, DE.
_LIKE_CODES = frozenset({"plain", "list", "except"})
# What may stand between a street and the name it bears: Rue du Port de Toulon.
_OF_STREETS = frozenset({"street", "plain", "landmark"})
WAYS_OF_WORK: frozenset[str] = frozenset(ARRANGEMENTS)


class Item(NamedTuple):
    """A stretch of the text with one meaning.

    Attributes:
        kind: ``country``, ``region``, ``name``, ``code``, ``small code`` (without its capitals; it
            needs its city beside it), ``unknown``, ``small`` (a word in small letters that no
            table holds), or a kind of ``words.tsv``.
        key: The name as compared.
        raw: The text as written.
        gap: What stands before it, as in `Token`.
        closes: Whether a bracket closes, or a list goes on, before it.
        values: The codes that a country or region stands for, or those of the countries that a
            name means where its neighbours do not tell; None where it then means nothing.
        options: The places that a name may mean.
        code: What a code may mean.
    """

    kind: str
    key: str
    raw: str
    gap: int
    closes: bool
    values: tuple[str, ...] | None = ()
    options: tuple[Option, ...] = ()
    code: Code | None = None


def scan(text: str) -> list[Item]:
    """The items of a text in their order; the words of one stretch that nobody knows are one."""
    row = tokens(text)
    lower = text.islower()
    items: list[Item] = []
    chunk: list[Item] = []
    position = 0
    while position < len(row):
        count, item = _longest_item(row, position, lower=lower)
        position += count
        if chunk and item.gap > HYPHEN:
            items += _trusted(chunk)
            chunk = []
        if item.kind != "unknown":
            chunk.append(item)
            continue
        for part in _segments(item):
            _append(chunk, part)
    items += _trusted(chunk)
    if any(item.kind == "region" for item in items):
        return [_among_regions(item) for item in items]
    return items


def _among_regions(item: Item) -> Item:
    """The item as it is read beside regions: NA in ``NA, EMEA`` is North America."""
    regions = gazetteer().regional.get(item.raw) if item.kind in {"code", "plain"} else None
    return item._replace(kind="region", values=regions, code=None) if regions else item


def _longest_item(row: list[Token], position: int, *, lower: bool) -> tuple[int, Item]:
    """How many words the longest name or phrase takes that begins at a position, and its item."""
    tables = gazetteer()
    token = row[position]
    key = found_key = token.key
    word = tables.words.get(key)
    name, by_word, by_comma = tables.name(key)
    count = 1
    for length, ahead in enumerate(row[position + 1 : position + _LONGEST_NAME], 2):
        sign = _sign_before(ahead)
        goes_on = by_comma if sign else by_word
        key += sign
        if not goes_on and key not in tables.beginnings:
            break
        key = f"{key} {ahead.key}"
        longer_word = tables.words.get(key)
        longer_name, by_word, by_comma = tables.name(key)
        if longer_word or longer_name:
            word, name, count, found_key = longer_word, longer_name, length, key
    if count == 1:
        return 1, _one_word(row, position, word, name, lower=lower)
    raw = token.raw + "".join(one.between + one.raw for one in row[position + 1 : position + count])
    return count, _item(word, name, token._replace(key=found_key, raw=raw))


def _sign_before(token: Token) -> str:
    """What the key of a name or phrase would hold before this word."""
    if token.gap <= HYPHEN:
        return ""
    return " ," if token.gap == COMMA else f" {token.between.strip()}"


def _item(word: Word | None, name: Name | None, token: Token) -> Item:
    """The item that a name or phrase of the tables is; the word edited by hand goes first."""
    head = (token.key, token.raw, token.gap, token.closes)
    if word:
        options = name.options if name else ()
        if word.kind == "place":
            return Item("name", *head, word.values, options)
        if word.kind == "doubtful":
            return Item("name", *head, None, options)
        if word.kind == "town":
            towns = (Option(one, one, WORLD_KNOWN, CITY) for one in word.values)
            return Item("name", *head, word.values, (*options, *towns))
        return Item("region" if word.kind == "part" else word.kind, *head, word.values, options)
    if name:
        return _named(name, head)
    return Item(_kind_of_unknown(token), *head)


def _named(name: Name, head: tuple[str, str, int, bool]) -> Item:
    """The item that a name of the gazetteer is."""
    if name.regions:
        return Item("world" if name.regions == ("world",) else "region", *head, name.regions)
    state = any(one.level == STATE and one.country == "US" for one in name.options)
    if len(name.countries) == 1 and not state:
        return Item("country", *head, name.countries, name.options)
    countries = tuple(Option(one, one, _COUNTRY_WEIGHT, COUNTRY) for one in name.countries)
    return Item("name", *head, (), name.options + countries)


def _kind_of_unknown(token: Token) -> str:
    """The kind of a word that no table holds: with a capital, or without case, it may be a name."""
    if len(token.key) == 1 or not token.key.isalpha():
        # 道玄坂1 may hold a name.
        return "unknown" if is_spaceless(token.key) else "plain"
    return "small" if token.raw.islower() else "unknown"


def _one_word(
    row: list[Token], position: int, word: Word | None, name: Name | None, *, lower: bool
) -> Item:
    """The item that a single word is, where capitals tell a code or a name from a common word."""
    token = row[position]
    head = (token.key, token.raw, token.gap, token.closes)
    if state := _shortened_state(token):
        # "Milan, Ala." may be the town in Italy at the end of a sentence.
        both = state.options + (name.options if name else ())
        return Item("name", *head, None, both) if name else _named(state, head)
    codes = gazetteer().codes
    country = codes.get(flag_code(token.raw))
    if country:
        return Item("country", *head, (country.country,))
    bare = token.raw.replace(".", "")
    is_short = _SHORTEST_CODE <= len(bare) <= _LONGEST_CODE
    if is_short and (word is None or word.kind in _LIKE_CODES):
        code = codes.get(bare.upper())
        apart = not word or (_stands_apart(row, position) and not _says_no(row, position))
        if code and bare.isupper() and apart:
            options = name.options if name else ()
            return Item("code", bare, *head[1:], (), options, code)
        if code and len(bare) == _SHORTEST_CODE and _stands_alone(row, position):
            return Item("small code", bare.upper(), *head[1:], code=code)
    city = name and not name.countries and not name.regions
    if token.raw.isascii() and (word.kind == "doubtful" if word else city):
        common = token.raw.islower() and not lower and not _opens_a_state(row, position, name)
        if common or len(token.key) == _SHORTEST_CODE:
            return Item("plain", *head)
    return _item(word, name, token)


def _opens_a_state(row: list[Token], position: int, name: Name | None) -> bool:
    """Whether a city in small letters stands before the code it lies in: ``phoenix, AZ``."""
    if name is None or position + 1 == len(row) or row[position + 1].gap != COMMA:
        return False
    raw = row[position + 1].raw
    code = gazetteer().codes.get(raw)
    country = code.country if code else ""
    return any(one.place == f"US-{raw}" or one.country == country for one in name.options)


def _shortened_state(token: Token) -> Name | None:
    """The state that a word stands for, by its full stop and the comma before it: Oxford, Miss.

    Without these it is another word, or a town elsewhere: Ala lies in Italy, Alta in Norway.
    """
    full = gazetteer().states.get(token.key)
    if not full or token.gap != COMMA or not token.raw.endswith(".") or token.raw.isupper():
        return None
    return gazetteer().name(full)[0]


def _stands_apart(row: list[Token], position: int) -> bool:
    """Whether a word such as OR or IN stands like a code: ``Portland, OR`` but not ``NY OR``."""
    before = row[position].gap
    if position + 1 == len(row):
        return before != SPACE or position > 0
    after = row[position + 1]
    if after.gap != SPACE or after.key.isdigit():
        return True
    return before == COMMA and after.raw.islower()


def _says_no(row: list[Token], position: int) -> bool:
    """Whether NO is no code, as it may rule out the way of work before it: ``Remote: NO``."""
    token = row[position]
    before = gazetteer().words.get(row[position - 1].key) if position else None
    is_way = before is not None and before.kind in WAYS_OF_WORK
    return token.key == "no" and is_way and token.between.strip() in {"", ":"}


def _stands_alone(row: list[Token], position: int) -> bool:
    """Whether a word stands between commas, as a code does that lost its capitals."""
    following = position + 1
    return row[position].gap == COMMA and (following == len(row) or row[following].gap > HYPHEN)


def is_spaceless(text: str) -> bool:
    """Whether a text has letters of a script without spaces."""
    return not text.isascii() and re.search(_SPACELESS, text) is not None


def _segments(item: Item) -> list[Item]:
    """An unknown word of a script without spaces as the names it is made of: ``日本東京``."""
    if not is_spaceless(item.key):
        return [item]
    found: list[Item] = []
    named = item.key.isalpha()
    start = 0
    while start < len(item.key):
        for end in range(min(len(item.key), start + _LONGEST_NAME), start, -1):
            part = item.key[start:end]
            word = gazetteer().words.get(part)
            name = gazetteer().name(part)[0] if end - start > 1 and not word else None
            if word or name:
                if re.match(_OF_A_STREET, item.key[end:]):
                    named = False
                else:
                    found.append(_item(word, name, Token(part, part, "", SPACE, closes=False)))
                start = end
                break
        else:
            start += 1
    if not found:
        return [item if named else item._replace(kind="plain")]
    return [found[0]._replace(gap=item.gap, closes=item.closes), *found[1:]]


def _append(chunk: list[Item], item: Item) -> None:
    """Adds an item to its chunk; words that nobody knows grow together."""
    last = chunk[-1] if chunk else None
    if last and item.kind == last.kind == "unknown" and len(last.raw) < _LONGEST_UNKNOWN:
        sign = "-" if item.gap == HYPHEN else " "
        chunk[-1] = last._replace(key=f"{last.key} {item.key}", raw=f"{last.raw}{sign}{item.raw}")
    else:
        chunk.append(item)


def _trusted(chunk: list[Item]) -> list[Item]:
    """The chunk, with names and codes made plain where the words beside them forbid to trust them.

    A company's name may hold a city's: only a large city counts there.
    """
    if len(chunk) == 1:
        return chunk
    kinds = {item.kind for item in chunk}
    if "street" in kinds:
        chunk = _without_names_of_streets(chunk)
        kinds = {item.kind for item in chunk}
    if kinds.isdisjoint({"company", "unknown", "world", "small"}):
        return chunk
    chunk = _without_parts_of_names(chunk)
    if not kinds.isdisjoint({"company", "unknown", "name"}):
        # "Example Global Services" is a company, not the whole world.
        chunk = [item._replace(kind="plain") if item.kind == "world" else item for item in chunk]
    company = "company" in kinds
    return [
        item if _holds(item, company=company) else item._replace(kind="plain") for item in chunk
    ]


def _without_names_of_streets(chunk: list[Item]) -> list[Item]:
    """The chunk, with the name of each street made plain: ``Oxford Street``, ``Rue de Paris``."""
    kept = list(chunk)
    for index, item in enumerate(chunk):
        if item.kind != "street":
            continue
        beside = index - 1
        if all(one.key.isdigit() for one in chunk[:index]):
            others = (at for at, one in enumerate(chunk) if one.kind not in _OF_STREETS)
            beside = next(others, index)
        elif item.gap != SPACE:
            continue
        if kept[beside].kind == "name":
            kept[beside] = kept[beside]._replace(kind="plain")
    return kept


def _without_parts_of_names(chunk: list[Item]) -> list[Item]:
    """The chunk, with each name that hyphens tie to words that nobody knows as one unknown name.

    Saint-Paul-lez-Durance is not Saint Paul.
    """
    joined: list[Item] = []
    for item in chunk:
        last = joined[-1] if joined else None
        kinds = {item.kind, last.kind} if last else set()
        if (
            last is None
            or item.gap != HYPHEN
            or not kinds <= {"name", "small", "unknown"}
            or kinds in ({"name"}, {"small"})
            or len(last.raw) > _LONGEST_UNKNOWN
        ):
            joined.append(item)
            continue
        if _is_quarter(last, item):
            joined.append(item._replace(kind="plain"))
            continue
        raw = f"{last.raw}-{item.raw}"
        joined[-1] = last._replace(kind="unknown", key=f"{last.key} {item.key}", raw=raw)
    return joined


def _is_quarter(city: Item, item: Item) -> bool:
    """Whether a word that nobody knows stands behind a large city, as its part: Berlin-Dahlem."""
    large = any(one.weight >= _LARGE for one in city.options)
    return city.kind == "name" and large and item.kind == "unknown"


def _holds(item: Item, *, company: bool) -> bool:
    """Whether an item is to be trusted beside a company's words or words that nobody knows."""
    if item.kind == "code":
        return False
    if item.kind != "name" or (item.values and not company):
        return True
    least = _LARGE_BESIDE_COMPANY if company else _LARGE
    return any(one.weight >= least for one in item.options)

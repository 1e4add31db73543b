"""Amounts gathered into pays: ranges, and the words around them that belong to them."""

from collections.abc import Iterator
from typing import NamedTuple

from ssg.salaries.terms import ALIKE, Term, find_terms, is_money
from ssg.salaries.tokens import Token

_MOST_WORDS_AFTER_LINK = 1
_LABELS_BELOW = 1000
_NEAR = 5
_ADDING = ("plus", "+")
_MIDDLE = ("mid", "midpoint")
YEAR_NUMBERS = range(1990, 2100)
"""Bare numbers that may be a year of the calendar: paid since 2023."""


class Pay(NamedTuple):
    """One amount or a range, with the stretch of tokens that speaks of it."""

    terms: tuple[Term, ...]
    start: int
    """The place of the first token that belongs to it."""
    end: int
    """The place behind its last token."""


def find_pays(tokens: list[Token]) -> list[Pay]:
    """Return the pays of a text in order; numbers that are no amounts part their neighbours."""
    groups = list(_groups(tokens))
    pays: list[Pay] = []
    start = 0
    for place, group in enumerate(groups):
        last = group[-1].last
        if place + 1 < len(groups):
            end, next_start = _part(tokens, group, groups[place + 1][0])
        else:
            end = next_start = _end_of_tail(tokens, last + 1, len(tokens) - 2)
        pays.append(Pay(tuple(group), start, end))
        start = next_start
    return pays


def is_open_plus(tokens: list[Token], place: int) -> bool:
    """Return whether a plus leaves the upper end open: 120k+, 120k+€, but not 120k + bonus."""
    if tokens[place].text != "+":
        return False
    before, plus, after = tokens[place - 1], tokens[place], tokens[place + 1]
    leads_to = tokens[place + 2] if is_money(after) else after
    if leads_to.is_number or any(kind in after.meanings for kind in ("extra", "apart", "count")):
        return False
    if not (after.is_word or is_money(after)):
        return True
    is_glued = before.end == plus.start and before.text != "("
    return is_glued and (is_money(after) or after.start != plus.end)


def is_stop(tokens: list[Token], place: int) -> bool:
    """Return whether another thought begins at the token."""
    token = tokens[place]
    meanings = token.meanings
    if token.text == "+":
        return not is_open_plus(tokens, place)
    if token.text == "\n":
        return True
    if token.text == "/":
        after = tokens[place + 1].meanings
        return not any(kind in after for kind in ("unit", "slash", "period", "kind"))
    if "stop" not in meanings and "and" not in meanings:
        return False
    if "per" in meanings and "unit" in tokens[place + 1].meanings:  # 200 kr. i timen
        return False
    return tokens[place - 1].text != "/" and not (token.is_word and is_money(token))


def _groups(tokens: list[Token]) -> Iterator[list[Term]]:
    """Yield the amounts of a text, those of one range together."""
    groups: list[list[Term]] = []
    for term in find_terms(tokens):
        if groups and _are_linked(tokens, groups[-1], term):
            groups[-1].append(term)
        else:
            groups.append([term])
    for group in groups:
        has_label = len(group) > 1 and _is_label(tokens, group[0], group[1:])
        if has_label:
            yield group[:1]
        yield group[has_label:]


def _are_linked(tokens: list[Token], group: list[Term], term: Term) -> bool:
    before = group[-1]
    if not (before.is_amount and term.is_amount):
        return False
    link = _link_place(tokens, group, term)
    if (
        link is None
        or _is_other_pay(tokens, link, term)
        or any(is_stop(tokens, at) for at in range(link + 1, term.first))
    ):
        return False
    between = tokens[link + 1 : term.first]
    return sum(token.is_word and not token.meanings for token in between) <= _MOST_WORDS_AFTER_LINK


def _is_other_pay(tokens: list[Token], link: int, term: Term) -> bool:
    """Tell of what may come on top: $60k base, up to $100k OTE, and £30k plus up to £5k bonus."""
    meanings, before = tokens[link].meanings, tokens[link - 1]
    if "link" in meanings or not ("to" in meanings or "most" in meanings):
        return False
    around = (before, tokens[link + 1], tokens[term.last + 1])
    return before.text in _ADDING or any(token.text == "ote" for token in around)


def _is_label(tokens: list[Token], first: Term, others: list[Term]) -> bool:
    """Tell of the 7 in Band 7 - £46,148 and Band 7 - 46-52k: a bare number, far from the pay."""
    lead = tokens[first.first - 1]
    has_money = is_money(lead) or is_money(tokens[first.last + 1])
    has_sign = is_money(tokens[others[0].first - 1])
    if has_sign and not has_money and _is_year_number(tokens[first.first]):
        return not first.value <= others[0].value <= first.value * ALIKE  # Summer 2025 - $45
    if has_money or not 0 < first.value < _LABELS_BELOW:
        return False
    factor = max(term.factor for term in others)
    follows_word = lead.is_word and not lead.meanings
    if not (has_sign or (follows_word and (factor > 1 or len(others) > 1))):
        return False
    # After a word "54 - $65,000" is a grade and a pay, but "45 - $50k" a range.
    thousands = 1 if follows_word and factor == 1 else _LABELS_BELOW
    least = others[0].numeral.times(max(factor, others[0].factor))
    return first.value * max(factor, thousands) * ALIKE < least


def _is_year_number(token: Token) -> bool:
    """Tell of 2025, but not of 2,025."""
    return token.text.isdecimal() and int(token.text) in YEAR_NUMBERS


def _link_place(tokens: list[Token], group: list[Term], term: Term) -> int | None:
    """Return the place of the token that makes a range of two amounts, None where none does."""
    before = group[-1]
    for place in range(before.last + 1, term.first):
        token = tokens[place]
        meanings = token.meanings
        if "link" in meanings and not _is_inside_words(tokens, place):
            return place
        leads = "to" in meanings or "most" in meanings
        if leads and all(map(_is_money_or_mark, tokens[place + 1 : term.first])):
            return place
        if ("and" in meanings and _follows(tokens, group[0], "between")) or (
            _is_next_step(tokens, place, term) and _follows(tokens, group[0], "least")
        ):
            return place
        if token.text == "/":
            between = tokens[before.last + 1 : term.first]
            if all(each is token or is_money(each) for each in between):
                return place if _is_range_of_a_slash(tokens, before, term) else None
        if is_stop(tokens, place) and not _is_before_link(tokens, place):
            return None
    return None


def _is_range_of_a_slash(tokens: list[Token], before: Term, term: Term) -> bool:
    """Tell of £400/450, $50/$60, 35/45K€ and 400/450 €; but 70/30 and $80k/$160k OTE are none."""
    low, high = before.numeral.times(1), term.numeral.times(1)
    if term.first == before.last + 2:
        return low < high <= low * ALIKE
    around = tokens[max(0, before.first - 1) : term.last + 2]
    signs = [token.text for token in around if is_money(token)]
    return signs == signs[:1] * 2 and low < high < low * 2 and around[-1].text != "ote"


def _is_inside_words(tokens: list[Token], place: int) -> bool:
    """Tell of the hyphen in full-time, and of the a in $50 a day and for a 4 day week."""
    before, token, after = tokens[place - 1], tokens[place], tokens[place + 1]
    if token.is_word and "per" in token.meanings:
        return "unit" in after.meanings or (before.is_word and not before.meanings)
    glued = before.end == token.start and token.end == after.start
    return glued and before.is_word and after.is_word and not is_money(after)


def _is_money_or_mark(token: Token) -> bool:
    return is_money(token) or not (token.is_word or token.is_number)


def _is_next_step(tokens: list[Token], place: int, term: Term) -> bool:
    """Tell of the later words in: minimum salary $60k midpoint $70k maximum salary $80k."""
    if "most" not in tokens[place].meanings and tokens[place].text not in _MIDDLE:
        return False
    return all(
        _is_money_or_mark(token) or "kind" in token.meanings or "period" in token.meanings
        for token in tokens[place + 1 : term.first]
    )


def _follows(tokens: list[Token], first: Term, kind: str) -> bool:
    """Return whether a word of a kind stands shortly before an amount."""
    lowest = max(0, first.first - _NEAR)
    return any(kind in token.meanings for token in tokens[lowest : first.first])


def _is_before_link(tokens: list[Token], place: int) -> bool:
    """Tell of the comma in min 60k, salary max 80k; and of the point in $60,000. - $80,000."""
    is_point = tokens[place].text == "." and tokens[place - 1].is_number
    while "kind" in tokens[place + 1].meanings:
        place += 1
    after = tokens[place + 1].meanings
    return "most" in after or "to" in after or (is_point and "link" in after)


def _part(tokens: list[Token], group: list[Term], following: Term) -> tuple[int, int]:
    """Return where the words of a pay end and where those of the next begin."""
    start, end = group[-1].last + 1, following.first
    stop = _end_of_tail(tokens, start, end)
    if stop < end:
        last = next(place for place in range(end - 1, stop - 1, -1) if is_stop(tokens, place))
        return stop, last + 1
    place = end
    while place > start and (
        is_money(tokens[place - 1])
        or "from" in tokens[place - 1].meanings
        or not tokens[place - 1].is_word
        or (not group[-1].is_amount and _leads_on(tokens, place - 1, start))
    ):
        place -= 1
    if place == start and not _glued_money(tokens, following):
        # In "Scale 9 (€ 3.300)" the sign is of what follows.
        is_apart = tokens[start].text in {"(", "[", ":"}
        place = start if is_apart or is_money(tokens[group[0].first - 1]) else end
    elif place == start:
        place = end - 1
    return place, place


def _leads_on(tokens: list[Token], place: int, start: int) -> bool:
    """Tell of a period in front of an amount, behind a count: 1日8時間 時給1,200円."""
    meanings = tokens[place].meanings
    return "period" in meanings or ("unit" in meanings and place > start)


def _glued_money(tokens: list[Token], term: Term) -> bool:
    before = tokens[term.first - 1]
    return is_money(before) and before.end == tokens[term.first].start


def _end_of_tail(tokens: list[Token], start: int, end: int) -> int:
    """Return the place of the stop in a stretch at which what came before it ends, or the end."""
    for place in range(start, end):
        if is_stop(tokens, place) and not (
            tokens[place].text == "," and place + 1 < end and _goes_on(tokens[place + 1])
        ):
            return place
    return end


def _goes_on(token: Token) -> bool:
    """Tell of a comma that parts nothing: 60,000, per year."""
    meanings = token.meanings
    return "code" in meanings or "period" in meanings or "per" in meanings

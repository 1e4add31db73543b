"""The pictures that stand beside links on social networks and in messengers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.colors import LIGHT_GROUNDS, OWN, accents
from ssg.lettering import Picture, Writing, can_write
from ssg.settings import UNSET_BASE_URL
from ssg.theme import SITE_CARD
from ssg.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssg.pages.frame import Frame
    from ssg.pages.plan import Plan
    from ssg.views import Card

GROUND = LIGHT_GROUNDS[0]
INK = "#1b1b18"
MUTED = "#57554e"
MOST = 400  # characters of a text: more than a picture holds, and quick to measure


def pages(plan: Plan) -> Iterator[Picture]:
    """Yield the picture of the site, and one for each open listing, as the setting wants them."""
    if plan.site.settings.social_cards == "off":
        return
    yield _of_site(plan)
    for posting in plan.site.postings:
        card = plan.cards[posting]
        if card_of(plan.frame, card):
            yield _of_listing(plan, card)


def card_of(frame: Frame, card: Card) -> Link | None:
    """Return what an open listing's own picture says, and its address.

    None comes back where the site's picture stands in: as the setting wants it, and where the
    typeface cannot write what a listing says.
    """
    if frame.settings.social_cards != "listings":
        return None
    if not can_write(f"{card.title}{card.company_name}"):
        return None
    words = ", ".join(filter(None, [card.title, card.company_name]))
    return Link(words, frame.base.absolute(_path(card)))


def _path(card: Card) -> str:
    """Return where the picture of a listing lies."""
    return f"jobs/{card.slug}/{SITE_CARD}"


def _of_site(plan: Plan) -> Picture:
    """Return the picture of the site; one that cannot be written has its address for a title."""
    settings = plan.site.settings
    color, on, tint = accents(settings.accent or OWN).light
    address = _address(plan)
    title = settings.title if can_write(settings.title) else address
    told = settings.tagline or settings.description
    texts = [Writing(title, on, 104, is_bold=True, most_lines=3)]
    if told and can_write(told):
        texts.append(Writing(told, tint, 44, most_lines=4))
    foot = [Writing(address, tint, 34)] if address != title else []
    return Picture(SITE_CARD, color, color, _written(texts), _written(foot))


def _of_listing(plan: Plan, card: Card) -> Picture:
    """Return the picture of a listing."""
    settings = plan.site.settings
    color = accents(settings.accent or OWN).light.color
    where = " · ".join(filter(None, [card.arrangement, card.place]))
    texts = [
        Writing(card.company_name, color, 42, is_bold=True),
        Writing(card.title, INK, 84, is_bold=True, most_lines=3),
        *(Writing(fact, MUTED, 40) for fact in (where, card.pay) if can_write(fact)),
    ]
    board = settings.title if can_write(settings.title) else _address(plan)
    return Picture(
        path=_path(card),
        ground=GROUND,
        band=color,
        texts=_written(texts),
        foot=_written([Writing(board, INK, 34, is_bold=True)]),
    )


def _written(texts: Iterable[Writing]) -> tuple[Writing, ...]:
    """Return texts as they are drawn: those that say something, and no more of them than fits."""
    return tuple(each._replace(text=each.text[:MOST]) for each in texts if each.text)


def _address(plan: Plan) -> str:
    """Return the address of the site as people say it; no text where it is not set."""
    url = plan.site.settings.base_url
    return "" if url == UNSET_BASE_URL else url.partition("://")[2].removesuffix("/")

"""What every page may know of its site, beside the listings that it shows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ssg import urls
from ssg.locales import locale
from ssg.settings import primary_language
from ssg.views import Feed

if TYPE_CHECKING:
    from ssg.locales import Locale
    from ssg.settings import Settings


class Frame(NamedTuple):
    """A site without its content: its settings, its base address, its feed.

    Equal digests, equal frames.
    """

    settings: Settings
    base: urls.Base
    feed: Feed
    digest: bytes

    @property
    def words(self) -> Locale:
        """Return how things are said in the language of the site."""
        return locale(self.settings.language)

    def other_language(self, language: str) -> str:
        """Return the language of a text where it is clear and not the site's own, else no text."""
        return "" if language == primary_language(self.settings.language) else language


def frame(settings: Settings) -> Frame:
    """Return the frame of a site with these settings."""
    base = urls.base(settings.base_url)
    digest = hashlib.blake2b(repr(settings).encode(), digest_size=16).digest()
    return Frame(settings, base, Feed(settings.title, base.href("feed.xml")), digest)

"""Every address the program writes is spelled here: slugs, hrefs under a base path, safe links."""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable

# Signs that tell names apart, as they are read aloud: C, C++ and C# are three tags.
SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
# `page` holds the further pages of an index; the others are devices on Windows, where no file may
# bear their names (Microsoft's "Naming Files, Paths, and Namespaces").
RESERVED = frozenset(
    ["page", "index", "con", "prn", "aux", "nul"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in range(1, 10)]
)
_PLAIN = re.compile("[a-z0-9/.-]*").fullmatch
_PLAIN_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
_PLAIN_ADDRESS = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+(?:[/?][A-Za-z0-9\-._~!$&'()*+,;=:@/?]*)?"
).fullmatch
LONGEST_SLUG = 120  # characters; a file name holds 255 on any file system, a suffix needs room


def slug(text: str) -> str:
    """Return the text as one path segment of ASCII: lower case, words joined by hyphens.

    Letters of other scripts are transliterated, and the signs that tell names apart become words.
    No text comes back where nothing can be read aloud. Two names may have one slug: `Slugs` parts
    them.
    """
    if _PLAIN_SLUG(text):
        return _shortened(text)
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"(?<![^\s(/,])\.(?=\w)", "dot ", folded)  # .NET, but not Node.js
    folded = re.sub("[+#&@%]", lambda sign: SPOKEN[sign[0]], folded)
    folded = re.sub(r"(?<=\w)['’](?=\w)", "", folded)
    if not folded.isascii():
        folded = "".join(map(_spelled, folded)).lower()
    return _shortened("-".join(re.findall("[a-z0-9]+", folded)))


def digest(text: str) -> str:
    """Return eight hexadecimal digits that tell this text from others."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


class Slugs:
    """Gives out slugs in turn: distinct, never empty, never reserved.

    What is given is never changed by a later claim, so an address once published stays.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._taken: set[str] = set()

    def claim(self, wanted: str, suffixes: Iterable[str] = ()) -> str:
        """Return the wanted slug, or the first one parted by a suffix that is free."""
        base = wanted or self._kind
        if base in RESERVED:
            base = f"{base}-{self._kind}"
        slug = base
        if base in self._taken:
            further = itertools.chain(suffixes, itertools.count(2))
            candidates = (f"{base}-{suffix}" for suffix in further)
            slug = next(each for each in candidates if each not in self._taken)
        self._taken.add(slug)
        return slug


@functools.lru_cache(maxsize=65536)
def safe_url(text: str) -> str | None:
    """Return the address if it may be linked to (http, https with a host, mailto), else None."""
    address = text.strip()
    if _PLAIN_ADDRESS(address):  # so it is with nearly all
        return address
    if not address or re.search(r"[\s\x00-\x20\x7f<>\"`{}|\\^]", address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme == "mailto":
        is_safe = re.fullmatch("[^@]+@[^@]+", parts.path) is not None
    else:
        host = parts.hostname or ""
        is_safe = parts.scheme in {"http", "https"} and re.search(r"\w", host) is not None
        is_safe = is_safe and "@" not in parts.netloc  # https://bank.example@thief.example/
    if not is_safe:
        return None
    address = parts.scheme + address[len(parts.scheme) :]  # in lower case (RFC 3986, 3.1)
    start = len(parts.scheme) + 1
    start += len("//") + len(parts.netloc) if parts.netloc else 0
    host, colon, port = parts.netloc.partition(":")
    origin = address[:start].replace(parts.netloc, ascii_host(host) + colon + port)
    return _encoded(origin) + _encoded(address[start:], "[]")


def ascii_host(host: str) -> str:
    """Return a host with labels of other letters as DNS has them (RFC 5891).

    Python's codec `idna` is that of 2003, for which straße.example is strasse.example.
    """
    if host.isascii():
        return host
    plain = unicodedata.normalize("NFKC", host).lower().replace("\u00ad", "")
    # The full stop of Chinese and Japanese parts labels, too (UTS 46).
    return ".".join(map(_label, re.split("[.。]", plain)))


class Base(NamedTuple):
    """The address a site is published under: `https://host` and a path that ends in a slash."""

    origin: str
    path: str

    def href(self, relative: str) -> str:
        """Return a link for pages: the path under the base path, percent-encoded (RFC 3986)."""
        if _PLAIN(relative):  # so it is with nearly all, of which there are many
            return self.path + relative
        return self.path + quote(relative, safe="/#?=&:+,;@!$'()*~")

    def absolute(self, relative: str) -> str:
        """Return the full address of a path under the site."""
        return self.origin + self.href(relative)

    def custom_domain(self) -> str | None:
        """Return the host a CNAME file names for GitHub Pages, or None where it needs none."""
        host = urlsplit(self.origin).hostname or ""
        hosted = host.endswith((".github.io", ".localhost")) or host == "localhost"
        if hosted or "." not in host or re.fullmatch(r"[\d.]+", host):
            return None
        return host


def base(address: str) -> Base:
    """Return the parts of a base URL, as the settings allow it."""
    parts = urlsplit(address)
    return Base(f"{parts.scheme}://{parts.netloc}", quote(parts.path, safe="/%~+,;@!$'()*:="))


def _spelled(character: str) -> str:
    """Return a letter, mark or digit of any script in ASCII, and a space for anything else."""
    if character.isascii():
        return character
    return anyascii(character) if unicodedata.category(character)[0] in "LMN" else " "


def _shortened(text: str) -> str:
    """Return the slug within its longest size, cut between words where there are some."""
    if len(text) <= LONGEST_SLUG:
        return text
    cut = text[:LONGEST_SLUG]
    words = cut.rpartition("-")[0]
    return (words if len(words) > len(cut) // 2 else cut).strip("-")


def _label(label: str) -> str:
    """Return a part of a host's name in ASCII."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def _encoded(address: str, unwanted: str = "") -> str:
    """Return a part of an address with what RFC 3986 does not allow there percent-encoded."""
    address = re.sub("%(?![0-9A-Fa-f]{2})", "%25", address)
    safe = "".join(sign for sign in "%/:?#[]@!$&'()*+,;=~" if sign not in unwanted)
    return quote(address, safe=safe)

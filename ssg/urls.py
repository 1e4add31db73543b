"""Every address the program writes is spelled here: slugs, hrefs under a base path, safe links."""

from __future__ import annotations

import functools
import hashlib
import ipaddress
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

# Signs that tell names apart, as they are read aloud: C, C++ and C# are three tags.
SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
# Devices on Windows, where no file may bear their names, whatever its ending (Microsoft's "Naming
# Files, Paths, and Namespaces").
DEVICES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in range(1, 10)]
)
RESERVED = DEVICES | {"page", "index"}  # `page` holds the further pages of an index
_PLAIN = re.compile("[a-z0-9/.-]*").fullmatch
_PLAIN_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
_TOLD = re.compile("['.+#&@%]").search  # signs that may become words, or join what they part
_SAID = re.compile("[a-z0-9]+").findall
_PLAIN_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9-]{1,63}\.)+[a-z]{1,63}(?:[/?][A-Za-z0-9\-._~!$&'()*+,;=:@/?]*)?"
).fullmatch
_UNFIT = re.compile(r"[\s\x00-\x20\x7f<>\"`{}|\\^]")
_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]")
_HOST = re.compile(r"[.-]*\w[a-z0-9_.-]*", re.ASCII).fullmatch
_MAILBOX = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+").fullmatch
SCHEMES = frozenset({"http", "https", "mailto"})
IN_WORDS = "addresses begin with https://, http:// or mailto:"  # these schemes, in a hint
BEHIND = ".,;"  # what stands behind a host is of the sentence, or of JSON that was copied
LONGEST_LABEL = 63  # of a host's name (RFC 1035)
LONGEST_SLUG = 120  # characters; a file name holds 255 on any file system, a suffix needs room


@functools.lru_cache(maxsize=1 << 12)
def slug(text: str) -> str:
    """Return the text as one path segment of ASCII: lower case, words joined by hyphens.

    Letters of other scripts are transliterated, and the signs that tell names apart become words.
    No text comes back where nothing can be read aloud. Two names may have one slug: `Slugs` parts
    them.
    """
    if _PLAIN_SLUG(text):
        return _shortened(text)
    if text.isascii() and not _TOLD(text):  # so it is with most names
        return _shortened("-".join(_SAID(text.lower())))
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"(?<![^\s(/,])\.(?=\w)", "dot ", folded)  # .NET, but not Node.js
    folded = re.sub("[+#&@%]", lambda sign: SPOKEN[sign[0]], folded)
    folded = re.sub(r"(?<=\w)['’](?=\w)", "", folded)
    if not folded.isascii():
        folded = "".join(map(_spelled, folded)).lower()
    return _shortened("-".join(_SAID(folded)))


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
    """Return the address that a value is, as `usable` spells it, None if it is none as it stands.

    What a browser would mend in a link, such as a space, tells in a value that more or something
    else was written.
    """
    address = text.strip()
    return None if _UNFIT.search(address) else usable(address)


def usable(address: str) -> str | None:
    """Return an address as it may stand in an `href`, None where it leads nowhere.

    It is of the web or of mail: relative addresses and anchors lead nowhere from a published
    listing. What the URL Standard (https://url.spec.whatwg.org/) does not allow as it stands is
    percent-encoded.
    """
    address = address.strip()
    if _PLAIN_ADDRESS(address):  # so it is with nearly all
        return address
    try:
        parts = urlsplit(address)
        if parts.scheme == "mailto":
            start = _mailbox(parts.path)
        elif parts.scheme not in SCHEMES or re.search(r"[@\\]", parts.netloc):
            return None  # https://bank.example@thief.example/
        else:
            port = "" if parts.port is None else f":{parts.port}"
            start = f"//{_host(parts.hostname or '')}{port}{_encoded(parts.path)}"
    except ValueError:
        return None
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    fragment = f"#{_encoded(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}:{start}{query}{fragment}"


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
    if unicodedata.category(character)[0] not in "LMN":
        return " "
    letter = unicodedata.normalize("NFD", character)[0]
    if letter.isascii():  # it has an accent, as most of them
        return letter
    # Slow to import; most boards do without.
    from anyascii import anyascii  # noqa: PLC0415

    return anyascii(character)


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


def _host(name: str) -> str:
    """Return a host in ASCII.

    Raises:
        ValueError: it is none.
    """
    if ":" in name and "%" not in name:
        return f"[{ipaddress.IPv6Address(name)}]"
    name = ascii_host(name.rstrip(BEHIND)).lower()
    last = name.rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        return str(ipaddress.IPv4Address(name))
    if not _HOST(name) or max(map(len, name.split("."))) > LONGEST_LABEL:
        raise ValueError(name)
    return name


def _mailbox(path: str) -> str:
    """Return an e-mail address as it may stand in a link.

    Raises:
        ValueError: it is none.
    """
    name, at, host = path.rpartition("@")
    if not _MAILBOX(mailbox := name + at + ascii_host(host.rstrip(BEHIND))):
        raise ValueError(path)
    return _encoded(mailbox)


def _encoded(text: str) -> str:
    """Return a part of an address with what may not stand there percent-encoded."""
    return _ILLEGAL.sub(lambda found: quote(found[0], safe="", errors="replace"), text)

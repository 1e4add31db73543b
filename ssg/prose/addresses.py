"""Addresses that a published page may lead to."""

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from ssg.urls import ascii_host

SCHEMES: Final = frozenset({"http", "https", "mailto"})

_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*)?(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*)?"
)
_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_LONGEST_HOST = 253


def usable(address: str) -> str | None:
    """Return `address` as it may stand in an `href`, None where it leads nowhere.

    Relative addresses and anchors lead nowhere from a published listing. What the URL Standard
    (https://url.spec.whatwg.org/) does not allow as it stands is percent-encoded.
    """
    address = address.strip()
    if _PLAIN.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
        if parts.scheme == "mailto":
            return _mailto(parts)
        if parts.scheme not in SCHEMES or "@" in parts.netloc or "\\" in parts.netloc:
            return None
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if host is None:
        return None
    where = host if port is None else f"{host}:{port}"
    path = _encoded(parts.path)
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    fragment = f"#{_encoded(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{where}{path}{query}{fragment}"


def _encoded(text: str) -> str:
    return _ILLEGAL.sub(lambda found: _percent(found[0]), text)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _host(name: str) -> str | None:
    """Return the host in ASCII, None where it is none."""
    name = ascii_host(name).lower().removesuffix(".")
    labels = name.split(".")
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdigit() or labels[-1].startswith("0x"):
        return str(ipaddress.IPv4Address(name))
    return name


def _mailto(parts: SplitResult) -> str | None:
    name, at, host = parts.path.rpartition("@")
    mailbox = name + at + ascii_host(host)
    if not _MAILBOX.fullmatch(mailbox):
        return None
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return f"mailto:{_encoded(mailbox)}{query}"

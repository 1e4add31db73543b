"""What a browser runs and fetches on a page is let in by the page's own policy."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content_security import NONCE, policy, sealed
from ssg.settings import Settings
from tests.builds import FILES, built
from tests.folders import files_of

if TYPE_CHECKING:
    from tests.builds import Board

NONCES = re.compile("'nonce-([A-Za-z0-9+/]+)'")
SCRIPTS_AND_STYLES = re.compile('<(?:script|style|link rel="?stylesheet)[^>]*>')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def policy_of(page: str) -> str:
    """Return the policy of a page."""
    found = re.search('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert found
    return html.unescape(found[1])


@pytest.mark.usefixtures("alone")
def test_each_page_lets_in_its_own_scripts_styles_and_data_and_no_others(board: Board) -> None:
    script = '<script nonce="{{ site.nonce }}">1</script>'
    own = f'{{% extends "base.html" %}}{{% block head %}}{script}{{% endblock %}}'
    site = board({**FILES, "templates/base.html": own})
    built(site)
    pages = {p: d.decode() for p, d in files_of(site / "output").items() if p.endswith(".html")}
    nonces = set[str]()
    for path, page in pages.items():
        (nonce,) = set(NONCES.findall(policy_of(page)))
        nonces.add(nonce)
        elements = SCRIPTS_AND_STYLES.findall(DATA.sub("", page))
        assert len(elements) >= len(["theme.js", "style.css", "our own"])
        assert all(f'nonce="{nonce}"' in element for element in elements), path
        hashes = [hashlib.sha256(data.encode()).digest() for data in DATA.findall(page)]
        assert re.findall("'sha256-([^']+)'", policy_of(page)) == [
            base64.b64encode(each).decode() for each in hashes
        ], path
    assert len(nonces) == len(pages)
    assert "'sha256-" in policy_of(pages["jobs/baker/index.html"])


def page_with(text: str) -> bytes:
    """Return a page that holds a text, and lets in one script."""
    return sealed(f'{policy(Settings())}<script nonce="{NONCE}"></script>{text}'.encode())


@given(st.text())
def test_what_slips_into_a_page_cannot_name_its_nonce(text: str) -> None:
    """Not even what was made for the page as it was without it."""
    (nonce,) = set(NONCES.findall(page_with(text).decode()))
    bait = f'{text}<script nonce="{nonce}"></script>'
    assert nonce not in NONCES.findall(page_with(bait).decode())


def test_what_has_no_nonce_stays_as_it_is() -> None:
    assert sealed(b'<feed>"\x02"</feed>') == b'<feed>"\x02"</feed>'

"""The Content-Security-Policy of pages: what a browser runs and fetches on them.

By Content Security Policy Level 3. In a `meta` element `frame-ancestors` and `sandbox` say nothing.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.settings import Settings

# Controls, which no text of a listing can hold, stand for what is known once the page is whole.
NONCE = "\x01"
_HASHES = "\x02"
_POLICY = (
    "default-src 'none'; script-src {scripts} 'nonce-{nonce}'{hashes}; "
    "style-src 'self' 'nonce-{nonce}'; font-src 'self'; media-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; img-src {pictures}"
)
_DATA_BLOCK = b'<script type="application/ld+json">'
_BYTES_OF_NONCE = 18  # at least 16 (section 7.1), and a whole number of letters in Base64


def policy(settings: Settings) -> str:
    """Return the policy of a site's pages, with signs for what `sealed` puts in for each page.

    A listing has nothing that a browser runs or fetches; should something ever slip through, it
    does not run, and asks no other host for anything.
    """
    pictures = "'self' https: http:" if settings.images == "keep" else "'self'"
    # Pagefind is WebAssembly.
    scripts = "'self' 'wasm-unsafe-eval'" if settings.search == "pagefind" else "'self'"
    return _POLICY.format(scripts=scripts, pictures=pictures, nonce=NONCE, hashes=_HASHES)


def sealed(page: bytes) -> bytes:
    """Return a page with its nonce, and with the hashes of its data blocks in its policy.

    The nonce is a hash of the page. What slips into a page cannot name it, for naming it changes
    it. Browsers read data blocks without leave; checkers of HTML want it said.
    """
    if NONCE.encode() not in page:
        return page
    nonce = base64.b64encode(hashlib.sha256(page).digest()[:_BYTES_OF_NONCE])
    hashes = b"".join(b" &#39;sha256-%b&#39;" % each for each in _hashes(page))
    return page.replace(NONCE.encode(), nonce).replace(_HASHES.encode(), hashes)


def _hashes(page: bytes) -> Iterator[bytes]:
    """Yield the hash of each data block of a page, in Base64."""
    for rest in page.split(_DATA_BLOCK)[1:]:
        block, _, _ = rest.partition(b"</script>")
        yield base64.b64encode(hashlib.sha256(block).digest())

"""What is fuzzed: each target takes any text and asserts what holds for all of it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

import html5lib

from ssg import names, urls
from ssg.listing import Listing
from ssg.places.reader import read_places
from ssg.problems import Severity, printable
from ssg.prose import SUMMARY_LENGTH, render
from ssg.prose.characters import cleaned
from ssg.prose.policy import RULES
from ssg.prose.sanitising import cleaner
from ssg.reading import Reading, read
from ssg.reading.text import clean
from ssg.salaries import format_salary
from ssg.salaries.doubts import salary_doubts
from ssg.salaries.reader import read_salary
from ssg.sources import Source
from ssg.stored import from_text, to_text
from ssg.urls import usable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssg.settings import Images, Markdown

WEB: Final = ("http", "https")
SCHEMES: Final = (*WEB, "mailto")
CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
ALLOWED: Final = {rule.becomes: rule.attributes for rule in RULES.values()} | {"a": {"href", "rel"}}
PARTS: Final = {"tr": {"td", "th"}, "thead": {"tr"}, "tbody": {"tr"}, "table": {"thead", "tbody"}}
ENGINES: Final[tuple[Markdown, ...]] = ("python-markdown", "gfm")
IMAGES: Final[tuple[Images, ...]] = ("link", "keep", "drop")


class Target(NamedTuple):
    """A function that asserts, and pieces that its texts are made of."""

    check: Callable[[str], None]
    pieces: tuple[str, ...]


def reading(text: str) -> None:
    """Check that every file gives a reading: it is whole, or says where and why it is not."""
    for path in ("content/x.md", "content/x.html", "content/jobs/C++/2024-06/x/README.md"):
        found = read(Source(path, text.encode("utf-8", "surrogatepass"), "key"))
        assert_sound(found)
        assert_policy(found.html.decode())


def prose(text: str) -> None:
    """Check that the HTML of a text, parsed as a browser does, holds what the policy allows."""
    for engine, images in itertools.product(ENGINES, IMAGES):
        made = render(text, images=images, engine=engine)
        assert_policy(made.html)
        assert cleaner().clean(made.html) == made.html
        assert cleaned(made.html) == made.html
        assert not any(ord(each) < ord(" ") and each not in "\n\t" for each in made.html)
        assert len(made.summary.removesuffix("…")) <= SUMMARY_LENGTH
        assert " ".join(made.summary.split()) == made.summary
        (made.html + made.summary).encode()


def places(text: str) -> None:
    """Check that every location is read, into codes that are known."""
    found = read_places(text)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in found.countries)
    assert list(found.countries) == sorted(set(found.countries))
    assert found.remote in {None, "remote", "hybrid", "onsite"}
    assert read_places.__wrapped__(text) == found


def salaries(text: str) -> None:
    """Check that pay is read into amounts that are numbers, or not at all."""
    found = read_salary(text)
    for doubt in salary_doubts(text):
        assert doubt.rule.startswith("salary-")
        assert doubt.message
    if found is not None:
        amounts = [each for each in (found.min, found.max) if each is not None]
        assert all(0 <= each < float("inf") for each in amounts)
        assert found.currency is None or re.fullmatch("[A-Z]{3}", found.currency)
        assert format_salary(found).isprintable()


def addresses(text: str) -> None:
    """Check that what may be linked to is an address of the web or of mail, and plain."""
    for safe in (urls.safe_url(text), usable(text)):
        if safe is None:
            continue
        assert safe.isascii()
        assert safe.isprintable()
        assert not set(safe) & set('"<>`{}|\\^ ')
        parts = urlsplit(safe)
        assert parts.scheme in SCHEMES
        assert parts.scheme == "mailto" or (parts.hostname and "@" not in parts.netloc)
    once = urls.safe_url(text)
    assert once is None or urls.safe_url(once) == once


def slugs(text: str) -> None:
    """Check that names of any kind become one segment of a path that is safe on every system."""
    slug = urls.slug(text)
    assert re.fullmatch("[a-z0-9-]*", slug)
    assert len(slug) <= urls.LONGEST_SLUG
    assert urls.slug(slug) == slug == slug.strip("-")
    given = urls.Slugs("job")
    claimed = [given.claim(slug, urls.digest(text)) for _ in range(3)]
    assert len({*claimed}) == len(claimed)
    assert urls.RESERVED.isdisjoint(claimed)
    assert all(claimed)
    assert bool(names.company_key(clean(text))) == bool(clean(text))


def characters(text: str) -> None:
    """Check that clean text has one line, shows all it holds, and stays as it is."""
    once = clean(text)
    assert clean(once) == once
    assert "\n" not in once
    assert HIDDEN.search(once) is None
    assert unicodedata.is_normalized("NFC", once)
    assert not once or unicodedata.category(once[0]) not in {"Mn", "Me"}  # it would join others
    assert printable(text).isprintable()
    assert "##[" not in printable(text)


def assert_sound(found: Reading) -> None:
    """Assert that a reading is whole or tells why not, fits the cache, and is safe to print."""
    entry, html, _, problems = found
    assert entry is not None or (problems and not html)
    assert len(problems) <= 51
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert len(problem.message) < 700
        assert str(problem).isprintable()
        assert CONTROL.search(problem.message + problem.hint) is None
        assert entry is None or problem.severity is not Severity.ERROR
    stored = to_text(entry, problems)
    assert not any(map(CONTROL.search, stored.split("\n")))
    again, told = from_text(stored)
    if isinstance(again, Listing):
        assert again.digest
        again = again._replace(digest="")
    assert (again, told) == (entry, problems)
    stored.encode()
    html.decode()


def assert_policy(html: str) -> None:
    """Assert that a browser's parser finds in HTML only what the policy allows."""
    document = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    for element in document.iter():
        if element is document:
            continue
        assert element.tag in ALLOWED, html
        assert set(element.attrib) <= ALLOWED[element.tag], html
        for name in {"href", "src"} & set(element.attrib):
            scheme = urlsplit(element.attrib[name]).scheme
            assert scheme in (SCHEMES if name == "href" else WEB), html
        if element.tag in PARTS:
            assert {child.tag for child in element} <= PARTS[element.tag], html
        if element.tag == "a":
            assert element.attrib.get("rel") == "nofollow ugc noopener"
            assert element.attrib.get("href")


PIECES: Final = {
    "reading": (
        "---\n", "title: x\n", "tags: ", "&a ", "*a", "[", "]", "{", "}", "!!python/x ", "!x", "? ",
        ": ", "- ", "|\n", ">\n", '"', "'", "\\u202e", "#", "posted: 2026-01-01\n", "\t",
        "# [x](https://a.example)\n", "### y\n", "#### `💰 1k` ", "`🌎 Oslo`", "## [APPLY](", ")",
        "\ufeff", "Ã¼", "\r", "\x1b", "\n", " ", "a", "salary: ", "location: ", "draft: yes\n",
    ),
    "prose": (
        "<script>", "</script>", "<style>", "</style>", "<svg>", "<math>", "<mtext>", "<mglyph>",
        "<table>", "<tr>", "<td>", "<caption>", "<form>", "<select>", "<template>", "<noscript>",
        "<title>", "</title>", "<textarea>", "<xmp>", "<iframe>", "<plaintext>", "<p>", "</p>",
        "<b>", "</b>", "<a href='https://a.example'>", "</a>", "<img src=x onerror=y alt='", "'>",
        "<![CDATA[", "]]>", "<!--", "-->", "--!>", "<?", "?>", "<!", "&lt;", "&#60;", "&#x202e;",
        "javascript:", "data:", " onclick=x", " id=search", " style='x'", "\0", "\x02", "\x03",
        "# ", "## ", "- ", "1. ", "> ", "```\n", "`", "**", "*", "_", "~~", "[", "](", ")", "![",
        "]", "| a | b |\n|---|---|\n", "|", "\n\n", "\n", "    ", "  \n", "\\", "<", ">", '"', "'",
        "=", "https://a.example/", "www.a.example", "a@b.example", "\u0301", "\u202e", "\ud800",
        "é", "a", "• ", "日本", "klzzwxh:0000", "&#x301;", "\xa0", "😀", "](http://a.example)",
        "---\n", "![x](http://a.example/b.png)", "[x]: http://a.example\n", "<ul>", "<li>", "</li>",
        "<pre>", "<h1>", "<th>", "<br>", "<hr>", "<div>\n", "<details>", "<q>", "</td>", "</tr>",
        "</table>",
    ),
    "places": (
        "Lisbon", "Portugal", "US", "Remote", "hybrid", "anywhere", "Europe", "EMEA", "except",
        ", ", " or ", " and ", "; ", " - ", "(", ")", "/", "|", "UTC+2", "New York", "NY", "日本",
        "not ", "only ", "within ", "CET", "São", "Georgia", "\u0301", "\u200d", "1", ".", "🇵🇹",
    ),
    "salaries": (
        "$", "€", "£", "USD", "EUR", "k", "K", "m", "1", "100", "100,000", "1.000", "1e9", ".", ",",
        " ", "-", "–", "to", "per ", "year", "month", "hour", "/h", "p.a.", "up to ", "from ", "%",
        "bonus", "equity", "٣", "１", "\xa0", "lakh", "net", "gross", "(", ")", "+", "=", "0",
    ),
    "addresses": (
        "http", "https", "mailto", "javascript", "data", ":", "/", "//", "@", "a.example", "?", "#",
        "%", "%41", "%0a", "[", "]", "::1", "\\", " ", "\t", "\n", '"', "'", "<", "&", "é", "日",
        "\u202e", "。", "１", ".", "xn--", "99999", "-", "_", "{", "\0", "\ufeff", "\u00ad",
    ),
    "slugs": (
        "C++", "C#", ".NET", "con", "page", "index", "..", "/", "\\", "%2e", " ", "-", "_", "'",
        "é", "ß", "İ", "日本", "ﬁ", "Ⅷ", "①", "\u0301", "\u200d", "\0", "\ud800", "😀", "GmbH", "a",
    ),
    "characters": (
        "a", " ", "\n", "\r", "\t", "\0", "\x1b[2J", "\x9b", "\u2028", "\u202e", "\u2066", "##[",
        "\u200b", "\u200d", "\u200c", "\ufeff", "\u00ad", "\u0301", "\u0e49", "\u0f71", "\ud800",
        "\u115f", "\u3164", "\u2800", "\U000e0041", "\U0001f3f4", "\U000e0067", "\U000e007f",
        "\u1100", "\u1161", "\u11a8", "\ufdd0", "\ue000", "\u0338", "é", "日", "::error::",
    ),
}  # fmt: skip
TARGETS: Final = {
    check.__name__: Target(check, PIECES[check.__name__])
    for check in (reading, prose, places, salaries, addresses, slugs, characters)
}

"""Slugs, addresses and links, by example."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from anyascii import anyascii

from ssg import urls


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Senior Baker (m/f/d)", "senior-baker-m-f-d"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET / .NET Core", "asp-net-dot-net-core"),
        ("Node.js", "node-js"),
        ("R&D", "r-and-d"),
        ("100% remote @ home", "100-percent-remote-at-home"),
        ("日本", "riben"),
        ("中国", "zhongguo"),
        ("Москва", "moskva"),
        ("हिन्दी", "hindi"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Łódź, Straße, Ærø, Đà Nẵng", "lodz-strasse-aero-da-nang"),
        ("ﬁne ＡＢＣ ²", "fine-abc-2"),
        ("İstanbul", "istanbul"),
        ("a_b--c  d", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("💰 !!!", ""),
        ("", ""),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert urls.slug(text) == slug


def test_a_letter_with_an_accent_is_spelled_as_the_library_does() -> None:
    letters = [each for each in map(chr, range(128, sys.maxunicode)) if each.isalpha()]
    accented = [each for each in letters if unicodedata.normalize("NFD", each)[0].isascii()]
    assert len(accented) > 400
    spelled = {each: f"x{anyascii(each).lower()}" for each in accented}
    assert {each: urls.slug(f"x{each}") for each in accented} == spelled


def test_a_long_slug_is_cut_between_words() -> None:
    slug = urls.slug("night bakery " * 40)  # 120 characters end within a word
    assert slug.endswith(("-night", "-bakery"))
    assert 100 < len(slug) <= urls.LONGEST_SLUG
    assert len(urls.slug("x" * 500)) == urls.LONGEST_SLUG
    assert urls.slug("日" * 500) == "ri" * 60


def test_equal_slugs_are_parted_by_suffixes_then_numbers() -> None:
    slugs = urls.Slugs("job")
    claimed = [slugs.claim("baker", ["2024-06", "2024-06-rye"]) for _ in range(5)]
    assert claimed == ["baker", "baker-2024-06", "baker-2024-06-rye", "baker-2", "baker-3"]


@pytest.mark.parametrize(
    ("wanted", "claimed"),
    [
        ("page", "page-tag"),
        ("con", "con-tag"),
        ("lpt9", "lpt9-tag"),
        ("", "tag"),
        ("pages", "pages"),
    ],
)
def test_reserved_and_empty_slugs_are_never_given(wanted: str, claimed: str) -> None:
    assert urls.Slugs("tag").claim(wanted) == claimed


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        (" https://kornblume.example/jobs ", "https://kornblume.example/jobs"),
        ("https://kornblume.example:8080/?a=b&c#d", "https://kornblume.example:8080/?a=b&c#d"),
        ("https://kornblume.example/a[1]#b#c", "https://kornblume.example/a%5B1%5D#b%23c"),
        ("https://-my_bakery-.example/%41", "https://-my_bakery-.example/%41"),
        ("https://192.0.2.4/x", "https://192.0.2.4/x"),
        ("https://192.0.2.256/", None),
        ("https://192.0.2/", None),
        ("https://0x7f000001/", None),
        ("https://bakery.7/", None),
        ("https://[2001:DB8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://[fe80::1%25eth0]/", None),
        ("https://kornblume.example,", "https://kornblume.example"),
        ("https://kornblume,example", None),
        (f"https://{'a' * 64}.example/", None),
        (f"https://{'ä' * 60}.example/", None),
        ("https://kornblume.example/%41%zz%", "https://kornblume.example/%41%25zz%25"),
        ("https://kornblume.example/brötchen", "https://kornblume.example/br%C3%B6tchen"),
        ("https://BÜCHER.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://パン。example", "https://xn--odk8c.example"),
        ("https://bro\u00adtladen.example/ü", "https://brotladen.example/%C3%BC"),
        ("https://пример.рф/?a=ж", "https://xn--e1afmkfd.xn--p1ai/?a=%D0%B6"),
        ("https://bank.example／@kornblume.example/", None),
        (
            "mailto:jobs@kornblume.example?subject=Baker",
            "mailto:jobs@kornblume.example?subject=Baker",
        ),
        ("mailto:j%C3%B6rg@kornblume.example", "mailto:j%C3%B6rg@kornblume.example"),
        ("mailto:jörg@bäckerei.example", "mailto:j%C3%B6rg@xn--bckerei-5wa.example"),
        ("mailto:", None),
        ("mailto:jobs@kornblume.example;", "mailto:jobs@kornblume.example"),
        ("mailto:us,jobs@kornblume.example", None),
        ("mailto:?bcc=jobs@kornblume.example", None),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,<b>", None),
        ("vbscript:x", None),
        ("//kornblume.example/", None),
        ("/jobs", None),
        ("kornblume.example", None),
        ("HTTP://Kornblume.Example./Jobs", "http://kornblume.example/Jobs"),
        ("Mailto:jobs@kornblume.example", "mailto:jobs@kornblume.example"),
        ("https:/kornblume.example", None),
        ("https://", None),
        ("https://.", None),
        ("https://kornblume.example:port/", None),
        ("https://[kornblume/", None),
        ("https://bank.example@kornblume.example/", None),
        ("https://kornblume.example\\@bank.example/", None),
        ("https://kornblume.example/our jobs", None),
        ("https://kornblume.example/\u2028jobs", None),
        ("", None),
    ],
)
def test_safe_url(address: str, safe: str | None) -> None:
    assert urls.safe_url(address) == safe
    assert urls.usable(safe or "") == safe


def test_what_is_odd_in_a_value_is_mended_in_a_link() -> None:
    for address in ("https://kornblume.example/our jobs", "https://kornblume.example/<jobs>"):
        assert urls.safe_url(address) is None
        assert urls.usable(address) == urls.safe_url(urls.usable(address) or "")


@pytest.mark.parametrize(
    ("address", "href", "absolute", "domain"),
    [
        ("https://jobs.example/", "/jobs/x/", "https://jobs.example/jobs/x/", "jobs.example"),
        ("https://a.github.io/b/", "/b/jobs/x/", "https://a.github.io/b/jobs/x/", None),
        ("http://localhost:8000/", "/jobs/x/", "http://localhost:8000/jobs/x/", None),
        ("http://127.0.0.1/", "/jobs/x/", "http://127.0.0.1/jobs/x/", None),
        (
            "https://jobs.example/ä/",
            "/%C3%A4/jobs/x/",
            "https://jobs.example/%C3%A4/jobs/x/",
            "jobs.example",
        ),
    ],
)
def test_base(address: str, href: str, absolute: str, domain: str | None) -> None:
    base = urls.base(address)
    assert base.href("jobs/x/") == href
    assert base.absolute("jobs/x/") == absolute
    assert base.custom_domain() == domain


def test_a_link_is_percent_encoded_once() -> None:
    assert urls.base("https://jobs.example/").href("tags/日本/") == "/tags/%E6%97%A5%E6%9C%AC/"

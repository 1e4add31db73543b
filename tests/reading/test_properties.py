"""What holds for any bytes at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.targets import assert_sound
from ssg import urls
from ssg.keys import ALIASES, LISTING_KEYS
from ssg.reading import read
from ssg.reading.text import decode, repair
from ssg.sources import Source

if TYPE_CHECKING:
    from ssg.reading import Reading

NAMES = ("x.md", "x.html", "companies/x.md", "jobs/C++/2024-06/x/README.md")
# Of each of these every word is clean: nothing of it may be changed.
CLEAN = (
    "Le goût de l’été : « Ça brûle ! » dit Noël, 35 € l’œuf, à l’Île-d’Yeu…",
    "Größe, Übermaß, Äpfel – „ÖPNV“, Straße 5½ m², ±3 °C, §7, 20 €",
    "Zażółć gęślą jaźń; Łódź, Kraków, ŹDŹBŁO",
    "Tiếng Việt: Đà Nẵng, phở bò, Nguyễn Thị Ánh, ƯU ĐÃI",
    "Работа в Москве: программист, «ЁЖ», зарплата 100 000 ₽",
    "東京でパンを焼く仕事です。時給 1,500 円、〒100-0001",
    "São Tomé, AÇÃO, Não é à toa; mañana, ¿qué?, ÑANDÚ, garçon",
    "Ångström, Ærø, smørrebrød, ÞÓR, Ísland, Æ ø Å Â Ã",
    "Ελλάδα, Αθήνα; Türkiye, İstanbul, Iğdır; România, Țară, ședință",
    "עברית, العربية, فارسی می‌خواهم, हिन्दी, ไทย, 한국어, 中文",
    "💰 $100k – 🌎 worldwide ❤️ • naïve coöperation ™ © ® ¼",
)


def reading_of(text: str | bytes, name: str) -> Reading:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read(Source(f"content/{name}", data, "key"))


@given(data=st.binary(max_size=300), name=st.sampled_from(NAMES))
@example(data=b"\xff\xfe", name="x.md")
@example(data=b"\xff\xfe\x00\x00", name="x.md")
@example(data=b"---\n---", name="x.html")
@example(data=b"---\ntitle: Baker\nposted: 2026-01-01\n---\n\xff", name="x.md")
def test_any_bytes_give_a_reading(data: bytes, name: str) -> None:
    assert_sound(reading_of(data, name))


@given(text=st.text(max_size=300), name=st.sampled_from(NAMES))
def test_any_front_matter_gives_a_reading(text: str, name: str) -> None:
    assert_sound(reading_of(f"---\ntitle: Baker\n{text}\n---\nWe bake.\n", name))


YAML_SIGNS = st.sampled_from(
    [
        *"[]{}:,-?!&*#|>'\"%@` \n\t",
        "a: ",
        "\n- ",
        "&a ",
        "*a",
        "!!str ",
        "~",
        "<<: ",
        "\\u0007",
        "x",
    ]
)


@given(
    key=st.sampled_from([*LISTING_KEYS, *ALIASES, "contact", "name", "website"]),
    value=st.lists(YAML_SIGNS, max_size=30).map("".join) | st.text(max_size=60),
    name=st.sampled_from(NAMES),
)
@example(key="tags", value="[" * 5000, name="x.md")
@example(key="tags", value="- " * 5000, name="x.md")
@example(key="tags", value="&a [*a, *a]", name="x.md")
@example(key="title", value='"\\u0007\\e[2J\\x9b"', name="x.md")
@example(key="tags", value='"\\uFFFE \\u2028 \\N"', name="x.md")
def test_any_yaml_gives_a_reading(key: str, value: str, name: str) -> None:
    assert_sound(reading_of(f"---\ntitle: Baker\n{key}: {value}\n---\nWe bake.\n", name))


def test_a_chain_of_aliases_takes_no_time() -> None:
    chain = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 30)}]" for n in range(1, 40))
    reading = reading_of(f"---\ntitle: Baker\na0: &a0 [x]\n{chain}\ntags: *a39\n---\n", "x.md")
    assert reading.entry is None
    assert_sound(reading)


CHIP_SIGNS = st.sampled_from(
    [
        "`",
        "`💰 ",
        "`🌎 ",
        "❤️",
        "💰",
        " ",
        "\n",
        "\n\n",
        "\n#### ",
        "\n### ",
        "# ",
        "$1k",
        "Lisbon",
        "#",
    ]
)


@given(signs=st.lists(CHIP_SIGNS, max_size=30), name=st.sampled_from(NAMES))
def test_any_chips_give_a_reading(signs: list[str], name: str) -> None:
    assert_sound(reading_of("# [Baker](https://a.example/)\n### K\n#### " + "".join(signs), name))


LINK_SIGNS = st.sampled_from([*"[]()!<>*_`#\\ &;\"'", "](", "a", "https://a.example/", "&#7;"])


@given(signs=st.lists(LINK_SIGNS, max_size=30).map("".join))
def test_any_heading_gives_a_reading(signs: str) -> None:
    assert_sound(reading_of(f"# {signs}\n### {signs}\n\nWe bake.\n\n## {signs}", "x.md"))
    assert_sound(reading_of(f"# [Baker]({signs})\n\n[APPLY]({signs})", "x.md"))


# A first NUL would make the byte order mark of UTF-16 that of UTF-32.
@given(text=st.text(max_size=100).filter(lambda text: not text.startswith("\0")))
def test_utf_16_reads_as_utf_8_does(text: str) -> None:
    assert decode(text.encode("utf-16")) == decode(text.encode("utf-8"))


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_alone(text: str) -> None:
    assert repair(text) == text
    assert decode(text.encode()).text == text
    for word in text.split():
        assert repair(word) == word


@pytest.mark.parametrize("text", CLEAN)
@pytest.mark.parametrize("encoding", ["cp1252", "sloppy-windows-1252", "latin-1"])
def test_mojibake_is_undone(text: str, encoding: str) -> None:
    if encoding.startswith("sloppy"):
        pytest.importorskip("ftfy.bad_codecs")
    try:
        mojibake = text.encode().decode(encoding)
    except UnicodeDecodeError:
        assert encoding == "cp1252"  # which leaves five bytes without a character
        return
    assert repair(mojibake) == text


@given(
    wanted=st.lists(st.text(max_size=20) | st.sampled_from(["a", "page", "con", ""]), max_size=30),
    suffixes=st.lists(st.sampled_from(["2", "2024-06", "b"]), max_size=3),
)
def test_claimed_slugs_are_distinct(wanted: list[str], suffixes: list[str]) -> None:
    slugs = urls.Slugs("job")
    given_out = [slugs.claim(urls.slug(text), suffixes) for text in wanted]
    assert len(set(given_out)) == len(given_out)
    assert all(given_out)
    assert urls.RESERVED.isdisjoint(given_out)
    assert max(map(len, (slug.encode() for slug in given_out)), default=0) < 255


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("We bake â€œbreadâ€ and rolls", "We bake “bread” and rolls"),
        ("â€œbreadâ€, and â€œitâ€™s goodâ€.", "“bread”, and “it’s good”."),
        ("â€œbreadâ€\x9d alone", "“bread” alone"),
        ("â€œa quote that stays open", "“a quote that stays open"),
    ],
)
def test_a_closing_quote_is_one_though_a_program_dropped_its_last_byte(
    written: str, meant: str
) -> None:
    assert repair(written) == meant

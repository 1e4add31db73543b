"""A colour of the owner's choice stays readable, whatever it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg import colors

ROOT = Path(__file__).parent.parent
STYLE = (ROOT / "templates/static/style.css").read_text(encoding="utf-8")
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLORS)
def test_any_colour_can_be_read_on_all_that_it_stands_on(color: str) -> None:
    light, dark = colors.accents(color)
    pairs = [(light.color, ground) for ground in (*colors.LIGHT_GROUNDS, light.tint, light.on)]
    pairs += [(dark.color, ground) for ground in (*colors.DARK_GROUNDS, dark.tint, dark.on)]
    assert min(colors.contrast(*pair) for pair in pairs) >= 4.5


@given(COLORS)
def test_a_colour_that_can_be_read_is_left_as_it_is(color: str) -> None:
    light = colors.accents(color).light
    grounds = (*colors.LIGHT_GROUNDS, light.tint)
    if min(colors.contrast(color, ground) for ground in grounds) >= colors.WANTED:
        assert light.color == color


@given(COLORS)
def test_what_comes_of_a_colour_is_a_colour(color: str) -> None:
    every = [value for accent in colors.accents(color) for value in accent]
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in every)


@given(st.text())
def test_any_text_is_a_colour_or_none(text: str) -> None:
    found = colors.hex_of(text)
    assert found is None or re.fullmatch("#[0-9a-f]{6}", found)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#0b5f4f", "#0b5f4f"),
        ("#0B5F4F", "#0b5f4f"),
        ("#063", "#006633"),
        (" Teal ", "#008080"),
        ("rebeccapurple", "#663399"),
        ("transparent", None),
        ("currentcolor", None),
        ("#0b5f4", None),
        ("#0b5f4f80", None),
        ("rgb(0 0 0)", None),
        ("teal; background: url(//example.org)", None),
        ("", None),
    ],
)
def test_colours_are_hexadecimal_or_have_a_name(text: str, color: str | None) -> None:
    assert colors.hex_of(text) == color


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colors.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_has_the_same_grounds_and_the_same_accent() -> None:
    for name, values in zip(
        ("paper", "panel"), zip(colors.LIGHT_GROUNDS, colors.DARK_GROUNDS, strict=True), strict=True
    ):
        assert f"--{name}: light-dark({values[0]}, {values[1]});" in STYLE
    light, dark = colors.accents(colors.OWN)
    for name, one, other in zip(("accent", "on-accent", "tint"), light, dark, strict=True):
        assert f"--{name}: light-dark({one}, {other});" in STYLE


def test_browsers_without_light_dark_have_every_colour_too() -> None:
    """The values of light pages stand alone first, the same as in the pairs."""
    pairs = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\);", STYLE))
    before = STYLE.partition("@supports")[0]
    assert len(pairs) == 11
    assert dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", before)) == pairs


def test_text_of_the_theme_can_be_read() -> None:
    pairs = {
        name: (one, other)
        for name, one, other in re.findall(
            r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", STYLE
        )
    }
    for scheme in (0, 1):
        for ground in ("paper", "panel"):
            for text in ("ink", "muted"):  # AAA of WCAG 2.2 asks for 7
                assert colors.contrast(pairs[text][scheme], pairs[ground][scheme]) >= 7
            assert colors.contrast(pairs["visited"][scheme], pairs[ground][scheme]) >= 4.5
        for ground in ("tint", "notice"):
            assert colors.contrast(pairs["ink"][scheme], pairs[ground][scheme]) >= 4.5
        assert colors.contrast(pairs["accent"][scheme], pairs["notice"][scheme]) >= 4.5

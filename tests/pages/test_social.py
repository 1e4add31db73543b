"""Pictures for link previews: which there are, what is written on them, and that they are PNGs."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from ssg.drawing import HEIGHT, WIDTH, draw, png
from ssg.lettering import BOLD, REGULAR, Picture, Writing, can_write
from ssg.pages import social
from ssg.settings import Settings
from ssg.site import gather
from tests.pages.listings import listing, plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board, Run

LISTING = "---\ntitle: {}\ncompany: {}\nlocation: Riga, Latvia\nposted: 2026-06-01\n---\nWe bake.\n"
FILES = {
    "content/baker.md": LISTING.format("Baker", "Kornblume Mills"),
    "content/cyrillic.md": LISTING.format("Пекарь", "Хлебный дом"),
    "content/kanji.md": LISTING.format("パン職人", "Kornblume Mills"),
    "content/old.md": LISTING.format("Miller", "Oat & Co").replace(
        "---\nWe", "valid_through: 2026-06-02\n---\nWe"
    ),
}
WRITABLE = st.text(alphabet=st.characters().filter(can_write), max_size=200)
COLOR = "#0b5f4f"


def built(board: Board, run: Run, value: str = "") -> Path:
    """Return the output of a board, with the setting if it is given."""
    toml = 'title = "Bread Jobs"\nbase_url = "https://bread.example.org/jobs/"\n'
    site = board({**FILES, "ssg.toml": toml + (f'social_cards = "{value}"\n' if value else "")})
    assert run("build", "--site", site, "--as-of", "2026-06-15").exit_code == 0
    return site / "output"


def pictures(output: Path) -> list[str]:
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("*.png"))


def told(output: Path, path: str) -> dict[str, str]:
    """Return what a page tells of its picture."""
    html = (output / path / "index.html").read_text(encoding="utf-8")
    found = re.findall(
        r'<meta (?:property|name)="(og:image[^"]*|twitter:card)" content="([^"]*)"', html
    )
    return dict(found)


def picture(*texts: Writing, foot: tuple[Writing, ...] = ()) -> Picture:
    return Picture("a.png", "#ffffff", COLOR, texts, foot)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_site_has_one_picture_and_every_page_names_it(board: Board, run: Run) -> None:
    output = built(board, run)
    assert pictures(output) == ["social-card.png"]
    for path in ("", "jobs/baker", "jobs/old", "companies", "stats"):
        assert told(output, path) == {
            "og:image": "https://bread.example.org/jobs/social-card.png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": "Bread Jobs",
            "twitter:card": "summary_large_image",
        }


def test_listings_have_their_own_where_letters_and_life_allow(board: Board, run: Run) -> None:
    output = built(board, run, "listings")
    assert pictures(output) == [
        "jobs/baker/social-card.png",
        "jobs/cyrillic/social-card.png",
        "social-card.png",
    ]
    own = told(output, "jobs/baker")
    assert own["og:image"] == "https://bread.example.org/jobs/jobs/baker/social-card.png"
    assert own["og:image:alt"] == "Baker, Kornblume Mills"
    for path in ("", "jobs/kanji", "jobs/old"):
        assert told(output, path)["og:image:alt"] == "Bread Jobs"
    with Image.open(output / "jobs/baker/social-card.png") as image:
        assert image.size == (WIDTH, HEIGHT)


def test_a_board_may_do_without(board: Board, run: Run) -> None:
    output = built(board, run, "off")
    assert pictures(output) == []
    assert told(output, "jobs/baker") == {"twitter:card": "summary"}


def test_a_file_of_ones_own_takes_its_place(board: Board, run: Run) -> None:
    site = board({**FILES, "static/social-card.png": "my own"})
    assert run("build", "--site", site, "--as-of", "2026-06-15").exit_code == 0
    assert (site / "output/social-card.png").read_text(encoding="utf-8") == "my own"


def test_a_picture_is_drawn_once(board: Board, run: Run) -> None:
    output = built(board, run, "listings")
    before = {path: (output / path).stat().st_mtime_ns for path in pictures(output)}
    changed = LISTING.format("Master baker", "Kornblume Mills")
    (output.parent / "content/baker.md").write_text(changed, encoding="utf-8")
    assert run("build", "--site", output.parent, "--as-of", "2026-06-15").exit_code == 0
    after = {path: (output / path).stat().st_mtime_ns for path in pictures(output)}
    assert [path for path in after if after[path] != before[path]] == ["jobs/baker/social-card.png"]


def test_a_build_that_draws_nothing_does_without_pillow(board: Board, run: Run) -> None:
    output = built(board, run, "listings")
    with (output.parent / "content/kanji.md").open("a", encoding="utf-8") as file:
        file.write("We steam, too.\n")
    code = (
        "import sys\nfrom ssg.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "sys.exit('PIL' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "build", "--site", str(output.parent)]
    subprocess.run([*command, "--as-of", "2026-06-15"], check=True)
    page = (output / "jobs/kanji/index.html").read_text(encoding="utf-8")
    assert "We steam" in page


def test_no_more_is_drawn_of_a_text_than_is_quick() -> None:
    long = Settings(description="We bake. " * 20_000, social_cards="listings")
    titles = ("word " * 59, "w" * 300)
    listings = [listing(title, slug=f"long-{n}") for n, title in enumerate(titles)]
    site = gather(listings, (), (), long, dt.date(2026, 6, 15))
    drawn = [*social.pages(plan_of(site))]
    assert [each.path for each in drawn][1:] == [f"jobs/long-{n}/social-card.png" for n in (0, 1)]
    assert max(len(text.text) for each in drawn for text in each.texts) == social.MOST
    for each in drawn:
        assert opened(draw(each)).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "text", ["", "Baker – €40,000 a year", "Пекарь", "Αρτοποιός", "Thợ làm bánh"]
)
def test_latin_greek_and_cyrillic_can_be_written(text: str) -> None:
    assert can_write(text)


@pytest.mark.parametrize("text", ["パン職人", "خباز", "אופה", "बेकर", "Baker 🥐", "e\u0301", "a\nb"])
def test_other_scripts_and_marks_cannot(text: str) -> None:
    assert not can_write(text)


@pytest.mark.parametrize("path", [REGULAR, BOLD])
def test_the_typeface_has_what_the_table_says(path: str) -> None:
    font = ImageFont.truetype(path, 40, layout_engine=ImageFont.Layout.BASIC)
    missing = font.getmask("\U0010ffff").getbbox(), bytes(font.getmask("\U0010ffff"))
    for sign in "Aéßαωώжґ€…–№ệ":
        assert can_write(sign)
        assert (font.getmask(sign).getbbox(), bytes(font.getmask(sign))) != missing


def test_letters_that_fit_each_other_stand_nearer() -> None:
    font = ImageFont.truetype(BOLD, 100, layout_engine=ImageFont.Layout.BASIC)
    assert font.getlength("AV") < font.getlength("A") + font.getlength("V")


def test_a_picture_has_its_colours_and_its_texts() -> None:
    image = opened(draw(picture(Writing("Baker", "#ff0000", 80))))
    assert image.size == (WIDTH, HEIGHT)
    assert image.getpixel((0, 0)) == (11, 95, 79)
    assert image.getpixel((0, HEIGHT - 1)) == (255, 255, 255)
    colors = {color for _, color in image.getcolors(1 << 16) or ()}
    assert (255, 0, 0) in colors


def test_equal_pictures_are_equal_byte_for_byte() -> None:
    one, other = (draw(picture(Writing("Baker", "#111111", 80, is_bold=True))) for _ in range(2))
    assert one == other


def test_long_texts_are_made_smaller_then_cut_and_never_reach_the_foot() -> None:
    long = Writing("Bakery " * 80, "#ff0000", 84, is_bold=True, most_lines=3)
    image = opened(draw(picture(long, long, foot=(Writing("Board", "#0000ff", 34),))))
    rows = {"red": set[int](), "blue": set[int]()}
    data = image.tobytes()
    for place, (red, blue) in enumerate(zip(data[::3], data[2::3], strict=True)):
        if red > blue + 100:
            rows["red"].add(place // WIDTH)
        elif blue > red + 100:
            rows["blue"].add(place // WIDTH)
    assert rows["red"]
    assert rows["blue"]
    assert max(rows["red"]) < min(rows["blue"])


@settings(max_examples=15, deadline=None)
@given(st.lists(WRITABLE, max_size=3), WRITABLE)
def test_any_text_that_can_be_written_is_drawn(texts: list[str], foot: str) -> None:
    written = [Writing(text, COLOR, 60, most_lines=2) for text in texts]
    data = draw(picture(*written, foot=(Writing(foot, COLOR, 30),)))
    assert opened(data).size == (WIDTH, HEIGHT)


def test_a_png_holds_the_pixels_it_was_given() -> None:
    image = opened(png(bytes([0, 1, 1, 0]), 2, bytes([255, 0, 0, 0, 0, 255])))
    red, blue = bytes([255, 0, 0]), bytes([0, 0, 255])
    assert image.tobytes() == red + blue + blue + red

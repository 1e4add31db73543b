"""The text of a listing as Markdown, beside its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builds import built, listing

if TYPE_CHECKING:
    from tests.builds import Board


def test_a_twin_has_the_address_to_apply_at_as_it_is(board: Board) -> None:
    apply = "https://kornblume.example/apply?job=1&from='board'"
    site = board({"content/a.md": listing("Baker", apply_url=apply)})
    (site / "ssg.toml").write_text("markdown_twins = true\n")
    built(site)
    assert f"- Apply: <{apply}>\n" in (site / "output/jobs/a/index.md").read_text()


def test_twins_in_markdown_are_published_on_request_alone(board: Board) -> None:
    text = "Work *with* {{ 7*7 }} <b>us</b> & bake.\n\n* early\n* late\n"
    site = board(
        {
            "content/a.md": listing(
                "Baker & <i>Cook</i>",
                posted="2026-06-01",
                employment_type="[part-time, contract]",
                benefits="[bread, rye]",
            )
            + text,
            "content/b.md": listing("Gone", posted="2026-01-01", valid_through="2026-02-01"),
        }
    )
    built(site)
    assert not list((site / "output").rglob("*.md"))
    assert "text/markdown" not in (site / "output/jobs/a/index.html").read_text()
    (site / "ssg.toml").write_text("markdown_twins = true\n")
    built(site)
    assert [path.parent.name for path in (site / "output").rglob("*.md")] == ["a"]
    twin = (site / "output/jobs/a/index.md").read_text()
    assert twin.startswith("# Baker &amp; &lt;i&gt;Cook&lt;/i&gt;\n\n- Company: Kornblume\n")
    assert "\n- Type: part-time, contract\n- Benefits: bread, rye\n" in twin
    assert twin.endswith(f"Work as *Baker & <i>Cook</i>*.\n{text}")
    assert 'href="/jobs/a/index.md"' in (site / "output/jobs/a/index.html").read_text()
    (site / "ssg.toml").write_text("")
    built(site)
    assert not list((site / "output").rglob("*.md"))

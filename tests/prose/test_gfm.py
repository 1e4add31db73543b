"""GitHub's own parser as the engine: that it is optional, and what both engines read alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ssg.prose import render
from ssg.settings import SettingsError, read_settings

SAMPLES = (Path(__file__).parent / "gfm_samples.txt").read_text(encoding="utf-8").split("\n====\n")


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_python_markdown_reads_a_sample_as_github_does(sample: str) -> None:
    github = render(sample, engine="gfm")
    assert folded(render(sample).html) == folded(github.html)
    assert render(sample).summary == github.summary


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("***both*** ~gone~", "<p><em><strong>both</strong></em> <del>gone</del></p>"),
        ("**bold:**text", "<p>**bold:**text</p>"),
        ("• a", "<p>• a</p>"),
        ("a <script>b</script>", "<p>a &lt;script&gt;b&lt;/script&gt;</p>"),
        ("<b onclick=x>a</b> [c](javascript:d)", "<p><b>a</b> c</p>"),
        ("a &#x202e; &notanentity;", "<p>a  &amp;notanentity;</p>"),
    ],
)
def test_what_github_reads_its_own_way(markdown: str, html: str) -> None:
    assert render(markdown, engine="gfm").html == html


def test_a_table_that_would_be_filled_with_very_many_cells_is_text() -> None:
    table = f"|{'a|' * 300}\n|{'-|' * 300}\n" + "|b\n" * 5_000
    prose = render(table, engine="gfm")
    assert "too tangled" in prose.lost[0]
    assert "<table" not in prose.html
    assert len(prose.html) < 2 * len(table)


def test_without_the_library_settings_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "comrak", None)
    (tmp_path / "ssg.toml").write_text('markdown = "gfm"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"pip install ssg\[gfm\]"):
        read_settings(tmp_path)


def test_the_library_is_imported_only_when_asked_for() -> None:
    program = "import sys, ssg.prose; ssg.prose.render('a'); print('comrak' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def folded(html: str) -> str:
    return " ".join(html.replace("<", " <").replace(">", "> ").split())

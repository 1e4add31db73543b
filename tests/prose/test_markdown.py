# ruff: noqa: E501
"""Prose: what becomes of a listing's Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor

from ssg.prose import SUMMARY_LENGTH, blocks, render
from ssg.prose.blocks import GitHubBlocks
from ssg.prose.characters import cleaned
from ssg.prose.inlines import GitHubInlines
from ssg.prose.python_markdown import engine
from ssg.prose.sanitising import RELATION, cleaner, is_plain

LINK = f'rel="{RELATION}"'

CASES = [
    ("We sail.\n- ropes\n- sails", "<p>We sail.</p><ul><li>ropes</li><li>sails</li></ul>"),
    ("We sail.\n2. ropes", "<p>We sail. 2. ropes</p>"),
    ("3. ropes\n4. sails", '<ol start="3"><li>ropes</li><li>sails</li></ol>'),
    ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
    ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
    ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    ("- a\nlazy", "<ul><li>a lazy</li></ul>"),
    ("- a\n* b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
    ("• a\n\n• b\n· c", "<ul><li>a</li><li>b</li></ul><ul><li>c</li></ul>"),
    ("- [ ] a\n- [X] **b**\n- [x]c\n- `[ ] d`\n- e [ ] f", ("<ul><li>☐ a</li><li>☑ <strong>b</strong></li>"
     "<li>[x]c</li><li><code>[ ] d</code></li><li>e [ ] f</li></ul>")),
    ("1. [x] a\n\n2. [ ] b\n   - [ ] c\n\n[ ] d", ("<ol><li><p>☑ a</p></li><li><p>☐ b</p><ul><li>☐ c</li></ul>"
     "</li></ol><p>[ ] d</p>")),
    ("* * *", "<hr>"),
    ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
    ("#remote", "<p>#remote</p>"),
    ("# Uses C#\n#### Why #\na", "<h2>Uses C#</h2><h3>Why</h3><p>a</p>"),
    ("Us\n==\na", "<h2>Us</h2><p>a</p>"),
    ("```py\n- a\n\n# b\n```\nc", "<pre><code>- a\n\n# b\n</code></pre><p>c</p>"),
    ("```\nopen", "<pre><code>open\n</code></pre>"),
    ("- a\n  ```\n  b\n  ```", "<ul><li>a<pre><code>b\n</code></pre></li></ul>"),
    ("a|b\n-|-\n1|2", ("<table><thead><tr><th>a</th><th>b</th></tr></thead>"
     "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>")),
    ("**a:**\n_b_ snake_case ~~c~~", "<p><strong>a:</strong> <em>b</em> snake_case <del>c</del></p>"),
    ("**a  \n**b", "<p>**a<br>**b</p>"),
    ("# **bold**\nx", "<h2>bold</h2><p>x</p>"),
    (r"\- \* 1 \~", "<p>- * 1 ~</p>"),
    ("https://a.example/b_c_d).", f'<p><a href="https://a.example/b_c_d" {LINK}>https://a.example/b_c_d</a>).</p>'),
    ("_me@a.example_", f'<p><em><a href="mailto:me@a.example" {LINK}>me@a.example</a></em></p>'),
    ("[x](javascript:alert(1)) [y](/z)", "<p>x y</p>"),
    ('[x](https://a.example "t")', f'<p><a href="https://a.example" {LINK}>x</a></p>'),
    ("<script>alert(1)\n\n*b*</script>\n\nc", "<p>c</p>"),
    ("a <style>b</style> <iframe src=x>c</iframe> d", "<p>a d</p>"),
    ("<script>\n\n*open*", "<p><em>open</em></p>"),
    ("a <textarea> b\n\nc", "<p>a b</p><p>c</p>"),
    ('<div class="a\n\nb', '<p>&lt;div class="a</p><p>b</p>'),
    ("<div><!-- a\n\nb", "<p>a</p><p>b</p>"),
    ("<b>&#x338; onclick=x</b>", "<p><b> onclick=x</b></p>"),
    ("</div>&#x338;a", "<p>a</p>"),
    ("<details><summary>a</summary>b</details><b>c</b> d", "<p>a</p><p>b</p><p><b>c</b> d</p>"),
    ("<div><div>a</div>b</div>c", "<p>a</p><p>b</p><p>c</p>"),
    ("<!-- a\n\nb -->\nc", "<p>c</p>"),
    ("<!-- open", "<p>&lt;!-- open</p>"),
    ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
    ('<b onclick="x" style="y">a</b>', "<p><b>a</b></p>"),
    ("<ul>a<li></li></ul>", "<ul><li>a</li></ul>"),
    ("<p></p>\n\n<li>a</li>", "<p>a</p>"),
    ("<table><caption>a</caption><tr><td>b<td>c</table>", ("<table><tbody><tr><td>a</td><td></td></tr>"
     "</tbody><tbody><tr><td>b</td><td>c</td></tr></tbody></table>")),
    ("<ul>a<b>b</b><li>c</ul>", "<ul><li>a<b>b</b></li><li>c</li></ul>"),
    ("# ![](data:x)\n## a", "<h2>a</h2>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "html"), CASES)
def test_what_becomes_of_markdown(markdown: str, html: str) -> None:
    found = render(markdown).html
    assert _compact(found) == _compact(html)


@pytest.mark.parametrize(
    ("images", "html"),
    [
        ("link", f'<p><a href="https://a.example/b.png" {LINK}>A ship</a></p>'),
        ("keep", ('<p><img src="https://a.example/b.png" alt="A ship" loading="lazy"'
         ' decoding="async" referrerpolicy="no-referrer"></p>')),
        ("drop", ""),
    ],
)  # fmt: skip
def test_images(images: str, html: str) -> None:
    assert render("![A ship](https://a.example/b.png)", images=images).html == html  # type: ignore[arg-type]


def test_the_summary_is_of_the_text_and_not_of_headings() -> None:
    assert render("# Us\n\n**Who**\n\nWe *sail*.\n- far").summary == "We sail. far"
    assert render("# Us").summary == "Us"
    long = render("word " * 100).summary
    assert long.endswith("word…")
    assert len(long) <= SUMMARY_LENGTH + 1


MARKS = [
    *"ab \n-*_~`#>|[](){}<>!&@.:/1$=+•\t",
    "\\",
    "  \n",
    "\n\n",
    "http://a.b",
    "<b>",
    "<!--",
    "<ul>",
]
MARKDOWN = st.lists(st.sampled_from(MARKS)).map("".join)


def stock() -> Markdown:
    """Return the engine with the library's own steps in place of our quicker ones."""
    ours = [GitHubBlocks(), GitHubInlines()]
    markdown = Markdown(extensions=["tables", *ours], output_format="html")
    markdown.preprocessors.register(NormalizeWhitespace(markdown), "normalize_whitespace", 30)
    markdown.parser.blockprocessors.deregister("plain")
    emphasis = DelimiterProcessor("*", "strong,em", markdown)
    emphasis.add("_", "strong,em", smart=True)
    emphasis.add("~", "del", smart=False, double=True)
    markdown.inlinePatterns.register(emphasis, "em_strong", 60)
    markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)
    markdown.treeprocessors.register(UnescapeTreeprocessor(markdown), "unescape", 0)
    return markdown


QUICK, STOCK = engine(), stock()


@given(MARKDOWN)
@settings(max_examples=500)
def test_our_quicker_steps_give_what_the_librarys_own_give(text: str) -> None:
    text = cleaned(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "PLAIN", re.compile("(?!)"))
        expected = STOCK.reset().convert(text)
    assert QUICK.reset().convert(text) == expected


def test_no_other_package_takes_the_place_of_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markdown.util.get_installed_extensions", lambda: 1 / 0)
    engine.cache_clear()
    assert "<td>b</td>" in render("| a |\n|---|\n| b |")[0]


def of(*pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts of a few of the pieces."""
    return st.lists(st.one_of(pieces), max_size=4).map("".join)


def within(tag: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return the content as that of an element."""
    return content.map(lambda html: f"<{tag}>{html}</{tag}>")


WORDS = of(
    st.sampled_from(["a", " ", "\n", "\t", "&amp;", "&lt;b&gt;", "\u0338", "é", '"', "'", "🌊"])
)
MARKED = of(
    WORDS,
    st.just("<br>"),
    within("strong", of(WORDS, within("em", WORDS))),
    within("em", of(WORDS, within("strong", WORDS))),
)
ITEMS = st.tuples(MARKED, of(within("p", MARKED))).map("".join)
LISTS = within("ul", of(within("li", ITEMS)))
for _ in range(2):
    LISTS = within("ul", of(within("li", st.tuples(ITEMS, of(LISTS)).map("".join))))
PLAIN = of(LISTS, st.just("<hr>"), *(within(tag, MARKED) for tag in ("p", "h1", "h6")))


@given(PLAIN, st.data())
@settings(max_examples=300)
def test_what_is_plain_the_sanitiser_leaves_as_it_is(html: str, data: st.DataObject) -> None:
    assert is_plain(html)
    assert cleaner().clean(html) == html
    cut = data.draw(st.integers(0, len(html)))
    pieces = ["<p>", "</p>", "</em>", "<strong>", "<a>", '<p id="a">', "&", "&copy;", "\xa0", "<"]
    other = html[:cut] + data.draw(st.sampled_from(pieces)) + html[cut:]
    assert not is_plain(other) or cleaner().clean(other) == other


@pytest.mark.parametrize(
    "mark", [">", "[", "*", "- ", "1. ", "`", "<b>", "![", "<!--", "\n- a\n ", "# a\n"]
)
def test_ten_thousand_marks_and_a_long_line_end(mark: str) -> None:
    render(mark * 10_000)
    render(mark + "a" * 1_000_000)


def _compact(html: str) -> str:
    if "<pre>" in html:
        return re.sub(r"\n?(</?(?:p|ul|li|pre)>)\n?", r"\1", html)
    return re.sub(
        r"\s*(</?(?:p|h\d|ul|ol|li|table|thead|tbody|tr|th|td|hr|br|blockquote)\b[^>]*>)\s*",
        r"\1",
        " ".join(html.split()),
    )

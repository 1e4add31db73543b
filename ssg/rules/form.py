"""The rules of a file's form."""

from __future__ import annotations

from ssg.problems import Severity
from ssg.rules.rule import Rule, Sample

TITLE = "Form of the file"
RULES = (
    Rule(
        "title-missing",
        Severity.ERROR,
        """A listing needs a title; a file that has none may be no listing at all, and then
        belongs elsewhere than under `content/`.""",
        Sample("yaml", "company: Kornblume Bakery", "title: Night baker"),
    ),
    Rule(
        "front-matter-open",
        Severity.ERROR,
        """Front matter that opens with `---` needs a closing line of `---`.""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n\nBread, by night.\n",
            "---\ntitle: Night baker\n---\n\nBread, by night.\n",
        ),
    ),
    Rule(
        "front-matter-size",
        Severity.ERROR,
        """Front matter of more than 65,536 characters is not read: what is so long belongs
        below it. The setting [`front_matter_limit`](settings.md#front_matter_limit) says how
        long it may be.""",
        Sample(
            "text",
            "description: a hundred pages\n---",
            "---\na hundred pages",
        ),
    ),
    Rule(
        "yaml",
        Severity.ERROR,
        """The front matter is not valid YAML, or not made of `key: value` lines. Most often
        a value holds a colon and needs quotes.""",
        Sample("yaml", "title: Baker: nights", 'title: "Baker: nights"'),
    ),
    Rule(
        "yaml-comment",
        Severity.WARNING,
        """A word right behind a `#` is left out of a value, because a `#` behind a space begins a
        comment. It is likelier a part of the value, which then needs quotes.""",
        Sample("yaml", "title: Night baker for shop #7", 'title: "Night baker for shop #7"'),
    ),
    Rule(
        "yaml-anchor",
        Severity.WARNING,
        """A value begins with a word behind a `&`, which names it for aliases (`*name`), and there
        is none. It is likelier a part of the value, which then needs quotes.""",
        Sample("yaml", "company: &Kornblume Bakery", 'company: "&Kornblume Bakery"'),
    ),
    Rule(
        "yaml-tag",
        Severity.ERROR,
        """Tags of YAML that make other things than text, numbers, dates, lists and mappings
        are not allowed.""",
        Sample("yaml", "company: !python/name:os.system", "company: Kornblume Bakery"),
    ),
    Rule(
        "yaml-depth",
        Severity.ERROR,
        """Lists and mappings are nested deeper than any key needs.""",
        Sample(
            "yaml", "contact: {phone: {home: [030 555 0100]}}", "contact: {phone: 030 555 0100}"
        ),
    ),
    Rule(
        "yaml-alias",
        Severity.ERROR,
        """Aliases of YAML (`*name`) repeat values more than a hundred times.""",
        Sample("yaml", f"tags: [&a bread, {', '.join(['*a'] * 101)}]", "tags: [bread]"),
    ),
    Rule(
        "duplicate-key",
        Severity.ERROR,
        """A key is given twice; which one is meant? A warning where it is given by two names
        that it has, such as `url` and `apply_url`, and they differ: the one in the table of keys
        is taken.""",
        Sample(
            "yaml",
            "company: Kornblume\ncompany: Kornblume Bakery",
            "company: Kornblume Bakery",
        ),
    ),
    Rule(
        "unknown-key",
        Severity.WARNING,
        """A key that nobody knows; the nearest one that is known is named. All keys:
        [listings.md](listings.md#the-keys).""",
        Sample("yaml", "locaton: Bremen", "location: Bremen"),
        is_fixed=True,
    ),
    Rule(
        "chip-sign",
        Severity.WARNING,
        """A chip opens with none of the signs that say what it is, so it is passed over.""",
        Sample(
            "markdown",
            "# Night baker\n#### `36,000 EUR a year`\n",
            "# Night baker\n#### `💰 36,000 EUR a year`\n",
        ),
    ),
    Rule(
        "chip-open",
        Severity.WARNING,
        """A chip has a backtick at its beginning and none at its end.""",
        Sample(
            "markdown",
            "# Night baker\n#### `🌎 Bremen, Germany\n",
            "# Night baker\n#### `🌎 Bremen, Germany`\n",
        ),
    ),
    Rule(
        "chip-outside",
        Severity.WARNING,
        """Something stands beside the chips without backticks. Where it opens with a chip's
        sign it is taken for one, else it is passed over. In place of all chips it stays in the
        text, and so do chips with another line than the company above them.""",
        Sample(
            "markdown",
            "# Night baker\n#### 🌎 Bremen, Germany\n",
            "# Night baker\n#### `🌎 Bremen, Germany`\n",
        ),
    ),
    Rule(
        "encoding",
        Severity.ERROR,
        """The file is not UTF-8 (nor UTF-16 or UTF-32 with a byte order mark), so its letters
        cannot be told. Save it as UTF-8.""",
        Sample(
            "text", "Zürich with the one byte FC for ü", "Zürich with the two bytes C3 BC for ü"
        ),
    ),
    Rule(
        "mojibake",
        Severity.WARNING,
        """UTF-8 was once read as Windows-1252 (`ðŸŒŽ` for 🌎); the page is right, the file is
        not. Save it again as UTF-8.""",
        Sample("yaml", "title: ZÃ¼rich night baker", "title: Zürich night baker"),
        is_fixed=True,
    ),
    Rule(
        "control-characters",
        Severity.WARNING,
        """The file holds control characters, which are left out of the page.""",
        Sample("text", "title: Night baker, and a bell (byte 07)", "title: Night baker"),
    ),
    Rule(
        "hidden-characters",
        Severity.WARNING,
        """The file holds characters that turn text round or show nothing, so that it reads
        otherwise than it shows. They are left out of the page.""",
        Sample("yaml", 'title: "Baker\\u202e thgin yb"', "title: Baker by night"),
    ),
    Rule(
        "text-limit",
        Severity.WARNING,
        """A text is longer, nests deeper or has more links than a listing needs; what is past
        the limit is shown as plain text. Settings
        [`nesting_limit`](settings.md#nesting_limit) and
        [`link_limit`](settings.md#link_limit).""",
        Sample("text", "a table of a thousand links", "a link to the table"),
    ),
    Rule(
        "further-problems",
        Severity.WARNING,
        """A file has more problems than are told. Mend the first ones, and check again.""",
        Sample("text", "a hundred keys that nobody knows", "a listing"),
    ),
    Rule(
        "html-without-front-matter",
        Severity.WARNING,
        """An `.html` file that does not open with front matter is passed over.""",
        Sample(
            "text",
            "<h1>Night baker</h1>",
            "---\ntitle: Night baker\n---\n<p>Bread, by night.</p>",
        ),
    ),
)

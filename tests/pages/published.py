"""What a board publishes for readers, aggregators and scripts; a plain board, and a hostile one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).parent.parent.parent
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
HOME = "https://name.github.io/board/"
GOLDEN = sorted((ROOT / "tests/boards").glob("*/output"))

FILES: dict[str, str | bytes] = {
    "ssg.toml": f'title = "Harbour & Sons"\nbase_url = "{HOME}"\n',
    "content/pilot.md": """---
title: Pilot
company: Lotsenhaus
company_url: https://lotsenhaus.example/
location: [Berlin, Remote, "Toronto, Canada"]
remote: true
salary: €60,000 - €70,000 a year
apply_url: https://lotsenhaus.example/apply?job=1&from=board
posted: 2026-06-02
valid_through: 2026-06-30
employment_type: full-time
tags: [ships, C++]
---

Bring *ships* in & out.
""",
    "content/cook.md": """---
title: Cook
company: Kornblume
location: Lisbon, Portugal
apply_url: mailto:jobs@kornblume.example
posted: 2026-06-01
---
""",
    "content/undated.md": "---\ntitle: Lamp keeper\nlocation: Remote, Worldwide\n---\n\nLamps.\n",
    "content/closed.md": "---\ntitle: Gone\nvalid_through: 2026-06-01\n---\n\nNo more.\n",
}

# Every way in that text has, with what XML, HTML, CDATA and JSON read as their own.
EVIL = (
    "a ]]> b \\x01\\x0b\\x1f\\uFFFE\\u2028\\u202E <b>c</b> & &amp;lt;d&amp;gt; "
    "</title><![CDATA[ \\\" 'e'"
)
HOSTILE: dict[str, str | bytes] = {
    "ssg.toml": 'title = "R&D ]]> <jobs>"\ndescription = "<script>alert(1)</script> & more"\n',
    "content/evil.md": f"""---
title: "{EVIL} title"
company: "{EVIL} company"
location: "{EVIL} place"
salary: "{EVIL} competitive pay"
tags: ["{EVIL} tag", "</script>"]
benefits: ["{EVIL} benefit"]
posted: 2026-06-01
apply_url: https://evil.example/?a=1&b=]]
---

Text ]]> of <script>alert(1)</script> `]]>` &lt;img src=x onerror=alert(1)&gt; &#1; &#xFFFE;
\x01\x0b\ufffe\x85

```
]]><evil/>
```
""",
    "content/headings.md": (
        "# []]> Cook \x02](https://evil.example/)\n### Co ]]> \x03\n"
        "#### `💰 ]]> pay` `🌎 ]]>,Berlin` `❤️ ]]>`\n\n<p>]]>\x0c</p>\n"
    ).encode(),
    "content/companies/evil.md": f'---\nname: "{EVIL} company"\n---\n\n]]> \x04\n',
}


def xml(path: Path) -> Any:  # noqa: ANN401 - lxml carries no types
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def jobs(site: Path, name: str) -> list[dict[str, str]]:
    """Return the jobs of a file for aggregators, each as its elements' texts."""
    root = xml(site / "output/feeds" / name)
    return [{each.tag: each.text or "" for each in job} for job in root.findall("job")]


def data(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "output" / name).read_text(encoding="utf-8"))
    return found

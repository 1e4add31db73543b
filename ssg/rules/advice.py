"""The rules that a careful reader would have: `ssg check` alone tells of them."""

from __future__ import annotations

import functools

from ssg.problems import Severity
from ssg.rules.rule import Rule, Sample

TITLE = "What readers need"
_advice = functools.partial(Rule, told="check")
RULES = (
    _advice(
        "apply-missing",
        Severity.WARNING,
        """The listing does not say where to apply. Its page then has no button, and search
        engines refuse jobs that nobody can apply for.""",
        Sample(
            "yaml",
            "company: Kornblume Bakery",
            "apply_url: mailto:jobs@kornblume.example",
        ),
    ),
    _advice(
        "title-shouting",
        Severity.WARNING,
        """A title in capitals, with exclamation marks, pictures or calls such as "urgent".
        Search engines take such listings for advertisements.""",
        Sample("yaml", "title: URGENT!!! Baker wanted", "title: Baker"),
    ),
    _advice(
        "title-company",
        Severity.NOTE,
        """The title holds the company's name, which every list shows beside it already.""",
        Sample(
            "yaml",
            "title: Night baker at Kornblume\ncompany: Kornblume",
            "title: Night baker\ncompany: Kornblume",
        ),
    ),
    _advice(
        "title-place",
        Severity.NOTE,
        """The title says where the work is done, which `location` and `remote` are for. Search
        engines ask for titles without it.""",
        Sample(
            "yaml",
            "title: Night baker (Remote, Germany)",
            "title: Night baker\nlocation: Remote, Germany",
        ),
    ),
    _advice(
        "title-pay",
        Severity.NOTE,
        """The title says what the job pays, which `salary` is for.""",
        Sample(
            "yaml",
            "title: Night baker, €36k",
            "title: Night baker\nsalary: €36,000 a year",
        ),
    ),
    _advice(
        "description-short",
        Severity.WARNING,
        """The text has fewer than 100 characters, headings not counted. Nobody learns from it
        what the work is, and job aggregators refuse it.""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n---\n\nBread, by night.\n",
            """\
---
title: Night baker
---

You bake rye bread and rolls for twelve shops, four nights a week, with two colleagues.
You know sourdough. We pay above the tariff, and breakfast is on us.
""",
        ),
    ),
    _advice(
        "date-unlikely",
        Severity.WARNING,
        """A day is most likely a slip of the pen: a first day more than a year ahead, or a last
        day more than two.""",
        Sample("yaml", "valid_through: 2062-12-31", "valid_through: 2026-12-31"),
    ),
    _advice(
        "folder-month",
        Severity.NOTE,
        """A folder looks like a month and is none, so it gives the listings in it neither a tag nor
        a first day: [listings.md](listings.md#what-the-folder-tells).""",
        Sample(
            "text",
            "content/jobs/Baking/2026-13/night-baker/README.md",
            "content/jobs/Baking/2026-12/night-baker/README.md",
        ),
    ),
    _advice(
        "template-mark",
        Severity.WARNING,
        """A mark that a template left to be filled in, such as `<Your company>`, `[Company name]`,
        `TODO:` or lorem ipsum, which may stand in code; a value such as `TBD` or `Your title
        here`; an apply link to `example.com`; or Git's marks of a conflict.""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n---\n\n[Company name] looks for a baker.\n",
            "---\ntitle: Night baker\n---\n\nKornblume looks for a baker.\n",
        ),
    ),
    _advice(
        "code-open",
        Severity.WARNING,
        """Code that a line of three backticks or tildes opens is not closed by another, so all of
        the text below it is shown as code.""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n---\n\n```\nflour = 7\n\nWe bake by night.\n",
            "---\ntitle: Night baker\n---\n\n```\nflour = 7\n```\n\nWe bake by night.\n",
        ),
    ),
    _advice(
        "second-listing",
        Severity.WARNING,
        """Another listing begins in the text of the first one, of which it is taken for a part: a
        file holds one listing.""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n---\n\nWe bake.\n\n---\ntitle: Miller\n---\n\nWe mill.\n",
            "---\ntitle: Night baker\n---\n\nWe bake.\n",
        ),
    ),
    _advice(
        "contact-private",
        Severity.WARNING,
        """A text holds somebody's own mail address or telephone number. Programs collect them
        from public pages, and they stay in the repository's history. An office's number may
        stand: one that is free of charge, or beside a word such as "recruiting".""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n---\nCall +49 151 2345678, or write to jo@gmail.com.\n",
            "---\ntitle: Night baker\n---\nWrite to jobs@kornblume.example.\n",
        ),
    ),
    _advice(
        "link-broken",
        Severity.WARNING,
        """A link or a picture in the text has no full address, so it leads nowhere from the page,
        which shows its words alone; or a key's address has a host that is no name on the web, such
        as `https://localhost/`.""",
        Sample(
            "markdown",
            "---\ntitle: Night baker\n---\n\nSee [our shops](../shops.md).\n",
            "---\ntitle: Night baker\n---\n\nSee [our shops](https://kornblume.example/shops).\n",
        ),
    ),
    _advice(
        "picture-missing",
        Severity.WARNING,
        """A logo, of a company or of the board, is named by its path, and there is no such file
        under `static/`.""",
        Sample(
            "text",
            "company_logo: logos/kornblume.svg, and no static/logos/kornblume.svg",
            "company_logo: logos/kornblume.svg, and static/logos/kornblume.svg",
        ),
    ),
    _advice(
        "value-markup",
        Severity.WARNING,
        """A title, a company, a location, a salary, a tag or a benefit holds HTML or Markdown.
        These are plain text, so it is shown as it is typed.""",
        Sample("yaml", "title: <b>Night baker</b>", "title: Night baker"),
    ),
    _advice(
        "file-name-windows",
        Severity.WARNING,
        """The name of a file, or of a folder above it, is none that Windows can have: a device's,
        as `con`, `aux` or `nul` with any ending, one with `< > : " | ? * \\` in it, or one that
        ends in a full stop or a space. No checkout of the repository succeeds there. Where nobody
        works on Windows, turn the rule off.""",
        Sample("text", "content/aux.md", "content/auxiliary-nurse.md"),
    ),
    _advice(
        "profile-unlisted",
        Severity.NOTE,
        """No listing is of the company that a profile in `content/companies/` tells of, and a name
        like it has listings and no profile, as after a company was renamed in one place: it has two
        pages then.""",
        Sample(
            "text",
            "name: Kornblume Bakery, and listings with company: Kornblume Bakers",
            "name: Kornblume Bakers, and listings with company: Kornblume Bakers",
        ),
    ),
    _advice(
        "passed-over",
        Severity.NOTE,
        """A file of `content/` is none by its name that listings are read from, and reads like one,
        or is asked about, by its path or with `--changed-since`; or one that is asked about reads
        like a listing and lies elsewhere, as a folder does that is asked about.""",
        Sample("text", "content/night-baker.txt", "content/night-baker.md"),
    ),
    _advice(
        "closed",
        Severity.NOTE,
        """The listing is closed on the day of the check. It is told only of files that are asked
        about, by their paths or with `--changed-since`: an archive is full of closed ones.""",
        Sample("text", "valid_through: a day that has passed", "valid_through: a day to come"),
    ),
    _advice(
        "held-back",
        Severity.NOTE,
        """The listing is not published yet: it is a draft, or its first day is yet to come. It is
        told only of files that are asked about, by their paths or with `--changed-since`; the
        summary of a build counts them all.""",
        Sample("text", "posted: a day to come", "posted: the day itself, or one before it"),
    ),
    _advice(
        "duplicate",
        Severity.WARNING,
        """The same job is open in another file, which the message names: the same company and
        title with nearly the same text, or the same apply link with the same title or much the
        same text. The one posted later is told of; of files that are asked about, each that
        repeats one that is not.""",
        Sample(
            "text",
            "content/night-baker.md and content/night-baker-again.md",
            "content/night-baker.md",
        ),
    ),
    _advice(
        "markup-missing",
        Severity.WARNING,
        """Job search engines such as Google's will not show this listing, because it lacks a
        fact that they ask for or cannot be sure of; the message names what is missing and the
        hint says what to add. The page itself lacks nothing. Which facts these are:
        [output.md](output.md#markup-for-search-engines). Where all that is missing is the setting
        [`worldwide_means`](settings.md#worldwide_means), it is told once for the whole site.""",
        Sample(
            "text",
            "title: Night baker",
            "title: Night baker\ncompany: Kornblume Bakery\nlocation: Bremen, Germany\n"
            "posted: 2026-10-02, and a text",
        ),
    ),
)

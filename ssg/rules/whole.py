"""The rules of the site as a whole, and of the files that it is made of."""

from __future__ import annotations

from ssg.problems import Severity
from ssg.rules.rule import Rule, Sample

TITLE = "The site as a whole"
RULES = (
    Rule(
        "slug-taken",
        Severity.ERROR,
        """Two listings ask for the same `slug`. The one posted first keeps it; the message
        names its file.""",
        Sample(
            "text",
            "slug: night-baker in two files",
            "slug: night-baker in one, slug: night-baker-bremen in the other",
        ),
    ),
    Rule(
        "profile-twice",
        Severity.ERROR,
        """A company has two profiles in `content/companies/`; the first one by file name is
        taken.""",
        Sample(
            "text",
            "content/companies/kornblume.md and content/companies/kornblume-gmbh.md",
            "content/companies/kornblume.md",
        ),
    ),
    Rule(
        "content-missing",
        Severity.WARNING,
        """The site folder has no `content/`, or that is empty, or its files are of other kinds than
        listings.""",
        Sample("text", "ssg.toml alone", "ssg.toml and content/"),
    ),
    Rule(
        "hidden-folder",
        Severity.WARNING,
        """A folder whose name begins with a point is passed over.""",
        Sample("text", "content/.bakery/night-baker.md", "content/bakery/night-baker.md"),
    ),
    Rule(
        "link",
        Severity.ERROR,
        """A symbolic link leads out of `content/`, or to a folder; it is not followed.""",
        Sample(
            "text",
            "content/night-baker.md, a link to ../../elsewhere/night-baker.md",
            "content/night-baker.md, a file",
        ),
    ),
    Rule(
        "file-name",
        Severity.ERROR,
        """A file's name is not UTF-8.""",
        Sample("text", "content/b\\xe4cker.md", "content/bäcker.md"),
    ),
    Rule(
        "file-names-alike",
        Severity.WARNING,
        """The names of two files or folders are one to macOS or Windows: they differ in case,
        or in how their letters are composed. A checkout there loses one of them.""",
        Sample(
            "text",
            "content/baker.md and content/Baker.md",
            "content/baker.md and content/baker-nights.md",
        ),
    ),
    Rule(
        "unreadable",
        Severity.ERROR,
        """A file or folder cannot be read, is no plain file, or has more bytes than the
        setting [`size_limit`](settings.md#size_limit) allows.""",
        Sample(
            "text",
            "content/night-baker.md with pictures in it, 3 MB",
            "content/night-baker.md with the addresses of pictures",
        ),
    ),
    Rule(
        "time-limit",
        Severity.ERROR,
        """A listing could not be read, or a page not be rendered, in the time of the setting
        [`time_limit`](settings.md#time_limit), or it ended the process that was at it. Where it
        is a page, nothing is published.""",
        Sample("text", "a hundred thousand brackets, one in the other", "a text"),
    ),
    Rule(
        "static",
        Severity.ERROR,
        """A file of `static/` cannot be read, is a link that leads out of it, or has the name
        of a folder that the site needs.""",
        Sample("text", "static/jobs, a file", "static/jobs.pdf"),
        told="build",
    ),
    Rule(
        "template",
        Severity.ERROR,
        """A template is wrong, or cannot be read; path and line are named, and nothing is
        published until it is right.""",
        Sample("text", "{{ page.titel }}", "{{ page.title }}"),
        told="build",
    ),
    Rule(
        "template-block",
        Severity.WARNING,
        """A template of the site extends another one, and what it adds shows nowhere: a block that
        the other one does not have, or that is replaced itself, alone or with what is around it, on
        each page; or text that stands outside of blocks. The message names the nearest block.""",
        Sample(
            "text",
            '{% extends "listing.html" %}{% block boddy %}',
            '{% extends "listing.html" %}{% block body %}',
        ),
        told="build",
    ),
    Rule(
        "template-unused",
        Severity.WARNING,
        """A file of `templates/` is used by nothing: it has the name of no template of the theme,
        lies not in `templates/pages/`, and no template that is used extends, includes or imports
        it. Of files that do not end in `.html` only those are told of whose names are like that of
        a template.""",
        Sample("text", "templates/lisitng.html", "templates/listing.html"),
        told="build",
    ),
    Rule(
        "setting-link",
        Severity.WARNING,
        """A link of the settings, in `navigation`, `footer_links` or `submit_url`, is a path under
        the site at which nothing is published; pages of companies, places and tags aside, which
        come and go with listings. Where something else is put there, the setting `rules` turns
        this off.""",
        Sample(
            "text",
            'footer_links = [{ label = "Imprint", url = "imprnt/" }]',
            'footer_links = [{ label = "Imprint", url = "imprint/" }]',
        ),
        told="build",
    ),
    Rule(
        "heavy-site",
        Severity.WARNING,
        """The site has 800 MB or more; [GitHub Pages](hosting.md#limits) takes 1 GB. Most often
        pictures in `static/` weigh that much.""",
        Sample("text", "static/team.jpg, 30 MB", "static/team.jpg, 300 kB"),
        told="build",
    ),
    Rule(
        "heavy-page",
        Severity.WARNING,
        """A listing's page has more than 500 kB, ten times what the longest listing needs: it
        is slow on a phone, and two thousand like it would fill GitHub Pages.""",
        Sample("text", "a listing with the company's handbook in it", "a link to the handbook"),
        told="build",
    ),
    Rule(
        "heavy-feed",
        Severity.WARNING,
        """A feed has more than 1 MB. Feed readers fetch it again and again, so a hundred of them
        take most of the traffic that GitHub Pages gives. The setting
        [`feed_length`](settings.md#feed_length) makes it shorter.""",
        Sample("toml", "feed_length = 2000", "feed_length = 50"),
        told="build",
    ),
)

"""The board as Pelican publishes it: the same pages and feeds as Hugo's, companies as authors.

Listings are written to content/jobs/ by bench/programs.py. Pelican 4.11 or newer. Its cache is on
where the environment has PELICAN_CACHE: writing it makes a build slower that finds none.
"""

import os
from pathlib import Path

SITENAME = "Jobs"
SITEURL = FEED_DOMAIN = "https://jobs.example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
ARTICLE_PATHS = ["jobs"]
PAGE_PATHS = STATIC_PATHS = THEME_STATIC_PATHS = PLUGINS = FORMATTED_FIELDS = []
THEME = "theme"
READERS = {"html": None, "rst": None}
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.fenced_code": {},
        "markdown.extensions.sane_lists": {},
    },
    "output_format": "html5",
}

ARTICLE_URL, ARTICLE_SAVE_AS = "jobs/{slug}/", "jobs/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "companies/{slug}/", "companies/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "countries/{slug}/", "countries/{slug}/index.html"
AUTHORS_SAVE_AS, TAGS_SAVE_AS = "companies/index.html", "countries/index.html"
CATEGORY_SAVE_AS = CATEGORIES_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "authors", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"index": 50, "author": 50, "tag": 50}
DEFAULT_PAGINATION = 50
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_RSS = "feed.xml"
AUTHOR_FEED_RSS = "companies/{slug}/feed.xml"
TAG_FEED_RSS = "countries/{slug}/feed.xml"
FEED_ALL_ATOM = AUTHOR_FEED_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 30
RSS_FEED_SUMMARY_ONLY = True

CACHE_CONTENT = LOAD_CONTENT_CACHE = "PELICAN_CACHE" in os.environ
CACHE_PATH = str(Path(__file__).parent / "cache")  # it is not taken as relative to this file
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "md5"  # by content, so that the cache is of use after a fresh checkout
GZIP_CACHE = False

"""How quickly the search of a built site answers on a slow phone, and what it loads for that.

    python bench/search.py OUTPUT [--slow 4] [--runs 5] [--multiply K] [--words …]

Chromium opens the front page with its processor slowed down. A first key loads the search and is
answered (`first`: the network is this machine's own, so it costs its processor alone); then words
are typed letter by letter, and filters set. A time is that from a key, or a choice, to the first
frame that shows its answer. `--multiply` repeats the listings of the index under other companies,
and changes their rarer words, as more listings would bring more of both.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import shutil
import statistics
import tempfile
import threading
from collections import Counter
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

WORDS = ("senior python", "enginer", "data analyst", "react berlin", "s")
RARE = 3  # times, up to which a word of the titles is taken for one that grows with a board
NEEDED = ("index.html", "style.css", "theme.js", "search.js", "search", "search.json")
COLUMNS = ("arrangement", "place", "area", "pay", "tagSet", "typeSet")
# Says when an answer to the last key or choice was drawn: a frame after the page last changed.
WATCH = """
() => {
  const seen = (event) => (window.answered = new Promise((done) => {
    const start = event.timeStamp;
    const watch = new MutationObserver(() => {
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    const what = { subtree: true, childList: true, characterData: true };
    watch.observe(document.querySelector("main"), what);
  }));
  document.addEventListener("input", seen, true);
}
"""


def main() -> None:
    """Print the times and the bytes."""
    parser = argparse.ArgumentParser(description="Time the search of a built site.")
    parser.add_argument("output", type=Path, help="what `ssg build` wrote, for the base path /")
    parser.add_argument("--slow", type=float, default=4)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--multiply", type=float, default=1)
    parser.add_argument("--words", nargs="+", default=WORDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for name in NEEDED:
            source = options.output / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, site / name)
        index = site / "search.json"
        data = multiplied(json.loads(index.read_text(encoding="utf-8")), options.multiply)
        index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
        packed = len(gzip.compress(index.read_bytes(), 6))
        print(f"listings {len(data['company']):,}, search.json {packed / 1024:,.0f} KB gzipped")
        measure(site, options)


def measure(site: Path, options: argparse.Namespace) -> None:
    """Print what a browser shows of a site."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    firsts, times = list[float](), dict[str, list[float]]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, ("chromium", "google-chrome")))),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for _ in range(options.runs):
            page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
            page.evaluate(WATCH)
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": options.slow})
            Zipped.sent.clear()
            for name, time in asked(page, options.words):
                firsts.append(time) if name == "first" else times.setdefault(name, []).append(time)
            page.context.close()
        browser.close()
    server.shutdown()
    loaded = sum(Zipped.sent.values())
    print(f"loaded for the search {loaded / 1024:,.0f} KB in {len(Zipped.sent)} requests")
    print(f"first key, all loaded for it: {told(firsts)}")
    for name, found in times.items():
        print(f"{name}: {told(found)}")


def asked(page: Page, texts: list[str]) -> Iterator[tuple[str, float]]:
    """Yield each thing that is asked, with the milliseconds to its answer."""
    page.click("input[type=search]", no_wait_after=True)
    page.keyboard.press("e")
    yield "first", page.evaluate("window.answered")
    for text in texts:
        page.fill("input[type=search]", "")
        page.evaluate("window.answered")
        for letter in text:
            page.keyboard.press("Space" if letter == " " else letter)
            yield f"keys of “{text}”", page.evaluate("window.answered")
    page.click("summary")
    page.wait_for_selector("select[name=country] option:nth-child(3)", state="attached")
    for name in ("country", "tag", "company", "pay"):
        value = page.eval_on_selector(f"select[name={name}]", "select => select.options[1].value")
        page.select_option(f"select[name={name}]", value)
        yield f"filter {name}", page.evaluate("window.answered")
        page.select_option(f"select[name={name}]", "")
        page.evaluate("window.answered")


def told(times: list[float]) -> str:
    """Return the median and the worst of times in words."""
    return f"{statistics.median(times):.0f} ms, worst {max(times):.0f} ms"


def multiplied(data: dict[str, Any], times: float) -> dict[str, Any]:
    """Return an index of as many times the listings, with more companies and more words."""
    size = len(data["company"])
    total = int(size * times)
    if total <= size:
        return data
    copies = range(1, -(-total // size))
    named = [each if isinstance(each, str) else each[0] for each in data["companies"]]
    further = [each and f"{each} {copy}" for copy in copies for each in named]
    pairs = {
        name: [[row + copy * size, text] for copy in (0, *copies) for row, text in data[name]]
        for name in ("slugs", "summaries")
    }
    return {
        **data,
        **{column: [data[column][row % size] for row in range(total)] for column in COLUMNS},
        **{name: [each for each in pairs[name] if each[0] < total] for name in pairs},
        **multiplied_titles(data, total),
        "companies": data["companies"] + further,
        "company": [data["company"][row % size] + row // size * len(named) for row in range(total)],
        "days": [*spread(data["days"], total)],
    }


def multiplied_titles(data: dict[str, Any], total: int) -> dict[str, Any]:
    """Return that many titles, in which rare words have other letters at their end in each copy."""
    titles = [[*title] for is_title, title in groupby(data["titles"], bool) if is_title]
    counts, words = Counter(data["titles"]), list(data["words"])
    numbers = dict[tuple[int, int], int]()

    def copied(word: int, copy: int) -> int:
        if not copy or counts[word] > RARE:
            return word
        if (copy, word) not in numbers:
            words.append(f"{data['words'][word - 1]}{'bcdfghjkmn'[copy % 10]}")
            numbers[copy, word] = len(words)
        return numbers[copy, word]

    flat = list[int]()
    for row in range(total):
        copy, at = divmod(row, len(titles))
        flat += [*(copied(word, copy) for word in titles[at]), 0]
    return {"words": words, "titles": flat}


def spread(days: list[tuple[str, str, int]], total: int) -> Iterator[tuple[str, str, int]]:
    """Yield days with counts that make up a larger sum."""
    size, given = sum(count for _, _, count in days), 0
    for number, (day, words, count) in enumerate(days, 1):
        more = total - given if number == len(days) else count * total // size
        given += more
        yield day, words, more


class Zipped(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, its files gzipped, and counts the bytes of each."""

    sent: dict[str, int] = {}  # noqa: RUF012 - one for all requests, as each has its own handler

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.sent[path.name] = len(data)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


if __name__ == "__main__":
    main()

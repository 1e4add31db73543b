"""`ssg serve` from the outside: what it answers, prints and leaves behind."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ssg.build import Options, build
from ssg.formats import Style
from ssg.serving.session import Voice, Wishes, serve
from tests.folders import files_of
from tests.served import PATIENCE, Served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssg.report import Report
    from tests.builds import Board, Run

LISTING = "---\ntitle: Baker\n---\nBakes bread.\n"
DRAFT = "---\ntitle: Cook\ndraft: true\n---\nCooks soup.\n"
LATER = "---\ntitle: Diver\nposted: 2031-05-01\n---\nDives deep.\n"


def test_it_answers_as_pages_does(served: Callable[..., Served], board: Board) -> None:
    it = served({"content/baker.md": LISTING})
    site = board({})
    home = it.ask("/")
    assert home.status == 200
    assert home.headers["Content-Type"] == "text/html; charset=utf-8"
    assert home.headers["Cache-Control"] == "no-store"
    client = re.search('<script type="module" src="(/[^"]*)"></script></head>', home.body)
    assert client
    written = (site / "output/index.html").read_text(encoding="utf-8")
    assert home.body.replace(client[0], "</head>") == written
    head = it.ask("/", "HEAD")
    assert (head.status, head.body) == (200, "")
    assert head.headers["Content-Length"] == str(len(home.body.encode()))
    missing = it.ask("/jobs/cook/")
    assert missing.status == 404
    assert "ssg-serve" in missing.body
    assert missing.headers["Content-Type"] == "text/html; charset=utf-8"
    moved = it.ask("/jobs/baker?a=b")
    assert (moved.status, moved.headers["Location"]) == (301, "/jobs/baker/?a=b")
    feed = it.ask("/feed.xml")
    assert feed.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert feed.body == (site / "output/feed.xml").read_text(encoding="utf-8")
    assert it.ask("/", "POST").status == 405
    for path in ("/.ssg-manifest", "/../ssg.toml", "/%2e%2e/content/baker.md", "/content/baker.md"):
        assert it.ask(path).status == 404
    for name in ("client.js", "overlay.js", "overlay.css", "livereload.js", "problems.json"):
        assert it.ask(f"/.ssg-serve/{name}").status == 200
    assert it.ask("/.ssg-serve/page").status == 404


def test_only_pages_of_the_site_are_let_in(served: Callable[..., Served]) -> None:
    it = served({"content/baker.md": LISTING})
    assert it.ask("/", Host="evil.example").status == 403
    assert it.ask("/.ssg-serve/problems.json", Host=f"evil.example:{it.port}").status == 403
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert it.ask("/livereload", Origin="http://evil.example", **upgrade).status == 403
    assert it.ask("/livereload", Host="evil.example", **upgrade).status == 403
    assert it.ask("/livereload", Origin="null", **upgrade).status == 403


def test_a_site_lies_under_its_base_path(served: Callable[..., Served]) -> None:
    settings = 'base_url = "https://name.example/board/"\n'
    it = served({"content/baker.md": LISTING, "ssg.toml": settings})
    assert any(f":{it.port}/board/ " in line for line in it.lines)
    assert it.ask("/").headers["Location"] == "/board/"
    assert it.ask("/board").headers["Location"] == "/board/"
    assert it.ask("/board/jobs/baker/").status == 200
    assert it.ask("/jobs/baker/").status == 404


def test_each_build_is_told_in_one_line_and_each_problem_once(
    served: Callable[..., Served], board: Board
) -> None:
    it = served({"content/baker.md": LISTING})
    wrong = {"content/baker.md": LISTING.replace("title", "titel")}
    board(wrong)
    it.hear("^content/baker.md: .*1 error, 0 warnings; [0-9.]+ s$")
    site = board({"content/cook.md": LISTING})
    it.hear("^content/cook.md: [0-9]+ files written; 1 error, 0 warnings; [0-9.]+ s$")
    assert len([line for line in it.lines if '"titel" is not a key' in line]) == 1
    told = json.loads(it.ask("/.ssg-serve/problems.json").body)
    assert (told["errors"], told["warnings"]) == (1, 0)
    assert not (site / "output/jobs/baker/index.html").exists()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_quietly_and_leaves_all_in_order(
    served: Callable[..., Served],
    board: Board,
    run: Run,
    by: int,
) -> None:
    it = served({f"content/{number}.md": LISTING for number in range(150)})
    before = len(it.lines)
    site = board({f"content/{number}.md": DRAFT for number in range(75)})
    time.sleep(0.25)  # somewhere in a build; any moment must do
    assert it.end(by) == 0
    assert not [line for line in it.lines[before:] if not line.startswith("content/")]
    assert not (site / "output/.ssg-staging").exists()
    assert run("build", "--site", site).exit_code == 0
    assert files_of(site / "output") == built_afresh(site, run)


def test_started_by_nohup_it_outlives_the_terminal(served: Callable[..., Served]) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as `nohup` does
    try:
        it = served({"content/baker.md": LISTING})
    finally:
        signal.signal(signal.SIGHUP, before)
    it.process.send_signal(signal.SIGHUP)
    assert it.ask("/jobs/baker/").status == 200
    assert it.end(signal.SIGTERM) == 0


def built_afresh(site: Path, run: Run) -> dict[str, bytes]:
    """Return what a build of a copy without cache and output writes."""
    copy = site.parent / "copy"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".ssg-cache"))
    assert run("build", "--site", copy).exit_code == 0
    return files_of(copy / "output")


def test_what_is_to_come_is_shown_and_stays_out_of_the_output(
    served: Callable[..., Served],
    board: Board,
    run: Run,
) -> None:
    site = board({"content/baker.md": LISTING})
    assert run("build", "--site", site).exit_code == 0
    before = files_of(site / "output")
    files = {"content/cook.md": DRAFT, "content/diver.md": LATER}
    it = served(files, "--drafts", "--as-of", "2031-06-01")
    assert it.ask("/jobs/cook/").status == 200
    assert it.ask("/jobs/diver/").status == 200
    board({"content/cook.md": DRAFT.replace("soup", "stew")})
    it.hear("^content/cook.md: ")
    assert "stew" in it.ask("/jobs/cook/").body
    assert it.end() == 0
    assert files_of(site / "output") == before
    assert run("build", "--site", site).exit_code == 0
    assert files_of(site / "output") == built_afresh(site, run)
    assert not any("cook" in path for path in files_of(site / "output"))


def test_drafts_and_no_drafts_do_not_share_a_build(
    served: Callable[..., Served], board: Board
) -> None:
    day = ("--as-of", "2031-06-01")
    first = served({"content/cook.md": DRAFT}, "--drafts", *day)
    assert first.ask("/jobs/cook/").status == 200
    first.end()
    assert board({})
    second = served({}, *day)
    assert second.ask("/jobs/cook/").status == 404


def test_a_port_that_is_asked_for_and_taken_is_told(board: Board, run: Run) -> None:
    site = board({"content/baker.md": LISTING})
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--site", site, "--port", port)
    assert result.exit_code == 2
    assert f"port {port}" in result.output
    assert not (site / "output").exists()


def test_where_the_default_port_is_taken_another_one_is_found(
    board: Board,
) -> None:
    site = board({"content/baker.md": LISTING})
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8000))
            other.listen()
        except OSError:
            pass  # taken by somebody else, which does as well
        it = Served(site)
    assert it.port != 8000
    assert any("port 8000 is taken" in line for line in it.lines)
    assert it.ask("/").status == 200
    assert it.end() == 0


def test_a_host_that_is_not_here_is_told(board: Board, run: Run) -> None:
    result = run("serve", "--site", board({}), "--host", "192.0.2.1", "--port", "0")
    assert result.exit_code == 2
    assert "192.0.2.1" in result.output


def test_a_wrong_setting_prevents_a_beginning(board: Board, run: Run) -> None:
    result = run("serve", "--site", board({"ssg.toml": "page_size = 0\n"}), "--port", "0")
    assert result.exit_code == 2
    assert "page_size" in result.output


def test_a_setting_that_is_spoilt_during_the_first_build_is_told_and_ends_nothing(
    board: Board,
) -> None:
    site = board({"content/baker.md": LISTING})
    told: list[str] = []

    def first_build(options: Options) -> Report:
        report = build(options)
        board({"ssg.toml": "page_size = 0\n"})
        return report

    def complain(line: str) -> None:
        told.append(line)
        os.kill(os.getpid(), signal.SIGINT)  # as Ctrl-C does

    options = Options(site, site / "output", dt.date(2026, 11, 20))
    wishes = Wishes("127.0.0.1", 0, is_opened=False, drafts=False, as_of=None)
    serve(options, wishes, first_build, Voice(told.append, complain, Style()))
    assert "serving http://127.0.0.1:" in told[0]
    assert told[1].startswith("ssg.toml:1: error: page_size")


def test_the_browser_is_opened_where_that_is_asked_for(
    served: Callable[..., Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    it = served({"content/baker.md": LISTING}, "--open")
    until = time.monotonic() + PATIENCE
    while not (opened := tmp_path / "opened").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert opened.read_text(encoding="utf-8") == f"http://127.0.0.1:{it.port}/\n"


def test_a_builder_that_dies_is_told_and_started_anew(
    served: Callable[..., Served], board: Board
) -> None:
    it = served({"content/baker.md": LISTING})
    board({"content/baker.md": LISTING.replace("bread", "cake")})
    it.hear("^content/baker.md: ")
    (builder,) = [
        child
        for child in children(it.process.pid)
        if "multiprocessing.spawn" in (command := command_of(child)) and "tracker" not in command
    ]
    os.kill(builder, signal.SIGKILL)
    board({"content/baker.md": LISTING.replace("bread", "rolls")})
    it.hear("the process that builds has ended")
    board({"content/baker.md": LISTING.replace("bread", "buns")})
    it.hear("^content/baker.md: .*0 errors")
    assert "buns" in it.ask("/jobs/baker/").body


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    command = ["ps", "-o", "pid=", "--ppid", str(process)]
    return [int(word) for word in subprocess.check_output(command, text=True).split()]


def command_of(process: int) -> str:
    """Return the command line of a process."""
    return subprocess.check_output(["ps", "-o", "args=", "-p", str(process)], text=True)


@pytest.mark.parametrize("words", [("--help",), ("build",), ("serve", "--help")])
def test_other_commands_do_without_the_server(board: Board, words: tuple[str, ...]) -> None:
    site = board({"content/baker.md": LISTING})
    code = (
        "import sys\n"
        "from ssg.cli import main\n"
        f"main({[*words]}, standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    code = code.replace("main([", "try: main([").replace("print", "except SystemExit: pass\nprint")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "click" in loaded
    assert not loaded & {"tornado", "livereload", "watchfiles", "asyncio"}
    assert "ssg.serving" not in done.stderr.split()

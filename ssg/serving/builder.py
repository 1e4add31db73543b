"""A process that builds a site again and again, beside the one that serves it.

Its libraries stay loaded, and it has no threads, so that the workers of a build can be forked. A
build that ends its process ends no server.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.resource_tracker
import os
import signal
import threading
import time
import traceback
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ssg.build import build
from ssg.errors import CommandError
from ssg.meanwhile import load
from ssg.workers import without_interrupts

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from ssg.build import Options
    from ssg.report import Report

PATIENCE = 10.0  # seconds that a build which is cut short has to leave all in order
AGAIN = 0.1  # seconds until it is asked again to end


class Outcome(NamedTuple):
    """What came of a build: its report, or why there is none; neither if it was cut short.

    `trace` says where ssg itself failed, where it did.
    """

    report: Report | None
    failure: str = ""
    seconds: float = 0.0
    trace: str = ""


class Builder:
    """The process that builds, started anew if it ended."""

    def __init__(self) -> None:
        self._is_stopped = False
        self._at_work = threading.Lock()
        self._start()

    def build(self, options: Options) -> Outcome:
        """Return what came of a build, once it is done; whatever that is, nothing is raised."""
        with self._at_work:
            if self._is_stopped:
                return Outcome(None)
            try:
                self._pipe.send(options)
                outcome: Outcome = self._pipe.recv()
            except (EOFError, OSError):
                if self._is_stopped:
                    return Outcome(None)
                self._process.join(PATIENCE)
                status = self._process.exitcode
                self._pipe.close()
                self._start()
                return Outcome(None, f"error: the process that builds has ended ({status})")
            return outcome

    def stop(self) -> None:
        """End the process; a build under way is cut short, and leaves all in order first."""
        self._is_stopped = True
        until = time.monotonic() + PATIENCE
        while not self._at_work.acquire(timeout=AGAIN):
            if time.monotonic() >= until:
                self._process.kill()
            elif os.name == "posix" and self._process.pid:
                os.kill(self._process.pid, signal.SIGINT)
        self._at_work.release()
        self._pipe.close()
        self._process.join(PATIENCE)
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        """Start the process, deaf to Ctrl-C but while it builds."""
        context = multiprocessing.get_context("spawn")
        # Done by `start` otherwise, which would let signals through again after it.
        multiprocessing.resource_tracker.ensure_running()
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), name="ssg-builder")
        with without_interrupts():
            self._process.start()
        other.close()


def _serve(pipe: Connection) -> None:
    """Build what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.disable()
    load()  # a build does when it needs to; here somebody waits then
    import ssg.reading  # noqa: PLC0415, F401 - likewise, in the workers that are forked

    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(_outcome(pipe.recv()))
            gc.collect()  # while nobody waits


def _outcome(options: Options) -> Outcome:
    """Return what came of a build."""
    started = time.monotonic()
    report, failure, trace = None, "", ""
    try:
        signal.signal(signal.SIGINT, _cut_short)
        report = build(options)
    except KeyboardInterrupt:
        pass
    except CommandError as error:
        failure = error.told()
    except Exception as error:  # noqa: BLE001 - a fault of ours, which is told and ends nothing
        failure = f"error: ssg itself has failed: {type(error).__name__}: {error}"
        trace = traceback.format_exc()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Outcome(report, failure, time.monotonic() - started, trace)


def _cut_short(*_: object) -> NoReturn:
    """End a build, once: what it does to leave all in order is not cut short."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt

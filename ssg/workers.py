"""An ordered map over processes, which outlives an item that hangs or kills its process."""

from __future__ import annotations

import contextlib
import faulthandler
import itertools
import os
import signal
import sys
import threading
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from types import TracebackType

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 64  # items sent to a process at once
# Seconds. A thread of the executor writes to the processes, in many turns for each chunk: the
# interpreter gives it one when this process waits, or after that time. By default it is 5 ms,
# and processes then wait for work while this one makes more of it.
TURN = 0.0001
AHEAD = 4  # chunks that a process may be ahead of the one that takes the results


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Work(NamedTuple, Generic[Item, Result]):
    """What is done to each item, and what stands for the result of one that cannot be done.

    Both are sent between processes, as items and results are.
    """

    phase: str
    do: Callable[[Item], Result]
    lost: Callable[[Item], Result]


class Workers:
    """Processes that start when there is something to do, and end with the `with` block.

    An item that takes more than `limit` seconds, or ends its process, is lost alone. `progress`
    is called with the phase for each item that is done.
    """

    def __init__(
        self, jobs: int, limit: int, progress: Callable[[str], None] = lambda _: None
    ) -> None:
        self._jobs = jobs
        self._limit = limit
        self._progress = progress
        self._executor: ProcessPoolExecutor | None = None
        self._turn_before = sys.getswitchinterval()

    def map(self, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results in the order of the items, which are taken only as they are needed.

        An exception comes through.
        """
        for results in self._chunks(work, iter(items)):
            for result in results:
                self._progress(work.phase)
                yield result

    def prepare(self, do: Callable[[], object]) -> None:
        """Let the processes do what readies them for items that are still to come.

        Nobody waits for it, and what goes wrong with it is nobody's loss: it is not remembered.
        """
        for _ in range(self._jobs):
            self._submit(_prepared, [do])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None and self._executor:  # what the processes are at is of no use any more
            import multiprocessing  # noqa: PLC0415 - as in _started

            for process in multiprocessing.active_children():
                process.terminate()
            _let_go(self._executor)
        self._stop()

    def _chunks(
        self, work: Work[Item, Result], items: Iterator[Item]
    ) -> Iterator[Sequence[Result]]:
        """Yield the results of chunks, handed out no further ahead than keeps all busy."""
        waiting: deque[tuple[Sequence[Item], Future[list[Result]]]] = deque()
        # The first are sent at once, though they be few: it may be long until others are found.
        sizes = itertools.chain(range(1, CHUNK), itertools.repeat(CHUNK))
        while True:
            while len(waiting) <= AHEAD * self._jobs and (
                chunk := list(itertools.islice(items, next(sizes)))
            ):
                waiting.append((chunk, self._submit(work.do, chunk)))
            if not waiting:
                return
            from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - as in _started

            first, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenExecutor:
                # One of the chunks under way did it: each is done again, item by item.
                self._stop()
                for under_way in (first, *(each for each, _ in waiting)):
                    yield [self._alone(work, item) for item in under_way]
                waiting.clear()

    def _submit(self, do: Callable[[Item], Result], chunk: Sequence[Item]) -> Future[list[Result]]:
        """Return the results to come of a chunk."""
        from concurrent.futures import BrokenExecutor, Future  # noqa: PLC0415 - as in _started

        try:
            with without_interrupts():
                if self._executor is None:
                    sys.setswitchinterval(TURN)
                    self._executor = _started(self._jobs)
                return self._executor.submit(_each, do, chunk, self._limit)
        except BrokenExecutor as error:
            broken: Future[list[Result]] = Future()
            broken.set_exception(error)
            return broken

    def _alone(self, work: Work[Item, Result], item: Item) -> Result:
        """Return an item's result from processes that have nothing else to do."""
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - as in _started

        try:
            return self._submit(work.do, [item]).result()[0]
        except BrokenExecutor:
            self._stop()
            return work.lost(item)

    def _stop(self) -> None:
        """End the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
            sys.setswitchinterval(self._turn_before)


def _let_go(executor: ProcessPoolExecutor) -> None:
    """Close this process's own end of the pipe by which results are written.

    A process that ends while it writes leaves a piece of a result, and the executor waits for the
    rest as long as anybody could write it. It has no way of its own to close the pipe.
    """
    with contextlib.suppress(AttributeError, OSError):
        executor._result_queue._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001


def _started(jobs: int) -> ProcessPoolExecutor:
    """Return processes, started by a fork where the system has it.

    A fork shares the libraries that are loaded; this process has no threads of its own then.
    """
    # Slow to import; a build that changes nothing starts no process.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow_parent)


@contextlib.contextmanager
def without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back: in a process that has just begun it would end in a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _follow_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one ends.

    Ctrl-C reaches every process of a terminal; a process that is killed tells nobody.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process once the one that started it has ended."""
    import multiprocessing.connection  # noqa: PLC0415 - as in _started

    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _prepared(do: Callable[[], object]) -> None:
    """Do it, whatever comes of it."""
    with contextlib.suppress(Exception):
        do()


def _each(do: Callable[[Item], Result], items: Sequence[Item], limit: int) -> list[Result]:
    """Return the result of each item; past the limit the process ends, whatever it is at.

    The watch is a thread outside the interpreter, which even a regular expression that never
    returns cannot hold up.
    """
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
        try:
            return [do(item) for item in items]
        finally:
            faulthandler.cancel_dump_traceback_later()

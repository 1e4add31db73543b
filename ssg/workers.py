"""An ordered map over processes, which outlives an item that hangs or kills its process."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import itertools
import math
import os
import pickle
import signal
import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from queue import SimpleQueue

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 64  # items sent to a process at once
AHEAD = 4 * CHUNK  # items that a process may be ahead of the one that takes the results
# Seconds. In each process a thread takes chunks while another is at work on one; the interpreter
# gives it a turn after that time. By default it is 5 ms, for which the sender would wait as well.
TURN = 0.0001


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Work(NamedTuple, Generic[Item, Result]):
    """What is done to each item, and what stands for the result of one that cannot be done.

    The former is sent to other processes, as the items are; the results come back. `more_time` is
    how many seconds longer than the limit an item may take.
    """

    phase: str
    do: Callable[[Item], Result]
    lost: Callable[[Item], Result]
    more_time: Callable[[Item], float] = lambda _: 0.0


class Workers:
    """Processes that start when there is something to do, and end with the `with` block.

    An item that takes more than `limit` seconds, or more than its work grants it beyond these, or
    ends its process, is lost alone. `progress` is called with the phase for each item that is done.
    """

    def __init__(
        self, jobs: int, limit: int, progress: Callable[[str], None] = lambda _: None
    ) -> None:
        self._jobs = jobs
        self._limit = limit
        self._progress = progress
        self._processes: list[_Process] = []
        self._preparation: Callable[[], object] | None = None

    def map(
        self,
        work: Work[Item, Result],
        items: Iterable[Item],
        then: Callable[[], object] = lambda: None,
    ) -> Iterator[Result]:
        """Yield the results in the order of the items, which are taken only as they are needed.

        `then` is called once all items are handed out, if there are any.
        An exception comes through.
        """
        for results in self._chunks(work, iter(items), then):
            for result in results:
                self._progress(work.phase)
                yield result

    def begin(self, do: Callable[[Item], Result], item: Item) -> Callable[[], Result]:
        """Have something done to an item meanwhile; return what waits for its result.

        It may take as long as it wants. If it ends two processes, this one does it.
        """
        chunk = _Chunk(Work("", do, do, lambda _: math.inf), [item])
        self._give(chunk)
        return lambda: self._results(chunk)[0]

    def share(self, do: Callable[[Item], Result], item: Item) -> Callable[[], Result]:
        """Return as `begin` does; this process does it where all others have enough to do."""
        self._hear(0)
        if self._processes and all(len(process.given) > 1 for process in self._processes):
            result = do(item)
            return lambda: result
        return self.begin(do, item)

    def prepare(self, do: Callable[[], object], items: int = 1) -> None:
        """Let the processes do what readies them for items to come, of which there are so many.

        Those that start later do it first. Nobody waits for it, and what goes wrong with it is
        nobody's loss.
        """
        self._preparation = do
        for process in self._processes:
            process.give(_Chunk(PREPARING, [do]))
        while len(self._processes) < min(items, self._jobs):
            self._start()

    def start_all(self) -> None:
        """Start all processes: each holds what this one does by then, so the sooner, the less."""
        while len(self._processes) < self._jobs:
            self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.end()
        self._processes.clear()

    def _chunks(
        self, work: Work[Item, Result], items: Iterator[Item], then: Callable[[], object]
    ) -> Iterator[Sequence[Result]]:
        """Yield the results of chunks, handed out no further ahead than keeps all busy."""
        waiting: deque[_Chunk] = deque()
        ahead = 0
        chunk: _Chunk | None = None
        # The first are sent at once, though they be few: it may be long until others are found.
        sizes = itertools.chain(range(1, CHUNK), itertools.repeat(CHUNK))
        while True:
            while ahead <= AHEAD * self._jobs and (
                some := list(itertools.islice(items, next(sizes)))
            ):
                chunk = _Chunk(work, some)
                waiting.append(chunk)
                ahead += len(some)
                self._hear(0)
                self._give(chunk)
            if chunk and ahead <= AHEAD * self._jobs:  # there are no others
                then()
                chunk = None
            if not waiting:
                return
            results = self._results(waiting.popleft())
            ahead -= len(results)
            yield results

    def _give(self, chunk: _Chunk) -> None:
        """Give a chunk to the process that has least to do, or to a new one where all have much."""
        least = min(self._processes, key=_Process.waiting, default=None)
        if least is None or (least.waiting() >= AHEAD and len(self._processes) < self._jobs):
            least = self._start()
        least.give(chunk)

    def _results(self, chunk: _Chunk) -> list[Any]:
        """Return the results of a chunk once they are there."""
        while chunk.results is None:
            self._hear()
        return chunk.results

    def _hear(self, seconds: float | None = None) -> None:
        """Take what the processes have to say; wait so long for it, or until there is something."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - as in _Process

        ready = wait([each.pipe for each in self._processes], seconds)
        ended = [each for each in self._processes if each.pipe in ready and not each.hear()]
        for process in ended:
            if process in self._processes:  # else this was done on behalf of one before it
                self._replace(process)

    def _replace(self, ended: _Process) -> None:
        """Have others do what was given to a process that has ended."""
        self._processes.remove(ended)
        ended.end()
        first = ended.given.popleft() if ended.given else None
        for chunk in ended.given:
            self._give(chunk)
        if first:  # it ended the process, or one of its items did
            self._retry(first)

    def _retry(self, chunk: _Chunk) -> None:
        """Do the items of a chunk again, each alone, if that was not tried before."""
        if chunk.work is PREPARING:
            self._preparation = None
        elif chunk.is_tried:
            chunk.results = [*map(chunk.work.lost, chunk.items)]
        else:
            chunk.results = [self._alone(chunk.work, item) for item in chunk.items]

    def _alone(self, work: Work[Any, Any], item: object) -> object:
        """Return the result of an item that is tried once more."""
        chunk = _Chunk(work, [item], is_tried=True)
        self._give(chunk)
        return self._results(chunk)[0]

    def _start(self) -> _Process:
        """Return a new process, which readies itself first."""
        process = _Process(self._limit, [each.pipe for each in self._processes])
        self._processes.append(process)
        if self._preparation:
            process.give(_Chunk(PREPARING, [self._preparation]))
        return process


class _Chunk:
    """Items for a process, and their results once they are there."""

    def __init__(
        self, work: Work[Any, Any], items: Sequence[Any], *, is_tried: bool = False
    ) -> None:
        self.work = work
        self.items = items
        self.is_tried = is_tried  # to no avail, in a process that ended
        self.results: list[Any] | None = None


class _Process:
    """Another process, what it was given and has not answered yet, and the pipe to it."""

    def __init__(self, limit: int, pipes: Iterable[Connection]) -> None:
        # Slow to import; a small build that changes nothing starts no process.
        import multiprocessing  # noqa: PLC0415

        # A fork shares the libraries that are loaded; this process has no threads.
        is_forked = "fork" in multiprocessing.get_all_start_methods()
        context: ForkContext | SpawnContext = multiprocessing.get_context("spawn")
        if is_forked:
            context = multiprocessing.get_context("fork")
        self._limit = limit
        self.given: deque[_Chunk] = deque()
        self.pipe, other = context.Pipe()
        args = (other, [*pipes, self.pipe] if is_forked else [])
        self._process = context.Process(target=_serve, args=args, daemon=True)
        with without_interrupts():
            self._process.start()
        other.close()

    def waiting(self) -> int:
        """Return how many items wait for it."""
        return sum(len(chunk.items) for chunk in self.given)

    def give(self, chunk: _Chunk) -> None:
        """Give it a chunk to do."""
        self.given.append(chunk)
        seconds = self._limit + sum(map(chunk.work.more_time, chunk.items))
        with contextlib.suppress(OSError):  # it has ended, which will be heard
            self.pipe.send((chunk.work.do, chunk.items, seconds))

    def hear(self) -> bool:
        """Take an answer; False if there is none because the process has ended.

        Raises:
            Exception: what went wrong with an item.
        """
        try:
            results, error = self.pipe.recv()
        except (EOFError, OSError):
            return False
        self.given.popleft().results = results
        if error is not None:
            raise error
        return True

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.terminate()
        self.pipe.close()
        self._process.join()


def _prepared(do: Callable[[], object]) -> None:
    """Do it, whatever comes of it."""
    with contextlib.suppress(Exception):
        do()


PREPARING = Work("", _prepared, _prepared)


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


def _serve(pipe: Connection, inherited: Iterable[Connection]) -> None:
    """Do in this process what comes through a pipe, until its other end is closed.

    That is closed with the process that started this one, however that ends, if nobody else has
    it: what a fork left open here is not. Ctrl-C, which reaches every process of a terminal, is for
    that one.
    """
    import queue  # noqa: PLC0415 - of use here alone, as is threading
    import threading  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # as in `ssg.__main__`, which a fork alone would inherit
    for other_end in inherited:
        other_end.close()
    sys.setswitchinterval(TURN)
    chunks: SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(pipe, chunks), daemon=True).start()
    with contextlib.suppress(OSError):  # nobody is there any more to take the answer
        while True:
            pipe.send(_answer(chunks.get()))


def _take(pipe: Connection, chunks: SimpleQueue[bytes]) -> None:
    """Take chunks as they come, so that the sender need not wait; end this process after them."""
    try:
        while True:
            chunks.put(pipe.recv_bytes())
    finally:
        os._exit(0)


def _answer(chunk: bytes) -> tuple[list[Any] | None, Exception | None]:
    """Return the results of a chunk's items, or what went wrong; past its time the process ends.

    The watch is a thread outside the interpreter, which even a regular expression that never
    returns cannot hold up.
    """
    with Path(os.devnull).open("w") as nowhere:
        try:
            do, items, seconds = pickle.loads(chunk)  # noqa: S301 - from the one that leads
            if seconds < math.inf:
                faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            return [do(item) for item in items], None
        except Exception as error:  # noqa: BLE001 - it goes on in the process that asked
            return None, error
        finally:
            faulthandler.cancel_dump_traceback_later()

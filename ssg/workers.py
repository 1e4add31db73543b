"""An ordered map over processes; the built-in map where there is one job or little to do."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 32  # items sent to a process at once
FEW = 48  # items that are done sooner here than processes start
AHEAD = 4  # chunks a process may be ahead of the one that takes the results


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Processes that start when there is enough to do, and end with the `with` block.

    `progress` is called with the phase for each item that is done.
    """

    def __init__(self, jobs: int, progress: Callable[[str], None] = lambda _: None) -> None:
        self._jobs = jobs
        self._progress = progress
        self._executor: ProcessPoolExecutor | None = None

    def map(
        self, phase: str, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the function's results in the order of the items, taking these as they are needed.

        Function, items and results are sent between processes; an exception comes through.
        """
        iterator = iter(items)
        first = list(itertools.islice(iterator, FEW))
        everything = itertools.chain(first, iterator)
        is_much = self._jobs > 1 and len(first) == FEW
        for result in self._ahead(function, everything) if is_much else map(function, everything):
            self._progress(phase)
            yield result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def _ahead(self, function: Callable[[Item], Result], items: Iterator[Item]) -> Iterator[Result]:
        """Yield results from the processes, which are given no more than they need to be busy."""
        executor = self._started()
        waiting: deque[Future[list[Result]]] = deque()
        while chunk := list(itertools.islice(items, CHUNK)):
            waiting.append(executor.submit(_each, function, chunk))
            if len(waiting) > AHEAD * self._jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        """Return the processes, started by a fork where the system has it.

        A fork shares the libraries that are loaded; this process has no threads of its own then.
        """
        if self._executor is None:
            ways = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
            self._executor = ProcessPoolExecutor(self._jobs, mp_context=context)
        return self._executor


def _each(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Return the function's result for each item."""
    return [function(item) for item in items]

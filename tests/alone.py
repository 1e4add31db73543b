"""Builds and checks in one process."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssg.workers import Work

Item = TypeVar("Item")
Result = TypeVar("Result")


class Alone:
    """Does the work of `Workers` in this process: starting others takes most of a small build."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def prepare(self, *_: object) -> None:
        pass

    start_all = prepare

    def begin(self, do: Callable[[Item], Result], item: Item) -> Callable[[], Result]:
        return functools.partial(do, item)

    share = begin

    def map(
        self,
        work: Work[Item, Result],
        items: Iterable[Item],
        then: Callable[[], object] = lambda: None,
    ) -> Iterator[Result]:
        results = [*map(work.do, items)]
        if results:
            then()
        yield from results

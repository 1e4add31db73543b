"""The ordered map over processes."""

from __future__ import annotations

import itertools
import os

import pytest

from ssg.workers import FEW, Workers


def double(number: int) -> int:
    return number * 2


def process(_: int) -> int:
    return os.getpid()


def fail_at_100(number: int) -> int:
    if number == 100:
        raise ValueError(number)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, FEW, 1000])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    with Workers(jobs) as workers:
        assert list(workers.map("", double, range(count))) == [n * 2 for n in range(count)]


def test_several_processes_work_when_there_is_much_to_do_and_none_for_a_few() -> None:
    with Workers(2) as workers:
        assert set(workers.map("", process, range(FEW - 1))) == {os.getpid()}
        assert os.getpid() not in set(workers.map("", process, range(1000)))


def test_items_are_taken_only_as_results_are_needed() -> None:
    taken = itertools.count()
    with Workers(2) as workers:
        results = workers.map("", double, (next(taken) for _ in range(100_000)))
        next(results)
        assert next(taken) < 1000


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_comes_through(jobs: int) -> None:
    with Workers(jobs) as workers, pytest.raises(ValueError, match="100"):
        list(workers.map("", fail_at_100, range(1000)))


def test_progress_is_told_for_each_item() -> None:
    told: list[str] = []
    with Workers(2, told.append) as workers:
        list(workers.map("doubling", double, range(100)))
    assert told == ["doubling"] * 100

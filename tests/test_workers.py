"""The ordered map over processes."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
import re
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from ssg.workers import AHEAD, CHUNK, Work, Workers
from tests.alone import Alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def double(number: int) -> int:
    return number * 2


def wait_for(number: int, folder: Path) -> None:
    """Wait until there are so many files in a folder, or for a minute."""
    end = time.monotonic() + 60
    while len(list(folder.iterdir())) < number and time.monotonic() < end:
        time.sleep(0.01)


def come(folder: Path) -> None:
    """Leave a file that is named by this process."""
    (folder / str(os.getpid())).touch()


def meet(folder: Path) -> int:
    """Return the number of this process once two have come."""
    come(folder)
    wait_for(2, folder)
    return os.getpid()


def fail_at_100(number: int) -> int:
    if number == 100:
        raise ValueError(number)
    return number


def lost(number: int) -> int:
    return -number


def die_or_hang(number: int) -> int:
    if number in {70, 71, 500}:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 300:
        re.match(r"(a+)+$", "a" * 40 + "b")  # holds the interpreter for longer than anyone waits
    return number


def here(_: int) -> int:
    return os.getpid()


def touch(path: Path) -> Path:
    path.touch()
    return path


def fail() -> None:
    raise ValueError


def hang() -> None:
    time.sleep(60)


def hang_for(seconds: int) -> int:
    time.sleep(seconds)
    return seconds


def end_unless(here: int) -> int:
    if os.getpid() != here:
        os._exit(1)
    return here


def interrupted() -> Iterator[int]:
    yield from range(1000)
    raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, CHUNK, 1000])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    with Workers(jobs, 10) as workers:
        results = list(workers.map(Work("", double, lost), range(count)))
    assert results == [number * 2 for number in range(count)]


def test_as_many_processes_work_as_there_are_jobs(tmp_path: Path) -> None:
    with Workers(2, 60) as workers:
        found = set(workers.map(Work("", meet, lambda _: 0), [tmp_path] * 2000))
    assert len(found) == 2
    assert found.isdisjoint({0, os.getpid()})


def test_a_process_that_so_few_items_wait_for_stays_alone() -> None:
    with Workers(2, 60) as workers:
        found = set(workers.map(Work("", here, lost), range(AHEAD)))
    assert len(found) == 1


def test_items_are_taken_only_as_results_are_needed() -> None:
    taken = itertools.count()
    with Workers(2, 10) as workers:
        results = workers.map(Work("", double, lost), (next(taken) for _ in range(100_000)))
        next(results)
        assert next(taken) < 1000


@pytest.mark.parametrize("count", [1, CHUNK, 1000])
def test_what_comes_then_is_done_while_the_last_items_are(count: int) -> None:
    told: list[int] = []
    taken = iter(range(count))
    with Workers(2, 10) as workers:
        results = workers.map(Work("", double, lost), taken, lambda: told.append(next(taken, -1)))
        for number, _ in enumerate(results, 1):
            assert told or number < count
    assert told == [-1]


def test_nothing_comes_then_where_there_are_no_items() -> None:
    told: list[str] = []
    with Workers(2, 10) as workers:
        assert not list(workers.map(Work("", double, lost), [], lambda: told.append("then")))
    assert not told


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_comes_through(jobs: int) -> None:
    with Workers(jobs, 10) as workers, pytest.raises(ValueError, match="100"):
        list(workers.map(Work("", fail_at_100, lost), range(1000)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_hangs_or_kills_its_process_is_lost_alone(jobs: int) -> None:
    with Workers(jobs, 1) as workers:
        results = list(workers.map(Work("", die_or_hang, lost), range(600)))
    assert [abs(number) for number in results] == list(range(600))
    assert [number for number in results if number < 0] == [-70, -71, -300, -500]


def test_progress_is_told_for_each_item() -> None:
    told: list[str] = []
    with Workers(2, 10, told.append) as workers:
        list(workers.map(Work("doubling", double, lost), range(100)))
    assert told == ["doubling"] * 100


def test_processes_are_gone_after_an_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(2, 10) as workers:
        list(workers.map(Work("", double, lost), interrupted()))
    assert not multiprocessing.active_children()


def test_the_first_item_is_done_while_others_are_still_looked_for(tmp_path: Path) -> None:
    def items() -> Iterator[Path]:
        yield tmp_path / "first"
        wait_for(1, tmp_path)
        assert (tmp_path / "first").exists()
        yield tmp_path / "second"

    with Workers(1, 10) as workers:
        done = list(workers.map(Work("", touch, lambda path: path), items()))
    assert [path.name for path in done] == ["first", "second"]


def test_what_readies_the_processes_is_done_in_them(tmp_path: Path) -> None:
    with Workers(1, 10) as workers:
        workers.prepare(functools.partial(come, tmp_path))
        assert list(workers.map(Work("", double, lost), range(3))) == [0, 2, 4]
    (came,) = tmp_path.iterdir()
    assert came.name != str(os.getpid())


def test_what_is_begun_is_done_while_this_process_goes_on(tmp_path: Path) -> None:
    with Workers(1, 10) as workers:
        begun = workers.begin(touch, tmp_path / "begun")
        wait_for(1, tmp_path)
        assert (tmp_path / "begun").exists()
        assert list(workers.map(Work("", double, lost), range(100))) == [*range(0, 200, 2)]
        assert begun() == tmp_path / "begun"


def test_what_is_shared_is_done_here_where_others_have_enough_to_do() -> None:
    with Workers(1, 10) as workers:
        assert workers.share(here, 0)() != os.getpid()
        for _ in range(2):
            workers.begin(hang_for, 60)
        assert workers.share(here, 0)() == os.getpid()


def test_an_item_may_have_more_time_than_others() -> None:
    with Workers(1, 1) as workers:
        patient = Work("", hang_for, lost, float)
        assert list(workers.map(patient, [0, 2])) == [0, 2]
        assert list(workers.map(Work("", hang_for, lost), [0, 2])) == [0, -2]


def test_what_is_begun_takes_its_time() -> None:
    with Workers(1, 1) as workers:
        assert workers.begin(hang_for, 2)() == 2


def test_what_is_begun_and_ends_processes_is_done_here() -> None:
    with Workers(1, 10) as workers:
        begun = workers.begin(end_unless, os.getpid())
        assert list(workers.map(Work("", double, lost), range(3))) == [0, 2, 4]
        assert begun() == os.getpid()


def test_as_many_processes_start_as_are_expected_to_have_work() -> None:
    with Workers(2, 10) as workers:
        for items, started in ((0, 0), (1, 1), (1, 1), (1000, 2)):
            workers.prepare(functools.partial(double, 1), items)
            assert len(multiprocessing.active_children()) == started


def test_all_processes_start_when_they_are_to() -> None:
    with Workers(3, 10) as workers:
        workers.start_all()
        assert len(multiprocessing.active_children()) == 3
        assert list(workers.map(Work("", double, lost), range(100))) == [*range(0, 200, 2)]


@pytest.mark.parametrize("readied", [fail, hang])
def test_what_goes_wrong_while_they_are_readied_loses_nothing(readied: Callable[[], None]) -> None:
    with Workers(2, 1) as workers:
        workers.prepare(readied)
        assert list(workers.map(Work("", double, lost), range(100))) == [*range(0, 200, 2)]


def die_while_it_answers(number: int) -> bytes:
    if number == 0:  # the answer is longer than what a pipe holds
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(1_000_000 + number)


def test_half_an_answer_is_none() -> None:
    def items() -> Iterator[int]:
        yield 0
        time.sleep(0.5)  # in which nobody takes it
        yield 1

    with Workers(1, 10) as workers:
        results = workers.map(Work("", die_while_it_answers, lost_result), items())
        assert [*map(len, results)] == [1_000_000, 1_000_001]


class Unfit:
    """An item that cannot be taken, such as one that there is no memory for."""

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return fail, ()


def test_an_item_that_cannot_be_taken_is_not_waited_for() -> None:
    with Workers(1, 10) as workers, pytest.raises(ValueError, match=r"^$"):
        list(workers.map(Work("", type, type), [1, Unfit(), 2]))


def die_once(mark: Path | None) -> int:
    if mark and not mark.exists():
        mark.touch()
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGKILL)
    return 1


def test_an_end_and_an_answer_may_be_heard_together(tmp_path: Path) -> None:
    def items() -> Iterator[Path | None]:
        yield tmp_path / "mark"
        yield from [None] * 14  # enough for a second process
        time.sleep(0.5)

    with Workers(2, 10) as workers:
        assert [*workers.map(Work("", die_once, lambda _: 0), items())] == [1] * 15


def lost_result(number: int) -> bytes:
    return str(number).encode()


def long_result(number: int) -> bytes:
    return bytes(300_000 + number)


def test_processes_that_are_ended_while_they_write_hold_nobody_up() -> None:
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt), Workers(2, 10) as workers:
            interrupt_after_one(workers.map(Work("", long_result, long_result), range(400)))
    assert not multiprocessing.active_children()


def interrupt_after_one(results: Iterator[bytes]) -> None:
    next(results)
    raise KeyboardInterrupt


def test_whoever_stands_in_for_workers_can_do_what_they_can() -> None:
    assert {name for name in vars(Workers) if not name.startswith("_")} <= {*vars(Alone)}

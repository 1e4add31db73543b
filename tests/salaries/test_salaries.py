"""Pay texts and what is read and written of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg import salaries
from ssg.salaries import Salary, format_salary
from ssg.salaries.doubts import salary_doubts
from ssg.salaries.lexemes import lexemes, plain
from ssg.salaries.reader import read_salary
from ssg.salaries.structured import structured_salary
from ssg.tables import rows

PERIODS = {"year", "month", "week", "day", "hour", None}
PIECES = [*(Path(__file__).parent / "pieces.txt").read_text(encoding="utf-8").split(), "\n", "\t"]
LENGTH = 10_000


def read_cases() -> Iterator[tuple[str, Salary | None]]:
    for text, low, high, currency, period in rows(Path(__file__).with_name("cases.tsv")):
        if low == "none":
            yield text, None
        else:
            named = {"currency": currency, "period": period}
            known = {key: None if value == "-" else value for key, value in named.items()}
            yield text, Salary(number(low), number(high), **known)  # type: ignore[arg-type]


def number(cell: str) -> float | None:
    if cell == "-":
        return None
    return float(cell) if "." in cell else int(cell)


CASES = list(read_cases())


@pytest.mark.parametrize(("text", "salary"), CASES)
def test_a_pay_text_is_read(text: str, salary: Salary | None) -> None:
    assert read_salary(text) == salary


@pytest.mark.parametrize(("text", "salary"), CASES)
def test_white_space_around_a_text_changes_nothing(text: str, salary: Salary | None) -> None:
    assert read_salary(f"  {text}\u00a0 ") == salary


def test_there_are_cases() -> None:
    assert len({text for text, _ in CASES}) > 500


def test_each_word_has_one_row_of_a_kind() -> None:
    table = Path(salaries.__file__).with_name("words.tsv")
    said = [
        (tuple((part.key, part.start) for part in lexemes(plain(words))), kind)
        for words, kind, _value in rows(table)
    ]
    assert len(said) == len(set(said))


def test_whole_amounts_are_ints_and_others_are_exact() -> None:
    salary = read_salary("$95,500.00 - $1,234,567.25 a year")
    assert salary is not None
    assert salary == Salary(95500, 1234567.25, "USD", "year")
    assert type(salary.min) is int
    assert read_salary("€25.1k") == (25100, 25100, "EUR", "year")


@pytest.mark.parametrize(
    "text",
    ["80\u00a0000\u202f€", "80\u2009000 €", "８０，０００€", "80’000 €", "80\u00a0000\u00a0€"],
)
def test_no_break_thin_and_wide_characters_are_plain(text: str) -> None:
    assert read_salary(text) == (80000, 80000, "EUR", "year")


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", "‒", "‑", "~", "〜", "～", " to ", "..."])
def test_every_dash_makes_a_range(dash: str) -> None:
    assert read_salary(f"$60,000{dash}$70,000") == (60000, 70000, "USD", "year")


def test_a_range_upside_down_is_read_the_right_way_round() -> None:
    assert read_salary("$90k - $60k") == (60000, 90000, "USD", "year")


@pytest.mark.parametrize(
    ("values", "salary"),
    [
        (("90000", "120000", "EUR", "year"), (90000, 120000, "EUR", "year")),
        (("90000", None, "usd", "annually"), (90000, None, "USD", "year")),
        ((None, "500.5", "£", "daily"), (None, 500.5, "GBP", "day")),
        (("60k", "€80k", None, None), (60000, 80000, "EUR", "year")),
        (("18 000", "21.000,00", "zł", "/month"), (18000, 21000, "PLN", "month")),
        (("20", "30.0", "Canadian dollars", "per hour"), (20, 30, "CAD", "hour")),
        (("90000", "120000", "EUR", None), (90000, 120000, "EUR", "year")),
        (("90000", "120000", "PLN", ""), (90000, 120000, "PLN", None)),
        (("2024", "2100", "EUR", "month"), (2024, 2100, "EUR", "month")),
        (("60000", "0", "EUR", "year"), (60000, None, "EUR", "year")),
        (("0", "60000", "EUR", "year"), (0, 60000, "EUR", "year")),
        (("0", "€0", "EUR", "year"), None),
        (("0", None, None, None), None),
        ((None, None, "EUR", "year"), None),
    ],
)
def test_front_matter_is_read(
    values: tuple[str | None, str | None, str | None, str | None],
    salary: tuple[object, ...] | None,
) -> None:
    assert structured_salary(*values) == (salary, ())


@pytest.mark.parametrize(
    ("values", "salary", "doubts"),
    [
        (
            ("lots", "120000", "EUR", "year"),
            (None, 120000, "EUR", "year"),
            [("salary-amount", 'salary min "lots" is no amount')],
        ),
        (
            ("12O000", "-1", "EUR", "year"),
            None,
            [
                ("salary-amount", 'salary "12O000" is not an amount'),
                ("salary-amount", 'salary max "-1" is no amount'),
            ],
        ),
        (
            ("1", None, "EUR", "year"),
            None,
            [("salary-amount", 'salary "from €1 a year" is less than a pay')],
        ),
        (
            ("60k - 80k", None, "EUR", "year"),
            None,
            [("salary-amount", 'salary min "60k - 80k" is no amount')],
        ),
        (
            ("90000", "95000", "Galleons", "year"),
            (90000, 95000, None, "year"),
            [("salary-currency", 'salary currency "Galleons" is not a currency we know')],
        ),
        (
            ("90000", "95000", "EUR", "fortnight"),
            (90000, 95000, "EUR", "year"),
            [("salary-period", 'salary period "fortnight" is not a period we know')],
        ),
        (
            ("120000", "130000", "EUR", "hour"),
            (120000, 130000, "EUR", "hour"),
            [("salary-period", "salary min 120,000, max 130,000 is too much for an hour")],
        ),
        (
            ("90000", "60000", "EUR", "year"),
            (60000, 90000, "EUR", "year"),
            [("salary-reversed", "salary min 90,000, max 60,000 runs downwards")],
        ),
        (
            ("90000", None, None, "year"),
            (90000, None, None, "year"),
            [("salary-currency", 'salary "from 90,000 a year" names no currency')],
        ),
        (
            ("9000000", None, "USD", "year"),
            None,
            [("salary-amount", 'salary "from $9,000,000 a year" is more than a pay')],
        ),
    ],
)
def test_front_matter_makes_doubts(
    values: tuple[str | None, str | None, str | None, str | None],
    salary: tuple[object, ...] | None,
    doubts: list[tuple[str, str]],
) -> None:
    read, told = structured_salary(*values)
    assert read == salary
    assert [(doubt.rule, doubt.message) for doubt in told] == doubts


@pytest.mark.parametrize(
    ("salary", "shown"),
    [
        (Salary(120000, 150000, "USD", "year"), "$120,000 – $150,000 a year"),
        (Salary(60000, None, "EUR", "year"), "from €60,000 a year"),
        (Salary(None, 500, "GBP", "day"), "up to £500 a day"),
        (Salary(18000, 18000, "PLN", "month"), "PLN 18,000 a month"),
        (Salary(18000, 21000, "PLN", "month"), "PLN 18,000 – 21,000 a month"),
        (Salary(100000, 120000, "CAD", "year"), "CA$100,000 – CA$120,000 a year"),
        (Salary(50, 60, "AUD", "hour"), "A$50 – A$60 an hour"),
        (Salary(38.5, 45, "USD", "hour"), "$38.50 – $45.00 an hour"),
        (Salary(38.125, 38.125, "USD", "hour"), "$38.125 an hour"),
        (Salary(12.5, 12.5, None, "hour"), "12.50 an hour"),
        (Salary(5000000, 5000000, "JPY", None), "¥5,000,000"),
        (Salary(1500.0, 1500.0, "BRL", "week"), "R$1,500 a week"),
        (Salary(90000, 95000, None, None), "90,000 – 95,000"),
        (Salary(None, None, "EUR", "year"), ""),
    ],
)
def test_pay_is_written_in_one_form(salary: Salary, shown: str) -> None:
    assert format_salary(salary) == shown


@pytest.mark.parametrize(("text", "salary"), CASES)
def test_what_is_written_is_read_as_the_same(text: str, salary: Salary | None) -> None:
    if salary is not None and read_salary(format_salary(salary)) != salary:
        # Only where the size of an amount gives a period that the text shut out: $20 an article.
        again = read_salary(format_salary(salary))
        assert again is not None, text
        assert again[:3] == salary[:3], text
        assert salary.period is None, text


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    sane(text)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_glued_text_is_read(text: str) -> None:
    sane(text)


def sane(text: str) -> None:
    salary = read_salary(text)
    for doubt in salary_doubts(text):
        assert doubt.message.startswith("salary ")
    if salary is None:
        return
    assert salary.period in PERIODS
    assert salary.currency is None or (len(salary.currency) == 3 and salary.currency.isupper())
    ends = [end for end in (salary.min, salary.max) if end is not None]
    assert ends
    assert ends == sorted(ends)
    assert all(isinstance(end, int) or not end.is_integer() for end in ends)
    assert format_salary(salary)


VALUES = st.none() | st.text() | st.sampled_from(PIECES) | st.integers().map(str)


@given(VALUES, VALUES, VALUES, VALUES)
def test_any_front_matter_is_read(
    low: str | None, high: str | None, money: str | None, time: str | None
) -> None:
    salary, doubts = structured_salary(low, high, money, time)
    assert salary is None or format_salary(salary)
    assert all(doubt.rule.startswith("salary-") for doubt in doubts)


@pytest.mark.parametrize(
    "piece",
    [
        *["$", "-", "1", "1,", "1.", "1'", "1 000 ", "1 000", "€5k - ", "100k or ", "k", "p.a."],
        *["a ", "/", "O0", "12O,000 ", "(", "万", "+", "5k+ ", "\n", "USD ", "100k-", "1-"],
        *["min ", "between 1 and ", "%5", "٣", "1 % ", "3 years ", "up to ", "$ ", "min 1, max "],
    ],
)
def test_long_texts_end(piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    salary_doubts(text)
    salary = read_salary(text)
    assert salary is None or format_salary(salary)

"""What is doubted of pay texts, and how that is told."""

import pytest

from ssg.salaries import Doubt
from ssg.salaries.doubts import salary_doubts


@pytest.mark.parametrize(
    ("text", "rule", "message", "hint"),
    [
        (
            "90k - 60k EUR",
            "salary-reversed",
            'salary "90k - 60k EUR" runs downwards',
            'did you mean "60k - 90k EUR"?',
        ),
        (
            "$90-60k",
            "salary-reversed",
            'salary "$90-60k" runs downwards',
            'did you mean "$60,000 – $90,000 a year"?',
        ),
        (
            "$120,000 per hour",
            "salary-period",
            'salary "$120,000 per hour" is too much for an hour',
            'did you mean "$120,000 a year"?',
        ),
        (
            "RM 2,500/yr",
            "salary-period",
            'salary "RM 2,500/yr" is too little for a year',
            'did you mean "MYR 2,500 a month"?',
        ),
        (
            "90,000 a year",
            "salary-currency",
            'salary "90,000 a year" names no currency',
            'write a sign or a code, such as "$" or "EUR"',
        ),
        (
            "45 000 kr a month",
            "salary-currency",
            'salary "45 000 kr a month" could be in SEK, NOK, DKK, ISK or CZK',
            'write the code, such as "SEK"',
        ),
        (
            "$12O,000",
            "salary-amount",
            'salary "12O,000" is not an amount',
            'did you mean "120,000"?',
        ),
        (
            "$9M",
            "salary-unread",
            'salary "$9M" is not understood as pay',
            'write it as "$90,000 - $120,000 a year"',
        ),
        (
            "$60,000 or €55,000",
            "salary-unread",
            'salary "$60,000 or €55,000" states several pays, and only "$60,000 a year" is read',
            "write one pay a listing",
        ),
        (
            "30000; 40000",  # as a list says it
            "salary-unread",
            'salary "30000; 40000" states several pays, and only "30,000" is read',
            'write a range with its currency, such as "30000 - 40000 EUR"',
        ),
        (
            "30k, or 35k for nights, or 40k on Sundays",
            "salary-unread",
            (
                'salary "30k, or 35k for nights, or 40k on Sundays" states several pays, '
                'and only "30,000" is read'
            ),
            "write one pay a listing, with its currency",
        ),
        (
            "40000; 40000",
            "salary-currency",
            'salary "40000; 40000" names no currency',
            'write a sign or a code, such as "$" or "EUR"',
        ),
        (
            "$60,000 CAD - $50,000 USD",
            "salary-currency",
            'salary "$60,000 CAD - $50,000 USD" is in CAD and in USD',
            "write both ends in one currency",
        ),
        (
            "$120,000 - $1500,000",
            "salary-unread",
            'salary "$120,000 - $1500,000" is read without "1500,000", no amount',
            'write it as "$90,000 - $120,000 a year"',
        ),
        (
            "5O k EUR",
            "salary-unread",
            'salary "5O k EUR" is not understood as pay',
            'did you mean "50 k EUR"?',
        ),
        (
            "$$$",
            "salary-unread",
            'salary "$$$" names money and no amount',
            'write it as "$90,000 - $120,000 a year", or leave salary out',
        ),
        (
            "EUR a month",
            "salary-unread",
            'salary "EUR a month" names money and no amount',
            'write it as "$90,000 - $120,000 a year", or leave salary out',
        ),
        (
            "-36,000 EUR",
            "salary-unread",
            'salary "-36,000 EUR" begins with a minus sign, which is passed over',
            'did you mean "36,000 EUR"?',
        ),
        (
            "€-40",
            "salary-unread",
            'salary "€-40" begins with a minus sign, which is passed over',
            'did you mean "€40"?',
        ),
        ("$5 - $120,000", "salary-range", 'salary "$5 - $120,000" has ends far apart', ""),
        ("$130,000 - $20,0", "salary-range", 'salary "$130,000 - $20,0" has ends far apart', ""),
    ],
)
def test_a_doubt_is_told_in_the_authors_words(
    text: str, rule: str, message: str, hint: str
) -> None:
    assert salary_doubts(text) == (Doubt(rule, message, hint),)


@pytest.mark.parametrize(
    "text",
    [
        *["", "Competitive", "$Competitive", "$0", "0", "~0k", "$0/yr - $0/yr", "$1~$1", "null"],
        *["Competitive, 401(k) and 4 weeks of holiday", "$N/A", "$ TBD", "Not disclosed", "DOE"],
        *["TBD", "to be discussed", "nach Vereinbarung", "???", "E 13 TV-L", "EUR, by agreement"],
        *["– 40,000 EUR", "~40k EUR"],
        *["$120,000 - $150,000", "€60k+", "up to £500 a day", "20-25 LPA", "PLN 18 000 / month"],
        *["$90,000 - $130,000 (Midpoint $110,000)", "$120k, 10% bonus", "£45k for a 4-day week"],
    ],
)
def test_plain_texts_and_placeholders_make_no_doubt(text: str) -> None:
    assert salary_doubts(text) == ()


def test_a_long_text_is_cut_in_a_message() -> None:
    message = salary_doubts("90,000 " + "very good " * 1000)[0].message
    assert len(message) < 150
    assert "\n" not in salary_doubts("90,000\nand more")[0].message

"""Pay in one readable English form."""

from ssg.salaries.currencies import currencies
from ssg.salaries.values import Amount, Salary

_SHORTEST_FRACTION = 2


def format_salary(salary: Salary) -> str:
    """Return a pay in one English form: `$120,000 – $150,000 a year`, `up to £500 a day`.

    Money whose sign others share carries its country (`CA$`), money without a sign its code
    (`PLN 18,000 – 21,000 a month`). Nothing is added that the pay does not hold, and nothing is
    rounded; a pay without amounts is the empty text.
    """
    ends = list(dict.fromkeys(end for end in (salary.min, salary.max) if end is not None))
    if not ends:
        return ""
    known = currencies().get(salary.currency or "")
    decimals = max(_decimals(end) for end in ends)
    if decimals:
        decimals = max(decimals, known.decimals if known else _SHORTEST_FRACTION)
    sign = known.sign if known else salary.currency or ""
    is_code = sign[-1:].isalpha()
    shown = [f"{end:,.{decimals}f}" if decimals else f"{int(end):,}" for end in ends]
    if is_code:
        text = f"{sign} " + " – ".join(shown)
    else:
        text = " – ".join(sign + amount for amount in shown)
    if salary.min is None:
        text = f"up to {text}"
    elif salary.max is None:
        text = f"from {text}"
    if salary.period is None:
        return text
    article = "an" if salary.period == "hour" else "a"
    return f"{text} {article} {salary.period}"


def _decimals(amount: Amount) -> int:
    """Return how many decimals show the amount without rounding it."""
    if amount == int(amount):
        return 0
    _, _, fraction = format(amount, "f" if abs(amount) >= 1 else ".6f").partition(".")
    return len(fraction.rstrip("0"))

"""Verdicts against a slow oracle: every exact value, on a grid, that would be printed so."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.claims import Claim, judge
from paritrana.core.units import count_text

STEPS = 8
SCALES = {"": 1, " ribu": 1000, " juta": 10**6}


@dataclass(frozen=True)
class Print:
    """A figure as it is printed, made from its digits, so that nothing need be parsed."""

    digits: int
    places: int
    scale: str

    @property
    def unit(self) -> Fraction:
        return Fraction(SCALES[self.scale], 10**self.places)

    @property
    def value(self) -> Fraction:
        return self.digits * self.unit

    @property
    def text(self) -> str:
        whole, rest = divmod(self.digits, 10**self.places)
        decimals = f",{rest:0{self.places}d}" if self.places else ""
        return f"{count_text(whole)}{decimals}{self.scale}"

    def values(self, steps: int = STEPS) -> list[Fraction]:
        """Every value on a grid that is printed so, both ends and the middle among them."""
        if not self.places and not self.scale:
            return [self.value]
        return [self.value + self.unit * Fraction(step, steps) for step in range(-steps // 2, steps // 2 + 1)]

    def printings(self, value: Fraction) -> set[int]:
        """The digits by which a value may be printed here: two of them when it is a half."""
        exact = value / self.unit
        return {math.floor(exact + Fraction(1, 2)), math.ceil(exact - Fraction(1, 2))}


def prints(most: int = 3_000, *, least: int = 0) -> st.SearchStrategy[Print]:
    return st.builds(
        Print, st.integers(least, most), st.sampled_from((0, 0, 1, 2)), st.sampled_from(list(SCALES))
    )


def told(made: Callable[..., Fraction], inputs: list[Print], printed: Print) -> str:
    """The verdict that the oracle gives."""
    if printed.digits in printed.printings(made(*(one.value for one in inputs))):
        return "holds"
    results = [made(*values) for values in itertools.product(*(one.values() for one in inputs))]
    digits = [one for value in (min(results), max(results)) for one in printed.printings(value)]
    return "holds within rounding" if min(digits) <= printed.digits <= max(digits) else "contradicts"


def near(value: Fraction, shift: int, shape: Print) -> Print:
    """A print of about a value, some digits off."""
    return Print(max(0, round(value / shape.unit) + shift), shape.places, shape.scale)


shapes = st.builds(Print, st.just(0), st.sampled_from((0, 1, 2)), st.sampled_from(list(SCALES)))
shifts = st.integers(-3, 3)


def verdict(kind: str, **values: object) -> str:
    return judge(Claim("x", kind, values)).verdict


@given(st.lists(prints(), min_size=1, max_size=3), shapes, shifts)
def test_sums(parts: list[Print], shape: Print, shift: int):
    total = near(sum(one.value for one in parts), shift, shape)
    asked = verdict("sum", parts=tuple(one.text for one in parts), total=total.text)
    assert asked == told(lambda *values: sum(values, Fraction(0)), parts, total)


@given(prints(), prints(), shapes, shifts)
def test_differences(first: Print, second: Print, shape: Print, shift: int):
    if first.value < second.value:
        first, second = second, first
    result = near(first.value - second.value, shift, shape)
    asked = verdict("difference", **{"from": first.text, "minus": second.text, "result": result.text})
    assert asked == told(lambda one, two: one - two, [first, second], result)


@given(st.lists(prints(200), min_size=1, max_size=3), shapes, shifts)
def test_products(factors: list[Print], shape: Print, shift: int):
    result = near(math.prod(one.value for one in factors), shift, shape)
    asked = verdict("product", factors=tuple(one.text for one in factors), result=result.text)
    assert asked == told(lambda *values: math.prod(values), factors, result)


@given(prints(), prints(least=1), st.integers(0, 4), shifts)
def test_ratios(part: Print, whole: Print, places: int, shift: int):
    percent = near(part.value / whole.value * 100, shift, Print(0, places, ""))
    asked = verdict("ratio", numerator=part.text, denominator=whole.text, percent=percent.text)
    assert asked == told(lambda one, two: one / two * 100, [part, whole], percent)


@given(prints(least=1), prints(least=1), st.integers(0, 3), shifts)
def test_growth_by_percent(before: Print, after: Print, places: int, shift: int):
    if after.value < before.value:
        before, after = after, before
    percent = near((after.value / before.value - 1) * 100, shift, Print(0, places, ""))
    asked = verdict("growth", before=before.text, after=after.text, percent=percent.text)
    assert asked == told(lambda one, two: (two / one - 1) * 100, [before, after], percent)


@given(
    st.integers(20, 400), st.integers(0, 80), shifts, st.integers(-40, 40), st.sampled_from((0, 1)), shapes
)
def test_growth_by_rise_and_percent(low: int, gap: int, shift: int, off: int, places: int, shape: Print):
    before, after = Print(low, places, " ribu"), Print(low + gap, places, " ribu")
    rise = near(after.value - before.value + before.unit * Fraction(off, 20), 0, shape)
    percent = near((after.value / before.value - 1) * 100, shift, Print(0, 1, ""))
    asked = verdict("growth", before=before.text, after=after.text, rise=rise.text, percent=percent.text)
    pairs = list(itertools.product(before.values(20), after.values(20)))
    if any(_gives(one, two, rise, percent, Fraction(0)) for one, two in pairs):
        assert asked != "contradicts"
    step = before.unit / 20  # between two points of the grid the rise and the percent move no more than this
    slack = step / before.values(20)[0] * (1 + after.values(20)[-1] / before.values(20)[0]) * 100
    if asked != "contradicts":
        assert any(_gives(one, two, rise, percent, slack, 2 * step) for one, two in pairs)


def _gives(
    before: Fraction,
    after: Fraction,
    rise: Print,
    percent: Print,
    slack: Fraction,
    more: Fraction = Fraction(0),
) -> bool:
    change, share = after - before, (after / before - 1) * 100
    return (
        abs(change - rise.value) <= rise.unit / 2 + more
        and abs(share - percent.value) <= percent.unit / 2 + slack
    )


@given(prints())
def test_what_is_printed_is_read_back(one: Print):
    assert verdict("sum", parts=(one.text,), total=one.text) == "holds"

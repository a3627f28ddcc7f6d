"""What the page says of each kind of claim: its tab, its question, its fields, examples to click."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.core.claims import Outcome

type Text = str | Promise

_LINES = _("One a line, each as it is printed.")


@dataclass(frozen=True)
class Field:
    """One field of the form: the key of the claim, its label, a hint."""

    key: str
    label: Text
    hint: Text = ""


@dataclass(frozen=True)
class Example:
    """A printed claim to try: where it was printed, and its figures by key."""

    label: Text
    values: dict[str, str]


@dataclass(frozen=True)
class KindWords:
    """One kind of claim as the page shows it."""

    tab: Text
    lead: Text
    fields: tuple[Field, ...]
    examples: tuple[Example, ...]


KIND_WORDS = {
    "ratio": KindWords(
        _("Percent"),
        _("Does the percent fit the two counts it was made of?"),
        (
            Field("numerator", _("Part"), _("For example those who are protected: 27.025")),
            Field("denominator", _("Whole"), _("For example all workers: 33.754")),
            Field("percent", _("Printed percent"), _("For example 80 persen, or 60,06 %")),
        ),
        (
            Example(
                _("North Sulawesi, August 2025"),
                {"numerator": "513.024", "denominator": "854.203", "percent": "60,06 persen"},
            ),
            Example(
                _("Banyumas 2025: it does not fit"),
                {"numerator": "12.171", "denominator": "51.674", "percent": "46,8 persen"},
            ),
            Example(
                _("South Sulawesi 2025: rounded figures"),
                {"numerator": "1,32 juta", "denominator": "2,80 juta", "percent": "47,38 persen"},
            ),
        ),
    ),
    "sum": KindWords(
        _("Parts and total"),
        _("Do the parts add up to the total?"),
        (Field("parts", _("Parts"), _LINES), Field("total", _("Printed total"))),
        (
            Example(
                _("All Indonesia, February 2025"),
                {"parts": "26,26 juta\n9,58 juta\n5,53 juta", "total": "41,38 juta"},
            ),
            Example(
                _("Kendari 2025: it does not fit"),
                {"parts": "88.357\n36.140\n16.443", "total": "49.397"},
            ),
        ),
    ),
    "difference": KindWords(
        _("One less another"),
        _("Is that what is left?"),
        (
            Field("from", _("From")),
            Field("minus", _("Less")),
            Field("result", _("Printed remainder")),
        ),
        (
            Example(
                _("Konawe 2025, not yet protected"),
                {"from": "79.388", "minus": "27.636", "result": "51.752"},
            ),
            Example(
                _("Pangkal Pinang 2025: a misprint"),
                {"from": "23.416", "minus": "4.754", "result": "18.8662"},
            ),
        ),
    ),
    "growth": KindWords(
        _("Rise"),
        _("Do the rise and its percent fit the figures before and after? Give either or both."),
        (
            Field("before", _("Before")),
            Field("after", _("After")),
            Field("rise", _("Printed rise"), _("A fall has a minus: -1.517")),
            Field("percent", _("Printed percent of the rise"), _("For example 5,47 persen")),
        ),
        (
            Example(
                _("Southeast Minahasa, 2023 to 2024"),
                {"before": "27.752", "after": "29.269", "rise": "1.517", "percent": "5,47 persen"},
            ),
        ),
    ),
    "product": KindWords(
        _("One times another"),
        _("Do the factors give the result? A factor may be a percent."),
        (Field("factors", _("Factors"), _LINES), Field("result", _("Printed result"))),
        (
            Example(_("Nunukan: 100 workers in each village"), {"factors": "232\n100", "result": "23.200"}),
            Example(
                _("Half of the monthly premium"), {"factors": "Rp16.800\n50 persen", "result": "Rp8.400"}
            ),
        ),
    ),
    "premium": KindWords(
        _("Premium"),
        _("Is the amount of money the workers, times the months, times the monthly premium?"),
        (
            Field("workers", _("Number of workers")),
            Field("months", _("Number of months")),
            Field("monthly", _("Premium of one month"), _("For example Rp16.800")),
            Field("total", _("Printed amount"), _("For example Rp1,008 miliar")),
        ),
        (
            Example(
                _("North Penajam Paser 2025"),
                {"workers": "5.000", "months": "12", "monthly": "Rp16.800", "total": "Rp1,008 miliar"},
            ),
            Example(
                _("Mukomuko: cut off, not rounded"),
                {"workers": "1.800", "months": "12", "monthly": "Rp16.800", "total": "362,8 juta"},
            ),
        ),
    ),
    "count": KindWords(
        _("List"),
        _("Are as many listed as is stated?"),
        (Field("items", _("What is listed"), _("One a line.")), Field("stated", _("Stated number"))),
        (
            Example(
                _("Two governments proposed by Gorontalo"),
                {"items": "Kabupaten Bone Bolango\nKota Gorontalo", "stated": "2"},
            ),
        ),
    ),
    "date": KindWords(
        _("Date"),
        _("Is there such a day, and was it that weekday?"),
        (Field("text", _("Date as printed"), _("For example Rabu (21/2/2024), or Kamis, 3 Juli 2025")),),
        (
            Example(_("The meeting in Kendari"), {"text": "Rabu (21/2/2024)"}),
            Example(_("A weekday that does not fit"), {"text": "Kamis (21/2/2024)"}),
        ),
    ),
}

OUTCOME_WORDS = {
    Outcome.HOLDS: _("It holds"),
    Outcome.WITHIN: _("It holds within rounding"),
    Outcome.CONTRADICTS: _("It contradicts itself"),
    Outcome.UNREADABLE: _("It cannot be read without guessing"),
}
OUTCOME_TONES = {
    Outcome.HOLDS: "good",
    Outcome.WITHIN: "info",
    Outcome.CONTRADICTS: "bad",
    Outcome.UNREADABLE: "warn",
}

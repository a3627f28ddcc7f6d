"""The sentence of a verdict, in English and Indonesian."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from paritrana.core.claims.flags import SENTENCES
from paritrana.core.claims.making import PERCENT, Figures
from paritrana.core.claims.model import Claim, Outcome
from paritrana.core.claims.numbers import Figure
from paritrana.core.claims.reading import Unread
from paritrana.core.claims.spans import Span
from paritrana.core.units import decimal_text

type Pair = tuple[str, str]

MOST_PLACES = 6
_CURRENCY = re.compile(r"rp\.?\s*", re.IGNORECASE)
MANY = 6
_GIVES = {
    "ratio": ("{numerator} of {denominator} is {made}", "{numerator} dari {denominator} adalah {made}"),
    "sum": ("{parts} is {made}", "{parts} adalah {made}"),
    "difference": ("{from} less {minus} is {made}", "{from} dikurangi {minus} adalah {made}"),
    "growth": (
        "From {before} to {after} is a change of {made}",
        "Dari {before} ke {after} perubahannya {made}",
    ),
    "product": ("{factors} is {made}", "{factors} adalah {made}"),
    "premium": (
        "{workers} workers for {months} months at {monthly} is {made}",
        "{workers} pekerja selama {months} bulan dengan iuran {monthly} adalah {made}",
    ),
    "count": ("What is listed counts {made}", "Yang disebut berjumlah {made}"),
}
_ENDS = {
    Outcome.HOLDS: ("{gives}; printed is {printed}, which fits.", "{gives}; tercetak {printed}, cocok."),
    Outcome.WITHIN: (
        "{gives}; printed is {printed}, which fits once rounding is allowed for (possible is {range}).",
        "{gives}; tercetak {printed}, cocok bila pembulatan diperhitungkan (mungkin {range}).",
    ),
    Outcome.CONTRADICTS: (
        "{gives}, not {printed} as printed.",
        "{gives}, bukan {printed} seperti yang tercetak.",
    ),
}
_EVEN_SO = (
    " Even with the rounding of the figures only {range} is possible.",
    " Dengan memperhitungkan pembulatan pun hanya {range} yang mungkin.",
)
_CUT = (
    " The printed figure looks cut off, not rounded.",
    " Angka yang tercetak tampaknya dipotong, bukan dibulatkan.",
)
_REPEATED = (" {item} is listed more than once.", " {item} disebut lebih dari sekali.")
_UNREAD = (
    "{text} cannot be read without guessing: {why}.",
    "{text} tidak dapat dibaca tanpa menebak: {why}.",
)
_OTHERS = (" The other figures give {made}.", " Angka lainnya menghasilkan {made}.")


def plain(value: Fraction, places: int) -> str:
    """Return a number for files: digits with a point, in full where it ends within six decimals."""
    for few in range(MOST_PLACES + 1):
        if (value * 10**few).denominator == 1:
            return decimal_text(value, few, "en").replace(",", "")
    return decimal_text(value, places, "en").replace(",", "")


def percent_plain(value: Fraction, places: int) -> str:
    """Return a percent for files, with exactly so many decimals."""
    return decimal_text(value, places, "en").replace(",", "")


def places_of(figure: Figure | None) -> int:
    """Return the decimals to show beside a printed figure: two, or as many as it has."""
    return max(2, figure.places if figure else 0)


def told(
    claim: Claim, figures: Figures, made: Mapping[str, Span], outcome: Outcome, wrong: Sequence[str]
) -> Pair:
    """Return the sentences of a claim that was read; `wrong` are the printed keys that contradict."""
    pair = []
    for place, language in enumerate(("en", "id")):
        keys = [key for key in made if key in figures.printed]
        facts = {
            "gives": _first_up(_gives(claim, figures, made, keys, language)),
            "printed": _joined([f"“{figures.printed[key].text}”" for key in wrong or keys], language),
            "range": _joined([_range(key, made[key], figures, language) for key in wrong or keys], language),
        }
        text = _ENDS[outcome][place].format(**facts)
        if outcome is Outcome.CONTRADICTS:
            if any(not made[key].is_exact for key in wrong or keys):
                text += _EVEN_SO[place].format(**facts)
            if any(_is_cut(made[key].value, figures.printed[key]) for key in wrong):
                text += _CUT[place]
        pair.append(text + "".join(_remarks(claim, figures, place, language)))
    return pair[0], pair[1]


def told_unread(claim: Claim, figures: Figures, made: Mapping[str, Span]) -> Pair:
    """Return the sentences of a claim with figures that cannot be read."""
    pair = []
    for place, language in enumerate(("en", "id")):
        text = " ".join(_unread(one, place) for one in figures.unread)
        if made:
            shown = [_made(claim, key, span, figures, language) for key, span in made.items()]
            text += _OTHERS[place].format(made=_joined(shown, language))
        pair.append(text)
    return pair[0], pair[1]


def told_no_whole() -> Pair:
    """Return the sentences of a percent of nothing."""
    return tuple(f"{_first_up(text)}." for text in SENTENCES["percent.no_whole"])  # type: ignore[return-value]


def _unread(one: Unread, place: int) -> str:
    return _UNREAD[place].format(text=f"“{one.text}”", why=one.why[place])


def _gives(
    claim: Claim, figures: Figures, made: Mapping[str, Span], keys: Sequence[str], language: str
) -> str:
    facts: dict[str, str] = {}
    for key, row in figures.inputs.items():
        shown = [_money(claim, key, one) + _number(one, key, language) for one in row[:MANY]]
        facts[key] = (" × " if key == "factors" else " + ").join(shown)
        if len(row) > MANY:
            facts[key] += f" + … ({len(row)})"
    facts["made"] = _joined([_made(claim, key, made[key], figures, language) for key in keys], language)
    return _GIVES[claim.kind][language != "en"].format(**facts)


def _made(claim: Claim, key: str, span: Span, figures: Figures, language: str) -> str:
    figure = figures.printed.get(key)
    return _money(claim, key, figure) + _text(span.value, key, figure, language)


def _range(key: str, span: Span, figures: Figures, language: str) -> str:
    figure = figures.printed[key]
    ends = [_text(end, key, figure, language) for end in (span.low, span.high)]
    return (" to " if language == "en" else " sampai ").join(ends)


def _text(value: Fraction, key: str, figure: Figure | None, language: str) -> str:
    gap = "" if language == "en" else "\N{NO-BREAK SPACE}"
    if key == PERCENT:
        return f"{decimal_text(value, places_of(figure), language)}{gap}%"
    sign = f"{gap}%" if figure and figure.percent else ""
    for few in range(MOST_PLACES + 1):
        if (value * 10**few).denominator == 1:
            return decimal_text(value, few, language) + sign
    return decimal_text(value, places_of(figure), language) + sign


def _number(figure: Figure, key: str, language: str) -> str:
    """Return an input: in English by its value, in Indonesian as it was printed, whole numbers in groups."""
    if language == "id" and (figure.percent or not figure.exact):
        return _CURRENCY.sub("", figure.text)
    hundredths = figure.percent and key == "factors"
    return _text(figure.value * (100 if hundredths else 1), key, figure, language)


def _money(claim: Claim, key: str, figure: Figure | None) -> str:
    """Return the sign of rupiah where the figure was printed with it, or is money by its key."""
    by_key = claim.kind == "premium" and key in ("monthly", "total")
    return "Rp" if by_key or (figure and figure.text[:2].lower() == "rp") else ""


def _joined(texts: Sequence[str], language: str) -> str:
    return (" and " if language == "en" else " dan ").join(texts)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_cut(made: Fraction, figure: Figure) -> bool:
    return not figure.exact and made >= 0 and made // figure.precision * figure.precision == figure.value


def _remarks(claim: Claim, figures: Figures, place: int, language: str) -> list[str]:
    """Return what else a reader should know: a part above its whole, an item listed twice."""
    if claim.kind == "count":
        items = [str(one).strip() for one in claim.all("items")]
        twice = dict.fromkeys(one for one in items if items.count(one) > 1) if len(items) <= 500 else {}
        return [_REPEATED[place].format(item=f"“{one}”") for one in twice]
    if claim.kind != "ratio":
        return []
    part, whole = figures.inputs["numerator"][0], figures.inputs["denominator"][0]
    if part.value <= whole.value:
        return []
    shown = {"part": _number(part, "", language), "whole": _number(whole, "", language)}
    return [f" {_first_up(SENTENCES['percent.above_whole'][place].format(**shown))}."]

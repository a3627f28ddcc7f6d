"""Made-up rows for the figures of the style guide. Nothing here is used by a real page."""

from fractions import Fraction
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paritrana.core.regions import PROVINCES
from paritrana.core.units import Rate
from paritrana.ui import charts
from paritrana.ui.charts import Figure, Part, PeriodRate, RegionRate, Series, Stack, Target
from paritrana.ui.charts.shapes import outline

NORTH_SULAWESI = "71"
WITHHELD, ABSENT = {"94", "71.08"}, {"95", "71.10"}
SEGMENTS = (("pu", "PU"), ("bpu", "BPU"), ("jakon", "Jakon"), ("pmi", "PMI"))


def rows(codes: list[str]) -> list[RegionRate]:
    """Made-up rates: a plain sum of the code's digits, so that they are the same every day."""
    return [_row(code) for code in sorted(codes)]


def _row(code: str) -> RegionRate:
    name = f"Contoh {code}"
    if code in WITHHELD:
        return RegionRate(code=code, name=name, suppressed=True)
    if code in ABSENT:
        return RegionRate(code=code, name=name)
    number = int(code.replace(".", ""))
    whole = 40_000 + number * 7_919 % 900_000
    return RegionRate(code=code, name=name, rate=Rate(whole * (number * 37 % 89 + 6) // 100, whole))


def line(name: str, first: int, step: int, *, gap: int = 0) -> Series:
    """Made-up years: a rate that rises by `step` percent, with one year missing and one withheld."""
    points = []
    for number, year in enumerate(range(2019, 2026)):
        rate = Rate((first + step * number) * 1000, 100_000)
        absent = gap and number in (gap, gap + 2)
        points.append(
            PeriodRate(
                period=str(year), rate=None if absent else rate, suppressed=bool(gap and number == gap)
            )
        )
    return Series(name, tuple(points))


def parts(*counts: int | None) -> tuple[Part, ...]:
    return tuple(
        Part(key, name, count, suppressed=count is None)
        for (key, name), count in zip(SEGMENTS, counts, strict=True)
    )


def figures() -> list[Figure]:
    """One figure of every kind, all made up and labelled so; drawn once in each language."""
    return _drawn(get_language())


@cache
def _drawn(language: str) -> list[Figure]:
    made_up = _("Made-up figures, for the style guide only.")
    provinces = rows(sorted(PROVINCES))
    codes = [code for code in outline("regency").boundaries.codes if code.startswith(NORTH_SULAWESI)]
    regencies = rows(codes)
    heads = {"part": _("Covered workers"), "whole": _("Workers"), "source": made_up}

    def link(code: str) -> str:
        return f"#w-{code}"

    targets = [
        Target(code=row.code, name=row.name, rate=row.rate, suppressed=row.suppressed, target=Fraction(3, 5))
        for row in regencies[:5]
    ]
    payers = (Part("apbd", "APBD", 41_880), Part("dana_desa", "Dana Desa", 12_345), Part("csr", "CSR", 2_010))
    stacks = [
        Stack("Contoh 71.01", parts(20_100, 9_000, 4_000, 120)),
        Stack("Contoh 71.02", parts(12_000, 14_000, 2_500, None)),
    ]
    compared = [
        line("Contoh A", 12, 5),
        line("Contoh B", 30, 4),
        line("Contoh C", 45, 2, gap=2),
        line("Contoh D", 60, 3),
    ]
    return [
        charts.choropleth(provinces, title="Peta provinsi", link=link, **heads),
        charts.tile_grid(provinces, title="Petak provinsi", link=link, **heads),
        charts.regency_map(regencies, province=NORTH_SULAWESI, title="Peta satu provinsi", **heads),
        charts.regency_tiles(regencies, title="Petak satu provinsi", link=link, **heads),
        charts.ranking(regencies[:8], title="Peringkat", highlight="71.03", link=link, **heads),
        charts.trend(line("Contoh", 21, 7, gap=3), title="Perkembangan", **heads),
        charts.compare(compared, title="Perbandingan empat wilayah", **heads),
        charts.stacked_segments(stacks, title="Segmen", unit=_("People"), source=made_up),
        charts.who_pays(payers, title="Siapa membayar", unit=_("People"), source=made_up),
        charts.gap_to_target(targets, title="Jarak ke target", **heads),
        charts.waterfall(
            900, [("Sumber A", 412), ("Sumber B", 300)], title="Penutup kesenjangan", source=heads["source"]
        ),
    ]

"""Made rows for the tests of charts."""

from fractions import Fraction

from paritrana.core.regions import PROVINCES
from paritrana.core.units import Rate
from paritrana.ui import charts
from paritrana.ui.charts import Part, PeriodRate, RegionRate, Series, Stack, Target

SULUT = [f"71.{number:02d}" for number in (*range(1, 12), 71, 72, 73, 74)]
HOSTILE = 'Kab. "A" & <b>B</b>'


def rates(codes) -> list[RegionRate]:
    """Rates that rise with the place of the code; the third is withheld, the fourth not there."""
    rows = []
    for number, code in enumerate(codes):
        known = {} if number in (2, 3) else {"rate": Rate(number * 25, 1000)}
        name = HOSTILE if number == 0 else f"Wilayah {code}"
        rows.append(RegionRate(code=code, name=name, suppressed=number == 2, **known))
    return rows


def series(name, *values) -> Series:
    points = [
        PeriodRate(
            period=str(2020 + number),
            rate=Rate(value, 100) if isinstance(value, int) else None,
            suppressed=value == "withheld",
        )
        for number, value in enumerate(values)
    ]
    return Series(name, tuple(points))


def parts(*counts) -> tuple[Part, ...]:
    names = ("pu", "bpu", "jakon")
    return tuple(
        Part(key, key.upper(), count if isinstance(count, int) else None, suppressed=count == "withheld")
        for key, count in zip(names, counts, strict=True)
    )


def to(code: str) -> str:
    return f"/cakupan/{code}?a=1&b=2"


def every() -> dict:
    """One figure of every kind by its kind."""
    regencies = rates(SULUT)
    words = {"source": "Sumber: contoh"}
    targets = [
        Target(code="71.01", name=HOSTILE, rate=Rate(450, 1000), target=Fraction(3, 5)),
        Target(code="71.02", name="B", rate=Rate(700, 1000), target=Fraction(3, 5)),
        Target(code="71.03", name="C", suppressed=True, target=Fraction(3, 5)),
    ]
    stacks = [Stack(HOSTILE, parts(100, 50, 25)), Stack("B", parts(80, "withheld", None))]
    made = [
        charts.choropleth(rates(sorted(PROVINCES)), title="Peta", link=to, **words),
        charts.tile_grid(rates(sorted(PROVINCES)), title="Petak", link=to, **words),
        charts.regency_map(regencies, province="71", title="Peta Sulut", **words),
        charts.regency_tiles(regencies, title="Petak Sulut", **words),
        charts.ranking(regencies, title="Peringkat", link=to, highlight="71.05", **words),
        charts.trend(series(HOSTILE, 10, "withheld", 30, None), title="Tren", **words),
        charts.compare([series("A", 1, 2), series("B", 3, 4)], title="Banding", **words),
        charts.stacked_segments(stacks, title="Segmen", **words),
        charts.who_pays(parts(900, 90, 10), title="Pembayar", **words),
        charts.gap_to_target(targets, title="Jarak", **words),
        charts.waterfall(900, [(HOSTILE, 412), ("B", 300)], title="Penutup", **words),
    ]
    return {figure.kind: figure for figure in made}

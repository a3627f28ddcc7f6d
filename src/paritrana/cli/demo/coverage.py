"""Coverage in the demo: a made-up roll of North Sulawesi in 2023 from delivery to snapshot, and printed figures.

The roll is made up from the first name to the last rupiah, and says so on every page that shows its figures.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from random import Random

from django.conf import settings
from django.core.files.base import ContentFile

from paritrana.apps.accounts.models import User
from paritrana.apps.coverage.commands import deliveries, runs, work
from paritrana.apps.coverage.models import Delivery, Snapshot
from paritrana.apps.coverage.rules.denominators import COLUMNS as DENOMINATOR_COLUMNS
from paritrana.apps.coverage.states import Schema
from paritrana.apps.organisations.states import Role
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.acts import MADE_UP, moment
from paritrana.cli.demo.cast import Cast
from paritrana.core.units import clock

PROVINCE, YEAR = "71", 2023
QUARTERS = ("03", "06", "09", "12")
COLUMNS = (
    *("nik", "name", "birth_date", "sex", "village_code", "workplace_code", "segment", "worker_group"),
    *("occupation", "sector", "programmes", "period", "funder", "amount", "paid_on", "state"),
)
VILLAGES, FEWEST, MOST = 5, 24, 70  # of a regency in the roll; persons of a village
# segment, group, occupation, sector, programmes, payer, rupiah a month: how often of a hundred
KINDS = [
    (45, ("bpu", "vulnerable", "farmer", "agriculture", "JKK+JKM", "apbd_regency", 16_800)),
    (20, ("bpu", "vulnerable", "fisher", "agriculture", "JKK+JKM", "village", 16_800)),
    (10, ("bpu", "other", "trader", "trade", "JKK+JKM", "self", 16_800)),
    (22, ("pu", "company", "office", "trade", "JKK+JKM+JHT", "employer", 240_000)),
    (3, ("jakon", "company", "construction", "construction", "JKK+JKM", "employer", 20_000)),
]


def publish(cast: Cast) -> Snapshot:
    """Deliver the roll and the denominators, compute the year, approve it, and publish it by a second person."""
    villages = _villages()
    with clock.at(moment("2024-01-02")):
        first, second = _officers(cast)
    with clock.at(moment("2024-01-03")):
        roll, faulty = _roll(villages)
        _deliver(cast, Schema.CONTRIBUTION, {"iuran-rekaan-2023.csv": roll}, first, date(YEAR, 12, 31))
        _deliver(cast, Schema.CONTRIBUTION, {"iuran-susulan.csv": faulty}, first, date(YEAR, 12, 31))
        denominators = _deliver(
            cast, Schema.DENOMINATORS, {"pekerja-2022.csv": _denominators(villages)}, first, date(2022, 8, 31)
        )
    with clock.at(moment("2024-01-04")):
        run = work.take_run(runs.ask(year=str(YEAR), denominators=denominators, months=QUARTERS, by=first))
        run = runs.approve(run=run, by=first)
    with clock.at(moment("2024-01-05")):
        return runs.publish(run=run, by=second)


def print_figures(cast: Cast) -> Delivery:
    """Deliver the figures that others printed, each with its source; these are not made up."""
    data = (settings.SAMPLES_DIR / "coverage" / "published.csv").read_text("utf-8")
    with clock.at(moment("2026-02-02")):
        return _deliver(
            cast,
            Schema.PRINTED,
            {"angka-tercetak.csv": data},
            cast.people["sulut.cakupan"],
            date(2026, 1, 31),
            source="Berita dan laporan publik, tautan pada tiap baris",
            made_up=False,
        )


def _officers(cast: Cast) -> tuple[User, User]:
    return tuple(  # type: ignore[return-value]  # two of them
        cast.person(key, office=f"Petugas cakupan, {name}", organisation=office, role=Role.COVERAGE)
        for key, name, office in (
            ("sulut.cakupan", "BPJS Ketenagakerjaan Sulawesi Utara", "bpjs-sulut"),
            ("tondano.cakupan", "BPJS Ketenagakerjaan Tondano", "bpjs-tondano"),
        )
    )


def _deliver(
    cast: Cast,
    schema: Schema,
    files: dict[str, str],
    by: User,
    as_of: date,
    *,
    source: str = MADE_UP,
    made_up: bool = True,
) -> Delivery:
    uploads = [ContentFile(text.encode(), name=name) for name, text in files.items()]
    delivery = deliveries.deliver(
        schema=schema,
        organisation=cast.organisations["bpjs-sulut"],
        as_of=as_of,
        source=source,
        uploads=uploads,
        made_up=made_up,
        by=by,
    )
    return work.take_delivery(delivery)


def _villages() -> dict[str, list[str]]:
    """Return a few villages of every regency of the province, by the regency's code."""
    found: dict[str, list[str]] = {}
    codes = Region.objects.filter(code__startswith=f"{PROVINCE}.", level="village").order_by("code")
    for code in codes.values_list("code", flat=True):
        found.setdefault(code[:5], []).append(code)
    return {
        regency: listed[:: max(1, len(listed) // VILLAGES)][:VILLAGES] for regency, listed in found.items()
    }


def _roll(villages: dict[str, list[str]]) -> tuple[str, str]:
    """Return the roll, and a smaller one with faults for the quality report."""
    chance = Random(YEAR)
    rows = [row for regency in villages.values() for village in regency for row in _village(village, chance)]
    late = [list(row) for row in rows[:: len(rows) // 60]]
    for place, row in enumerate(late):
        row[0] = f"{row[0][:12]}{9000 + place}"
        if place % 5 == 0:
            row[4] = f"{row[4][:8]}.2999"
        if place % 7 == 0:
            row[0] = row[0][:15]
    return _csv(COLUMNS, rows), _csv(COLUMNS, late)


def _village(village: str, chance: Random) -> Iterator[list[str]]:
    digits = village.replace(".", "")
    for number in range(chance.randint(FEWEST, MOST) if chance.random() < 0.93 else 7):
        born = date(chance.randint(1965, 2003), chance.randint(1, 12), chance.randint(1, 28))
        sex = chance.choice("LP")
        day = born.day + (40 if sex == "P" else 0)
        nik = (
            f"{digits[:6]}{day:02d}{born:%m%y}{int(digits[8:]) % 90 + number // 90:02d}{number % 90 + 10:02d}"
        )
        (kind,) = chance.choices([one for _, one in KINDS], [weight for weight, _ in KINDS])
        segment, group, occupation, sector, programmes, payer, rupiah = kind
        first = chance.choice((1, 1, 1, 3, 4, 7, 10))
        last = 12 if chance.random() < 0.85 else chance.randint(first, 12)
        who = [
            nik,
            f"PEKERJA REKAAN {digits[4:]}-{number}",
            born.isoformat(),
            sex,
            village,
            "",
            segment,
            group,
        ]
        for month in range(first, last + 1):
            paid = date(YEAR, month, 5).isoformat()
            what = [occupation, sector, programmes, f"{YEAR}-{month:02d}", payer, str(rupiah), paid, "paid"]
            yield [*who, *what]


def _denominators(villages: dict[str, list[str]]) -> str:
    """Return made-up workers of every regency and of the province; of the country there are none."""
    chance = Random(YEAR + 1)
    workers = {regency: 5 * chance.randint(52, 95) for regency in villages}
    source = f"{MADE_UP}, seolah-olah Sakernas Agustus 2022"
    rows = [[PROVINCE, "", "2022-08", str(sum(workers.values())), "1.9", source]]
    rows += [
        [code, "", "2022-08", str(count), f"{chance.randint(30, 90) / 10}", source]
        for code, count in workers.items()
    ]
    return _csv(DENOMINATOR_COLUMNS, rows)


def _csv(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()

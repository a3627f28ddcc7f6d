"""Coverage for tests: officers, deliveries that are really read, runs with figures, snapshots."""

from datetime import date
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import nominations as make

from paritrana.apps.accounts.models import User
from paritrana.apps.coverage.commands import deliveries, runs, work
from paritrana.apps.coverage.models import Delivery, Run, Snapshot
from paritrana.apps.coverage.queries.runs import published_rows
from paritrana.apps.coverage.rules.figures import HIDDEN, Row
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role

AS_OF = date(2024, 12, 31)
LETTER = "Surat kantor cabang nomor 7 tanggal 6 Januari 2025"
DENOMINATORS = (
    "region_code,segment,vintage,value,rse,source\n"
    "ID,,2023-08,2000,1.0,Sakernas Agustus 2023\n"
    "71,,2023-08,1000,2.0,Sakernas Agustus 2023\n"
    "71.07,,2023-08,100,8.0,Sakernas Agustus 2023\n"
    "71.02,,2023-08,200,,Sakernas Agustus 2023\n"
)
PRINTED = (
    "region_code,as_of,workers,active,percent,note,source\n"
    "71.07,2024-08-31,33.754,27.025,80,,https://contoh.invalid/a\n"
    '71.02,2024-12,843.000,573.000,"67,95",,https://contoh.invalid/b\n'
    ",2024,,41 juta,,,https://contoh.invalid/c\n"
)
COLUMNS = (
    "nik,name,birth_date,sex,village_code,workplace_code,segment,worker_group,occupation,sector,programmes,"
    "period,funder,amount,paid_on,state"
)
_numbers = count(1)


def roll(persons: int = 30, *, months: int = 12, village: str = "71.07.03.2006", faulty: int = 1) -> str:
    """Return a made-up contribution roll of 2024; the last `faulty` rows name a village that is none."""
    lines = [COLUMNS]
    for person in range(persons):
        nik = f"710701{1 + person % 28:02d}0190{person:04d}"
        who = f"{nik},ORANG REKAAN {person},1990-01-{1 + person % 28:02d},L"
        lines += [
            f"{who},{village},,bpu,vulnerable,farmer,agriculture,JKK+JKM,2024-{month:02d},village,16800,"
            f"2024-{month:02d}-05,paid"
            for month in range(1, months + 1)
        ]
    lines += [lines[-1].replace(village, "71.07.03.2999") for _ in range(faulty)]
    return "\n".join(lines) + "\n"


ROLL = roll()


def make_officer(office: Organisation | None = None) -> User:
    """Return a coverage officer of a BPJS office, unless another office is given."""
    office = office or make.make_organisation(
        Kind.BPJS_OFFICE, "", name=f"BPJS Cabang cakupan {next(_numbers)}"
    )
    return make.join(office, Role.COVERAGE, office="Petugas cakupan")


def office_of(officer: User) -> Organisation:
    return officer.memberships.get(role=Role.COVERAGE).organisation


def upload(text: str | bytes, name: str = "kiriman.csv") -> SimpleUploadedFile:
    data = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile(name, data)


def make_delivery(schema: str, *texts: str, by: User | None = None, read: bool = True, **changes) -> Delivery:
    """Return a delivery of these files, read to its end."""
    officer = by or make_officer()
    given = {"as_of": AS_OF, "source": LETTER, "organisation": office_of(officer)} | changes
    uploads = [upload(text, f"kiriman-{place}.csv") for place, text in enumerate(texts)]
    delivery = deliveries.deliver(schema=schema, uploads=uploads, by=officer, **given)
    return work.take_delivery(delivery) if read else delivery


def make_denominators(text: str = DENOMINATORS, **options) -> Delivery:
    for code in ("71.07", "71.02"):
        make.make_region(code)
    return make_delivery("denominators", text, **options)


def figure(
    code: str,
    numerator: str = "",
    denominator: str = "",
    *,
    measure: str = "person_month_coverage",
    period: str = "2024",
    segment: str = "",
    funder: str = "",
) -> Row:
    """Return one canonical row; without counts it is suppressed."""
    level = ("regency", "district", "village")[code.count(".") - 1] if "." in code else "province"
    level = level if code != "ID" else "country"
    hidden = "0" if numerator else "1"
    return (period, level, code, segment, funder, measure, numerator, denominator, hidden)


FIGURES = (
    figure("ID", "12000", "24000"),
    figure("71", "7200", "12000"),
    figure("71.07", "960", "1200"),
    figure("71.02", "2640", "2400"),
    figure("71.07.01"),
    figure("71.07", "600", segment="bpu"),
    figure("71.07", "360", segment="pu"),
    figure("71.07", "960", funder="village"),
    *(
        figure("71.07", str(70 + month), "100", measure="point_coverage", period=f"2024-{month:02d}")
        for month in range(1, 13)
    ),
    *(
        figure("71.07", str(70 + month), measure="protected", period=f"2024-{month:02d}")
        for month in range(1, 13)
    ),
)


def make_run(
    rows: tuple[Row, ...] = FIGURES,
    *,
    by: User | None = None,
    denominators: Delivery | None = None,
    year: str = "2024",
) -> Run:
    """Return a computed run of a year with these figures."""
    officer = by or make_officer()
    run = runs.ask(year=year, denominators=denominators or make_denominators(), by=officer)
    run = runs.begin(run=run)
    computed = runs.Computed(
        rows=rows,
        inputs=[
            {
                "name": "iuran.csv",
                "sha256": "ab" * 32,
                "rows": 3,
                "as_of": "2024-12-31",
                "source": LETTER,
                "delivery": 0,
            }
        ],
        tables={"person_year": "cd" * 32},
        vintage="2023-08",
        denominators_sha256="ef" * 32,
        code_version="uji",
    )
    return runs.finish(run=run, computed=computed)


def make_snapshot(
    rows: tuple[Row, ...] = FIGURES,
    *,
    reason: str = "",
    denominators: Delivery | None = None,
    year: str = "2024",
) -> Snapshot:
    """Return a published snapshot of a year, approved by one officer and published by another.

    What the one before it withholds is withheld again, as computing does it.
    """
    given = {row[:6] for row in rows}
    again = [row for row in published_rows(year) if row[-1] == HIDDEN and row[:6] not in given]
    run = make_run((*rows, *again), denominators=denominators, year=year)
    run = runs.approve(run=run, reason=reason, by=make_officer())
    return runs.publish(run=run, by=make_officer())

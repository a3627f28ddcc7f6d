"""Sponsors, roles, activities and employers of Minahasa Tenggara in 2024: made up, after stories 000 and 004.

From the stories: civil servants sponsor workers, in KORPRI and PGRI; village heads (hukum tua), secretaries,
officials, BPD and non-ASN staff are to be covered.  Names, offices' numbers, meetings and employers are made up.
"""

import csv
import io
from datetime import date

from django.conf import settings
from django.core.files.base import ContentFile

from paritrana.apps.accounts.models import User
from paritrana.apps.coverage.commands import deliveries, work
from paritrana.apps.coverage.states import Schema
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.commands import ecosystem, employers, funds, outreach, sponsors
from paritrana.apps.protection.models import Enlistment, Pledge, Workplace
from paritrana.apps.protection.states import (
    ActivityKind,
    Association,
    Audience,
    FundKind,
    Relation,
    VillageRole,
    WorkerState,
)
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.acts import MADE_UP, moment
from paritrana.cli.demo.cast import Cast
from paritrana.cli.demo.papers import paper
from paritrana.core.rolls import schemas
from paritrana.core.units import clock

REGENCY = "71.07"
FIRST, LAST = "2024-05", "2024-12"
# office, association, civil servants, of them sponsoring by its own word, how many are listed by name
OFFICES = (
    ("Dinas Sosial (rekaan)", Association.KORPRI, 48, 0, 12),
    ("Dinas Tenaga Kerja (rekaan)", Association.KORPRI, 26, 0, 5),
    ("SMP Negeri 1 (rekaan)", Association.PGRI, 31, 4, 0),
)
# relation, mandate signed on, paid until: of one pledge each
PLEDGES = (
    (Relation.CHILD, None, ""),
    (Relation.HOUSEHOLD, date(2024, 4, 29), "2024-12"),
    (Relation.NEIGHBOUR, date(2024, 4, 29), "2024-08"),
    (Relation.SPOUSE, date(2024, 4, 30), ""),
)
FOUR = "JKK+JKM+JHT+JP"
EMPLOYERS = (
    f"REKAAN-1,PT Contoh Rekaan Satu,71.07,large,trade,Tondano,120,95,{FOUR},JKK+JKM+JHT,4,0,2024-04-30",
    f"REKAAN-2,PT Contoh Rekaan Dua,71.07,medium,mining,Tondano,60,60,{FOUR},{FOUR},2,25,2024-04-30",
    "REKAAN-3,CV Contoh Rekaan Tiga,71.07,small,agriculture,Tondano,14,9,,JKK+JKM,0,0,2024-04-30",
    "REKAAN-4,Toko Contoh Rekaan,71.07,micro,trade,Tondano,3,3,,JKK+JKM,0,0,2024-04-30",
)


def create(cast: Cast, office: User, villages: list[Region]) -> None:
    """Let civil servants sponsor, count who serves the villages, log what was done, follow employers."""
    organisation = cast.organisations[f"pemda-{REGENCY}"]
    region = Region.objects.get(pk=REGENCY)
    with clock.at(moment("2024-05-13")):
        places = _offices(organisation, region, by=office)
        _pledge(organisation, region, places, by=office)
        _roles(villages, places, by=office)
        _activities(organisation, region, villages, by=office)
    with clock.at(moment("2024-05-14")):
        _register(cast)
        _follow(organisation, by=office)


def _offices(organisation: Organisation, region: Region, *, by: User) -> list[Workplace]:
    found = []
    for name, association, servants, stated, listed in OFFICES:
        place = sponsors.enter_workplace(
            office=organisation,
            region=region,
            name=name,
            association=association,
            servants=servants,
            stated_sponsors=stated,
            made_up=True,
            by=by,
        )
        if listed:
            names = [f"Pegawai Rekaan {chr(65 + number)}" for number in range(listed)]
            sponsors.list_people(workplace=place, names=names, made_up=True, by=by)
        found.append(place)
    return found


def _pledge(organisation: Organisation, region: Region, places: list[Workplace], *, by: User) -> None:
    """Let four sponsor: one mandate is unsigned, one paid for all months, one fell behind, one never paid."""
    fund = funds.open_fund(
        office=organisation,
        region=region,
        kind=FundKind.SPONSOR,
        name="Pengasuh ASN (rekaan)",
        year=2024,
        ceiling=40 * 8 * 16_800,
        made_up=True,
        by=by,
    )
    workers = Enlistment.objects.filter(village__code__startswith=f"{REGENCY}.", state=WorkerState.LISTED)
    people = [*places[0].people.order_by("pk")[:3], places[1].people.order_by("pk")[0]]
    for sponsor, worker, (relation, signed_on, until) in zip(
        people, workers.order_by("-pk")[:4], PLEDGES, strict=True
    ):
        made = sponsors.pledge(
            sponsor=sponsor,
            worker=worker,
            fund=fund,
            relation=relation,
            first_month=FIRST,
            last_month=LAST,
            signed_on=signed_on,
            made_up=True,
            by=by,
        )
        if until:
            _deducted(made, until, by=by)


def _deducted(pledge: Pledge, until: str, *, by: User) -> None:
    funds.pay(
        commitment=pledge.commitment,
        workers=1,
        first_month=FIRST,
        last_month=until,
        paid_on=date(2024, 5, 3),
        document="Bukti potong (nomor rekaan)",
        by=by,
    )


def _roles(villages: list[Region], places: list[Workplace], *, by: User) -> None:
    """Count three villages, link two of their workers, and count the honorary staff of two offices."""
    counts = {
        VillageRole.HEAD: (1, 1),
        VillageRole.SECRETARY: (1, 1),
        VillageRole.OFFICIAL: (6, 4),
        VillageRole.COUNCIL_CHAIR: (1, 0),
        VillageRole.COUNCIL_MEMBER: (4, 1),
        VillageRole.RT: (8, 2),
        VillageRole.RW: (0, 0),
    }
    for village in villages[:3]:
        ecosystem.count_village(
            village=village, counts=counts, counted_on=date(2024, 5, 6), made_up=True, by=by
        )
    listed = Enlistment.objects.filter(village=villages[0], state=WorkerState.LISTED).order_by("pk")
    for worker, role in zip(listed[:2], (VillageRole.COUNCIL_MEMBER, VillageRole.RT), strict=True):
        ecosystem.link(worker=worker, role=role, by=by)
    for place, (number, stated) in zip(places[:2], ((35, 20), (12, 12)), strict=True):
        ecosystem.count_honorary(
            workplace=place,
            number=number,
            stated=stated,
            counted_on=date(2024, 5, 6),
            made_up=True,
            by=by,
        )


def _activities(organisation: Organisation, region: Region, villages: list[Region], *, by: User) -> None:
    """Log an outreach in a village, an audience before the council, and a meeting about the budget."""
    given = {"office": organisation, "made_up": True, "by": by}
    offices = ["BPJS Ketenagakerjaan Tondano", "Dinas Tenaga Kerja Minahasa Tenggara"]
    village = outreach.enter(
        kind=ActivityKind.OUTREACH,
        audience=Audience.VILLAGES,
        title="Sosialisasi 20 warga tiap desa (rekaan)",
        place=f"Balai Desa {villages[0].name}",
        day=date(2024, 4, 29),
        region=villages[0],
        parties=[*offices, f"Pemerintah Desa {villages[0].name}"],
        people=64,
        result="Desa menganggarkan 20 warga dari PAD Desa.",
        **given,
    )
    note = paper("notulen-rekaan.pdf", village.title, "Notulen rekaan")
    outreach.attach(activity=village, upload=note, by=by)
    done = outreach.agree(
        activity=village,
        what="Serahkan daftar 20 warga",
        owner="Pemerintah desa",
        due_on=date(2024, 5, 10),
        by=by,
    )
    outreach.finish(task=done, done_on=date(2024, 5, 8), note="Daftar diterima", by=by)
    council = outreach.enter(
        kind=ActivityKind.AUDIENCE,
        audience=Audience.COUNCIL,
        title="Audiensi anggaran pekerja rentan (rekaan)",
        place="Kantor DPRD",
        day=date(2024, 5, 7),
        region=region,
        parties=[*offices, "DPRD Kabupaten Minahasa Tenggara"],
        people=18,
        **given,
    )
    outreach.agree(
        activity=council,
        what="Masukkan pagu ke perubahan APBD",
        owner="Bappeda",
        due_on=date(2024, 7, 31),
        by=by,
    )
    meeting = outreach.enter(
        kind=ActivityKind.COORDINATION,
        audience=Audience.CIVIL_SERVANTS,
        title="Rapat Bapak/Bunda Asuh (rekaan)",
        place="Kantor Bupati",
        day=date(2024, 5, 8),
        region=region,
        parties=[*offices, "KORPRI", "PGRI"],
        people=40,
        **given,
    )
    note = paper("daftar-hadir-rekaan.pdf", meeting.title, "Daftar hadir rekaan")
    outreach.attach(activity=meeting, upload=note, by=by)


def _register(cast: Cast) -> None:
    """Deliver a made-up register of employers, and let the lake take it in."""
    from paritrana.core import coverage

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(schemas.EMPLOYER)
    data = text.getvalue() + "\n".join(EMPLOYERS) + "\n"
    delivery = deliveries.deliver(
        schema=Schema.EMPLOYER,
        organisation=cast.organisations["bpjs-sulut"],
        as_of=date(2024, 4, 30),
        source=MADE_UP,
        uploads=[ContentFile(data.encode(), name="pemberi-kerja-rekaan.csv")],
        made_up=True,
        by=cast.people["sulut.cakupan"],
    )
    work.take_delivery(delivery)
    coverage.refresh(settings.LAKE_DIR)


def _follow(organisation: Organisation, *, by: User) -> None:
    """Write to one employer, visit another and close it."""
    given = {"office": organisation, "day": date(2024, 5, 13), "made_up": True, "by": by}
    employers.note(
        employer="REKAAN-1",
        done="Surat tagihan dan undangan klarifikasi (rekaan)",
        result="Dijanjikan lunas Juni",
        next_on=date(2024, 6, 14),
        **given,
    )
    visited = employers.note(employer="REKAAN-3", done="Kunjungan bersama pengawas (rekaan)", **given)
    employers.close(
        case=visited.case, done="Cek data (rekaan)", result="Lima pekerja akan didaftarkan", by=by
    )

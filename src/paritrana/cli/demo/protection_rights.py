"""What people ask of the register of Minahasa Tenggara: requests, a draft, exports by two persons, wishes.

All persons are made up.  It happens in the days before the demo is built, since old requests are erased.
"""

from datetime import date, timedelta

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.states import Role, Standing
from paritrana.apps.protection.commands import drafts, exports, requests, subjects
from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.rules.requests import Asked
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import (
    ExportPurpose,
    RequestRefusal,
    StopReason,
    SubjectKind,
    SubjectResult,
    SubjectWay,
    WorkerState,
)
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.cast import Cast
from paritrana.core.units import clock

REGENCY = "71.07"
OFFICE, VILLAGE, SECOND = "mitra.program", "desa.program", "mitra.program.kedua"
ASKED = (("fisher", "Warga Rekaan Pemohon", 5), ("trader", "Warga Rekaan Pedagang", 2))


def create(cast: Cast) -> None:
    """Let three ask, two be answered; let exports wait, be let out and be refused; write wishes down."""
    cast.person(
        SECOND,
        office="Petugas program kedua, Dinas Nakertrans Minahasa Tenggara",
        organisation=f"pemda-{REGENCY}",
        role=Role.COVERAGE,
        standing=Standing.STAFF,
    )
    office, officer = cast.people[OFFICE], cast.people[VILLAGE]
    worker = Enlistment.objects.filter(state=WorkerState.LISTED, village__code__startswith=REGENCY).first()
    if worker is None:
        return
    _requests(worker.village, officer=officer)
    drafts.keep(
        village=worker.village,
        typed={"name": "Warga Rekaan Draf", "occupation": "fisher", "sex": "P"},
        by=officer,
    )
    _exports(cast, worker.village, office=office)
    _wishes(worker, office=office, officer=officer)


def _requests(village: Region, *, officer: User) -> None:
    now = clock.now()
    for place, (occupation, name, days) in enumerate(ASKED):
        with clock.at(now - timedelta(days=days)):
            requests.make(asked=_asked(village, name, place, occupation), consent=True, made_up=True)
    with clock.at(now - timedelta(days=4)):
        refused = requests.make(
            asked=_asked(village, "Warga Rekaan Pegawai", 7, "factory"), consent=True, made_up=True
        )
        accepted = requests.make(
            asked=_asked(village, "Warga Rekaan Diterima", 8, "driver"),
            consent=True,
            made_up=True,
            by=officer,
        )
    with clock.at(now - timedelta(days=3)):
        requests.refuse(request=refused, reason=RequestRefusal.EMPLOYED, by=officer)
        requests.accept(request=accepted, by=officer)


def _asked(village: Region, name: str, place: int, occupation: str) -> Asked:
    born = date(1975 + place, 6, 5)
    nik = f"710703{born.day:02d}{born:%m%y}{9100 + place}"
    return Asked(Worker(nik, name, born, "L", village.pk, occupation), "081200000000")


def _exports(cast: Cast, village: Region, *, office: User) -> None:
    now, regency = clock.now(), cast.organisations[f"pemda-{REGENCY}"]
    second = cast.people[SECOND]
    given = {
        "office": regency,
        "purpose": ExportPurpose.REGISTER,
        "columns": ["nik", "name", "born", "village"],
    }
    with clock.at(now - timedelta(hours=30)):
        refused = exports.ask(
            region=Region.objects.get(pk=REGENCY), note="Semua pekerja (contoh rekaan)", by=office, **given
        )
        let_out = exports.ask(region=village, note="Pendaftaran ke BPJS (contoh rekaan)", by=office, **given)
    exports.refuse(export=refused, reason="Cukup per desa (contoh rekaan)", by=second)
    exports.approve(export=let_out, by=second)
    exports.ask(region=village, note="Pencocokan iuran (contoh rekaan)", by=second, **given)


def _wishes(worker: Enlistment, *, office: User, officer: User) -> None:
    """Write down an access that waits, a correction that is answered, and a deletion that may be done."""
    now = clock.now()
    with clock.at(now - timedelta(hours=50)):
        subjects.receive(kind=SubjectKind.ACCESS, way=SubjectWay.CARD, worker=worker, by=officer)
        mended = subjects.receive(kind=SubjectKind.CORRECTION, way=SubjectWay.CARD, worker=worker, by=officer)
    subjects.answer(request=mended, result=SubjectResult.CORRECTED, by=officer)
    gone = Enlistment.objects.filter(
        stop_reason=StopReason.EMPLOYED, village__code__startswith=REGENCY
    ).first()
    if gone is not None:
        subjects.receive(kind=SubjectKind.DELETION, way=SubjectWay.FAMILY, worker=gone, by=office)

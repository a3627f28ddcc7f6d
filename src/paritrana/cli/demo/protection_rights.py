"""What people ask of the register of Minahasa Tenggara: requests, a draft, exports by two persons, wishes.

All persons are made up.  It happens in the days before the demo is built, since old requests are erased.
"""

from datetime import date, datetime, timedelta

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
ASKED = (("fisher", "Warga Rekaan Pemohon"), ("trader", "Warga Rekaan Pedagang"))


def create(cast: Cast) -> None:
    """Let three ask, two be answered; let exports wait, be let out and be refused; write wishes down.

    In the order of the days, since the log of the house runs forward.
    """
    now, office, officer = clock.now(), cast.people[OFFICE], cast.people[VILLAGE]
    with clock.at(now - timedelta(days=6)):
        second = cast.person(
            SECOND,
            office="Petugas program kedua, Dinas Nakertrans Minahasa Tenggara",
            organisation=f"pemda-{REGENCY}",
            role=Role.COVERAGE,
            standing=Standing.STAFF,
        )
    worker = Enlistment.objects.filter(state=WorkerState.LISTED, village__code__startswith=REGENCY).first()
    if worker is None:
        return
    _requests(worker.village, now, officer=officer)
    with clock.at(now - timedelta(hours=50)):
        subjects.receive(kind=SubjectKind.ACCESS, way=SubjectWay.CARD, worker=worker, by=officer)
        mended = subjects.receive(kind=SubjectKind.CORRECTION, way=SubjectWay.CARD, worker=worker, by=officer)
    with clock.at(now - timedelta(days=2)):
        _ask(worker.village, 1)
    _exports(cast, worker.village, now, office=office, second=second)
    drafts.keep(
        village=worker.village,
        typed={"name": "Warga Rekaan Draf", "occupation": "fisher", "sex": "P"},
        by=officer,
    )
    subjects.answer(request=mended, result=SubjectResult.CORRECTED, by=officer)
    _delete(by=office)


def _ask(village: Region, place: int) -> None:
    occupation, name = ASKED[place]
    requests.make(asked=_asked(village, name, place, occupation), consent=True, made_up=True)


def _requests(village: Region, now: datetime, *, officer: User) -> None:
    with clock.at(now - timedelta(days=5)):
        _ask(village, 0)
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


def _exports(cast: Cast, village: Region, now: datetime, *, office: User, second: User) -> None:
    given = {
        "office": cast.organisations[f"pemda-{REGENCY}"],
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


def _delete(*, by: User) -> None:
    """Write down a deletion that may be done."""
    gone = Enlistment.objects.filter(
        stop_reason=StopReason.EMPLOYED, village__code__startswith=REGENCY
    ).first()
    if gone is not None:
        subjects.receive(kind=SubjectKind.DELETION, way=SubjectWay.FAMILY, worker=gone, by=by)

"""The protection programme for tests: officers, made-up workers, funds, agreements."""

from datetime import date
from itertools import count

from tests.factories import nominations as make
from tests.factories.coverage import make_officer, office_of

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind
from paritrana.apps.protection.commands import agreements, exports, funds, requests, workers
from paritrana.apps.protection.models import (
    Agreement,
    Commitment,
    Enlistment,
    Fund,
    PeopleExport,
    WorkerRequest,
)
from paritrana.apps.protection.rules.agreements import Party, Terms
from paritrana.apps.protection.rules.requests import Asked
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import AgreementKind, FundKind
from paritrana.apps.regions.models import Region

VILLAGE, KELURAHAN, ELSEWHERE = "71.07.03.2006", "71.07.03.1001", "71.02.01.2001"
REGENCY = "71.07"
LISTED = date(2026, 3, 2)
PARTIES = (
    Party("Pemerintah Kabupaten", "Bupati", "Keputusan pelantikan nomor 1"),
    Party("BPJS Ketenagakerjaan", "Kepala Kantor", "Surat kuasa nomor 2"),
)
_numbers = count(1)


def make_village(code: str = VILLAGE, name: str = "") -> Region:
    kind = "kelurahan" if code.rpartition(".")[2].startswith("1") else "desa"
    return make.make_region(code, kind=kind, name=name)


def officer_of(kind: str, code: str) -> User:
    """Return a coverage officer of a government or village."""
    found = Organisation.objects.filter(kind=kind, region_id=code).first()
    return make_officer(found or make.make_organisation(kind, code))


def regency_officer(code: str = REGENCY) -> User:
    return officer_of(Kind.REGENCY_CITY, code)


def village_officer(code: str = VILLAGE) -> User:
    return officer_of(Kind.VILLAGE, code)


def a_nik(number: int | None = None, *, born: date = date(1990, 1, 31), sex: str = "L") -> str:
    """Return a made-up NIK whose region, date and sex fit."""
    day = born.day + (40 if sex == "P" else 0)
    return f"710703{day:02d}{born:%m%y}{next(_numbers) if number is None else number:04d}"


def a_worker(**changes) -> Worker:
    """Return what is stated about a made-up worker in whom nothing is wrong."""
    born, sex = changes.get("born", date(1990, 1, 31)), changes.get("sex", "L")
    given = {
        "nik": a_nik(born=born, sex=sex),
        "name": "Orang Rekaan",
        "born": born,
        "sex": sex,
        "village": VILLAGE,
        "occupation": "farmer",
    } | changes
    return Worker(**given)


def make_worker(by: User | None = None, *, fund: Fund | None = None, **changes) -> Enlistment:
    stated = a_worker(**changes)
    make_village(stated.village)
    return workers.add(worker=stated, fund=fund, listed_on=LISTED, by=by or regency_officer())


def make_fund(by: User | None = None, *, region: str = REGENCY, **changes) -> Fund:
    """Return the village-revenue fund of a regency: 20 residents a village, no kelurahan."""
    officer = by or regency_officer()
    given = {
        "office": office_of(officer),
        "region": make.make_region(region),
        "kind": FundKind.VILLAGE_PAD,
        "name": f"PAD Desa {next(_numbers)}",
        "year": 2026,
        "ceiling": 20 * 12 * 16_800 * 3,
        "fund_rules": {"village_quota": 20, "desa_only": True},
    } | changes
    return funds.open_fund(by=officer, **given)


def make_commitment(fund: Fund, by: User, *, village: str = VILLAGE, **changes) -> Commitment:
    given = {"workers": 20, "first_month": "2026-01", "last_month": "2026-12"} | changes
    return funds.commit(fund=fund, village=make_village(village), by=by, **given)


def make_agreement(
    by: User | None = None, *, fund: Fund | None = None, follows: Agreement | None = None, **changes
) -> Agreement:
    officer = by or regency_officer()
    given = {
        "kind": AgreementKind.PKS,
        "number": f"PER/{next(_numbers)}/2026",
        "title": "Pelindungan pekerja rentan",
        "signed_on": date(2026, 1, 5),
        "starts_on": date(2026, 1, 5),
        "ends_on": date(2026, 12, 31),
        "programmes": "JKK+JKM",
        "quota": 100,
    } | changes
    return agreements.enter(
        office=office_of(officer),
        region=make.make_region(REGENCY),
        terms=Terms(**given),
        parties=PARTIES,
        fund=fund,
        follows=follows,
        by=officer,
    )


def make_request(**changes) -> WorkerRequest:
    """Return a made-up worker's own request in the queue of its village."""
    stated = a_worker(**changes)
    make_village(stated.village)
    return requests.make(asked=Asked(stated, "0812 0000 0000"), consent=True)


def make_export(by: User, *, region: str = VILLAGE) -> PeopleExport:
    """Return an export of NIK and names that waits for a second person; somebody must be listed there."""
    return exports.ask(
        office=office_of(by),
        region=Region.objects.get(pk=region),
        purpose="register",
        columns=["nik", "name"],
        note="Pendaftaran",
        by=by,
    )

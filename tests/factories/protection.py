"""The protection programme for tests: officers, made-up workers, funds, agreements."""

from datetime import date
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import nominations as make
from tests.factories.coverage import make_officer, office_of

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind
from paritrana.apps.protection.commands import (
    agreements,
    exports,
    funds,
    outreach,
    requests,
    sponsors,
    workers,
)
from paritrana.apps.protection.models import (
    Activity,
    Agreement,
    Commitment,
    EmployerCase,
    Enlistment,
    Fund,
    PeopleExport,
    Pledge,
    Sponsor,
    Task,
    WorkerRequest,
    Workplace,
)
from paritrana.apps.protection.rules.agreements import Party, Terms
from paritrana.apps.protection.rules.requests import Asked
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import (
    ActivityKind,
    AgreementKind,
    Association,
    Audience,
    FundKind,
    Relation,
)
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock

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


def make_workplace(by: User | None = None, **changes) -> Workplace:
    """Return an office of ten civil servants."""
    officer = by or regency_officer()
    given = {"name": f"Dinas {next(_numbers)}", "association": Association.KORPRI, "servants": 10} | changes
    return sponsors.enter_workplace(
        office=office_of(officer), region=make.make_region(REGENCY), by=officer, **given
    )


def make_sponsor(by: User, workplace: Workplace | None = None, name: str = "") -> Sponsor:
    place = workplace or make_workplace(by)
    sponsors.list_people(workplace=place, names=[name or f"ASN Rekaan {next(_numbers)}"], by=by)
    return place.people.order_by("-pk")[0]


def make_sponsor_fund(by: User, **changes) -> Fund:
    given = {"kind": FundKind.SPONSOR, "name": f"Pengasuh {next(_numbers)}", "fund_rules": {}} | changes
    return make_fund(by, **given)


def make_pledge(
    by: User, *, sponsor: Sponsor | None = None, worker: Enlistment | None = None, **changes
) -> Pledge:
    """Return a signed pledge for the year 2026."""
    given = {
        "fund": Fund.objects.filter(kind=FundKind.SPONSOR).first() or make_sponsor_fund(by),
        "relation": Relation.NEIGHBOUR,
        "first_month": "2026-01",
        "last_month": "2026-12",
        "signed_on": date(2026, 1, 2),
    } | changes
    return sponsors.pledge(
        sponsor=sponsor or make_sponsor(by), worker=worker or make_worker(by), by=by, **given
    )


def make_activity(by: User | None = None, *, region: str = VILLAGE, **changes) -> Activity:
    """Return an outreach in a village on the day on which made-up workers are listed."""
    officer = by or regency_officer()
    given = {
        "kind": ActivityKind.OUTREACH,
        "audience": Audience.VILLAGES,
        "title": f"Sosialisasi {next(_numbers)}",
        "place": "Balai desa",
        "day": LISTED,
        "parties": ["Dinas Tenaga Kerja", "BPJS Ketenagakerjaan"],
    } | changes
    area = make_village(region) if region.count(".") == 3 else make.make_region(region)
    return outreach.enter(office=office_of(officer), region=area, by=officer, **given)


def make_task(by: User, activity: Activity | None = None, **changes) -> Task:
    """Return a task of an activity with evidence."""
    done = activity or make_activity(by)
    outreach.attach(activity=done, upload=SimpleUploadedFile("notulen.pdf", make.PDF), by=by)
    given = {"what": "Anggarkan 20 warga", "owner": "Dinas PMD", "due_on": date(2026, 4, 1)} | changes
    return outreach.agree(activity=done, by=by, **given)


def make_old_case(by: User, employer: str = "REKAAN-9") -> EmployerCase:
    """Return the follow-up of an employer that has left the register since."""
    return EmployerCase.objects.create(office=office_of(by), employer=employer, opened_at=clock.now())


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

"""The register of Minahasa Tenggara in 2024: stories 000 and 004.

From the stories: the agreement of 23 April 2024, 29,269 workers, ages 17 to 65, and 20 residents whom every village
budgets for from its own revenue.  Persons, numbers of papers, months and payments are made up, and say so.
"""

from datetime import date

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.protection.commands import agreements, funds, workers
from paritrana.apps.protection.models import Agreement, Fund
from paritrana.apps.protection.rules.agreements import Party, Terms
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import AgreementKind, FundKind, StopReason
from paritrana.apps.regions.models import Region
from paritrana.cli.demo import (
    protection_fund_rules,
    protection_months,
    protection_plan,
    protection_same,
    protection_sponsors,
)
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast
from paritrana.cli.demo.papers import paper
from paritrana.core.units import clock

REGENCY, DISTRICT = "71.07", "71.07.03"
SIGNED, ENDS = date(2024, 4, 23), date(2024, 12, 31)
FIRST, LAST = "2024-04", "2024-12"
AGREED_BEFORE, AGREED, QUOTA, PREMIUM, MONTHS = 27_752, 29_269, 20, 16_800, 9
# How many of the twenty stand in the register, and until when is paid (empty: not yet), village by village.
VILLAGES = ((20, "2024-12"), (20, "2024-09"), (14, "2024-06"), (20, ""), (3, ""))
OCCUPATIONS = ("farmer", "fisher", "farmer", "trader", "driver", "craft")


def create(cast: Cast) -> None:
    """Sign the agreement, open the two funds, let five villages budget, and enter their residents."""
    with clock.at(moment("2024-04-23", "16:00")):
        office, village_officer, villages = _people(cast)
        organisation = cast.organisations[f"pemda-{REGENCY}"]
        budget, village_fund = _funds(organisation, len(villages), by=office)
        protection_fund_rules.create(organisation, REGENCY, SIGNED.year, by=office)
        mou = _agreement(organisation, budget, by=office)
        scan = paper("mou-rekaan.pdf", mou.title, mou.number)
        agreements.attach_scan(agreement=mou, upload=scan, by=office)
        _commit(budget, by=office, workers=AGREED, agreement=mou, document="DPA (nomor rekaan)")
    for place, (village, (residents, paid_until)) in enumerate(zip(villages, VILLAGES, strict=False)):
        by = village_officer if place == 0 else office
        with clock.at(moment(f"2024-05-{place + 2:02d}")):
            _budget(village, village_fund, paid_until, by=office)
            _enter(village, village_fund, place, residents, by=by)
    colleague = protection_months.enrol(cast, village_fund, villages, office=office)
    protection_sponsors.create(cast, office, villages)
    protection_same.create(cast)
    protection_months.settle(cast, village_fund, villages, office=office, colleague=colleague)
    protection_plan.create(organisation, office)
    protection_months.pay_late(village_fund, villages, office=office)


def _people(cast: Cast) -> tuple[User, User, list[Region]]:
    """Return the officer of the regency, the officer of the first village, and the villages of the district."""
    villages = list(Region.objects.filter(parent=DISTRICT, kind="desa").order_by("code"))
    key = f"desa-{villages[0].pk}"
    cast.organisation(
        key, kind=Kind.VILLAGE, name=f"Pemerintah Desa {villages[0].name}", region=villages[0].pk
    )
    office = cast.person(
        "mitra.program",
        office="Petugas program, Dinas Nakertrans Minahasa Tenggara",
        organisation=f"pemda-{REGENCY}",
        role=Role.COVERAGE,
        standing=Standing.STAFF,
    )
    village = cast.person(
        "desa.program",
        office=f"Petugas desa, Desa {villages[0].name}",
        organisation=key,
        role=Role.COVERAGE,
        standing=Standing.STAFF,
    )
    return office, village, villages


def _funds(office: Organisation, villages: int, *, by: User) -> tuple[Fund, Fund]:
    region = Region.objects.get(pk=REGENCY)
    given = {"office": office, "region": region, "year": SIGNED.year, "made_up": True, "by": by}
    budget = funds.open_fund(
        kind=FundKind.APBD_REGENCY,
        name="APBD Kabupaten (jumlah rekaan)",
        ceiling=AGREED * MONTHS * PREMIUM,
        fund_rules={"from_agreement": True},
        **given,
    )
    village_fund = funds.open_fund(
        kind=FundKind.VILLAGE_PAD,
        name="PAD Desa, 20 warga tiap desa",
        ceiling=villages * QUOTA * MONTHS * PREMIUM,
        fund_rules={"village_quota": QUOTA, "desa_only": True},
        **given,
    )
    return budget, village_fund


def _agreement(office: Organisation, fund: Fund, *, by: User) -> Agreement:
    """Enter the agreement of the story, and the one before it, which another regent had signed."""
    told = {
        "kind": AgreementKind.MOU,
        "title": "Pelindungan pekerja informal dan pekerja rentan",
        "programmes": "JKK+JKM",
        "rate": PREMIUM,
        "budget_line": "Belanja iuran jaminan sosial (rekaan)",
    }
    given = {"office": office, "region": Region.objects.get(pk=REGENCY), "made_up": True, "by": by}
    regency, bpjs = "Pemerintah Kabupaten Minahasa Tenggara", "BPJS Ketenagakerjaan"
    signed_by_bpjs = Party(bpjs, "Kepala Kantor Tondano", "Surat kuasa (rekaan)")
    first, last = date(SIGNED.year - 1, 2, 1), date(SIGNED.year - 1, 12, 31)
    before = agreements.enter(
        terms=Terms(
            number="Nomor rekaan 3/II/2023",
            signed_on=first,
            starts_on=first,
            ends_on=last,
            quota=AGREED_BEFORE,
            **told,
        ),
        parties=[Party(regency, "Bupati", "Keputusan pelantikan (rekaan)"), signed_by_bpjs],
        **given,
    )
    return agreements.enter(
        terms=Terms(
            number="Nomor rekaan 1/IV/2024",
            signed_on=SIGNED,
            starts_on=SIGNED,
            ends_on=ENDS,
            quota=AGREED,
            **told,
        ),
        parties=[Party(regency, "Penjabat Bupati", "Keputusan penunjukan (rekaan)"), signed_by_bpjs],
        fund=fund,
        follows=before,
        **given,
    )


def _commit(fund: Fund, *, by: User, **given):  # type: ignore[no-untyped-def]
    return funds.commit(fund=fund, first_month=FIRST, last_month=LAST, by=by, **given)


def _budget(village: Region, fund: Fund, paid_until: str, *, by: User) -> None:
    """Let a village budget for its twenty, and pay until a month."""
    promised = _commit(fund, by=by, workers=QUOTA, village=village, document="APBDes (nomor rekaan)")
    if paid_until:
        funds.pay(
            commitment=promised,
            workers=QUOTA,
            first_month=FIRST,
            last_month=paid_until,
            paid_on=date(2024, 5, 2),
            document="Bukti setor (nomor rekaan)",
            by=by,
        )


def _enter(village: Region, fund: Fund, place: int, residents: int, *, by: User) -> None:
    """Enter made-up residents; of one the NIK tells another sex, and one has stopped."""
    for number in range(residents):
        born = date(1962 + (number * 7 + place) % 40, 1 + number % 12, 1 + (number * 5) % 28)
        sex = "LP"[number % 2]
        told = "P" if (sex == "P") != (number == 11) else "L"
        day = born.day + (40 if told == "P" else 0)
        nik = f"{DISTRICT.replace('.', '')}{day:02d}{born:%m%y}{place + 1}{number:03d}"
        worker = Worker(
            nik=nik,
            name=f"Warga Rekaan {chr(65 + place)}{number + 1}",
            born=born,
            sex=sex,
            village=village.pk,
            occupation=OCCUPATIONS[number % len(OCCUPATIONS)],
        )
        workers.add(worker=worker, fund=fund, made_up=True, by=by)
    if place == 1:
        extra = Worker(
            f"710703110580{place + 1}900", "Warga Rekaan Z", date(1980, 5, 11), "L", village.pk, "farmer"
        )
        left = workers.add(worker=extra, made_up=True, by=by)
        workers.stop(worker=left, reason=StopReason.EMPLOYED, note="Bekerja di perusahaan (rekaan)", by=by)

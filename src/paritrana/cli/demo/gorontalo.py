"""Gorontalo 2020–2021, open for nominations in January 2021: story 003."""

from paritrana.apps.awards.commands import calendar, editions
from paritrana.apps.awards.models import Edition
from paritrana.apps.organisations.states import Kind, Role, Size
from paritrana.apps.regions.models import Region
from paritrana.cli.demo import acts
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import SEATS_OF_2018, Cast, provincial_committee
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

NAMES = {"large": "Besar", "medium": "Menengah", "small-micro": "Kecil"}
COMPANIES = [
    ("large", Size.LARGE, 2),
    ("medium", Size.MEDIUM, 3),
    ("small-micro", Size.SMALL, 1),
]


def create(cast: Cast) -> Edition:
    """Plan the months of the story and let the BPJS branch propose its eight; a ninth is refused."""
    with clock.at(moment("2021-01-04")):
        holders = provincial_committee(
            cast, key="gorontalo", region="75", bpjs="bpjs-gorontalo", seats=SEATS_OF_2018
        )
        office = cast.people["gorontalo.sekretariat"]
        edition = acts.open_edition(
            cast,
            rulebook="gorontalo-2020",
            secretariat="secretariat-gorontalo",
            label="Anugerah Paritrana 2020–2021",
            by=office,
        )
        acts.seat_everyone(edition, holders, by=office)
        nomination = acts.phase(
            edition,
            "nomination",
            ("Pengusulan", "Nomination"),
            "proposer",
            planned_text="Sampai pekan pertama Januari 2021",
            by=office,
        )
        for kind, name, actor, months in [
            ("screening", ("Seleksi terpusat", "Central selection"), "secretariat", "Januari 2021"),
            ("marking", ("Penilaian", "Marking"), "committee", "Februari 2021"),
            ("interview", ("Tes wawancara", "Interview"), "committee", "Februari 2021"),
            (
                "processing",
                ("Penggodokan data hasil penilaian", "Processing of the results"),
                "committee",
                "Maret–Mei 2021",
            ),
        ]:
            acts.phase(edition, kind, name, actor, planned_text=months, by=office)
        editions.announce(edition=edition, by=office)
        calendar.open_phase(phase=nomination, by=office)
    with clock.at(moment("2021-01-06")):
        _propose(cast, edition)
    return edition


def _propose(cast: Cast, edition: Edition) -> None:
    """Two governments, two large, three medium and one small company; the ninth is over the quota."""
    cast.person(
        "bpjs-gorontalo.pengusul",
        office="Kepala BPJS Ketenagakerjaan Kantor Cabang Provinsi Gorontalo",
        organisation="bpjs-gorontalo",
        role=Role.PROPOSER,
    )
    cast.person(
        "bpjs-gorontalo.verifikator",
        office="Verifikator, BPJS Ketenagakerjaan Kantor Cabang Gorontalo",
        organisation="bpjs-gorontalo",
        role=Role.VERIFIER,
    )
    for region in Region.objects.filter(parent="75").order_by("pk"):
        cast.organisation(
            f"pemda-{region.pk}", kind=Kind.REGENCY_CITY, name=f"Pemerintah {region.name}", region=region.pk
        )
    for code, office in [("75.03", "Bupati Bone Bolango"), ("75.71", "Wali Kota Gorontalo")]:
        cast.person(
            f"pemda.{code}", office=office, organisation=f"pemda-{code}", role=Role.ENTRANT, may_sign=True
        )
        _one(cast, edition, "regency-city", f"pemda-{code}")
    for category, size, count in COMPANIES:
        for number in range(1, count + 1):
            _one(cast, edition, category, _company(cast, category, size, number))
    try:
        _one(cast, edition, "regency-city", "pemda-75.01")
    except RuleRefused as refusal:
        if refusal.code != "nominations.quota_full":
            raise
    else:
        raise AssertionError("a ninth proposal over the quota was taken")


def _company(cast: Cast, category: str, size: Size, number: int) -> str:
    key = f"gorontalo-{category}-{number}"
    name = f"Perusahaan Contoh {NAMES[category]} {number} (rekaan)"
    cast.organisation(
        key, kind=Kind.EMPLOYER, name=name, region="75", size=size, sector="trade-services", made_up=True
    )
    cast.person(
        f"{key}.direktur", office=f"Direktur, {name}", organisation=key, role=Role.ENTRANT, may_sign=True
    )
    return key


def _one(cast: Cast, edition: Edition, category: str, organisation: str) -> None:
    acts.propose(
        edition,
        category,
        cast.organisations[organisation],
        proposer=cast.organisations["bpjs-gorontalo"],
        reason="Usulan kantor cabang, 6 Januari 2021",
        by=cast.people["bpjs-gorontalo.pengusul"],
    )

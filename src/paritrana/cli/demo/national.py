"""The national edition of period 2023: the Province and Minahasa Tenggara arrive by forwarding (000, 004)."""

from datetime import date

from paritrana.apps.awards.commands import calendar, editions
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.commands import interviews
from paritrana.apps.judging.states import Mode
from paritrana.apps.nominations.commands import forwarding
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.organisations.states import Kind, Role
from paritrana.cli.demo import acts, entrants
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast
from paritrana.core.units import clock

LETTER = "Surat wawancara nasional 956/D-I/KPS.03.00/03/2024"
SEATS = {
    "chair": "Ketua, ahli jaminan sosial",
    "expert-social-security": "Juri, ahli jaminan sosial",
    "expert-public-policy": "Juri, ahli kebijakan publik",
    "kemenko-pmk": "Juri, Kementerian Koordinator",
    "kemnaker": "Juri, Kementerian Ketenagakerjaan",
    "kemendagri": "Juri, Kementerian Dalam Negeri",
    "employers": "Juri, unsur pengusaha",
    "unions": "Juri, unsur serikat pekerja/buruh",
    "bpjs": "Juri, BPJS Ketenagakerjaan",
}
DELEGATION = [
    {"office": "Penjabat Bupati Minahasa Tenggara", "standing": "acting_pj"},
    {"office": "Asisten 2", "standing": "staff"},
    {"office": "Asisten 3", "standing": "staff"},
    {"office": "Kepala Dinas Nakertrans", "standing": "staff"},
    {"office": "Kepala Dinas Sosial", "standing": "staff"},
    {"office": "Kepala Bagian Barang dan Jasa", "standing": "staff"},
    {"office": "Kepala Bagian Hukum", "standing": "staff"},
]


def create(cast: Cast, sulut: Edition) -> Edition:
    """Open the edition, forward both entrants, take them in, hold the online interviews of 23 April 2024."""
    office = cast.people["nasional.sekretariat"]
    with clock.at(moment("2024-03-04")):
        edition = acts.open_edition(
            cast,
            rulebook="nasional-2023",
            secretariat="secretariat-national",
            label="Paritrana Award 2024 (wawancara nasional)",
            by=office,
        )
        acts.seat_everyone(edition, _holders(cast), by=office)
        phases = _calendar(edition, office)
        editions.announce(edition=edition, by=office)
        calendar.open_phase(phase=phases["nomination"], by=office)
        cast.organisation(
            "pemprov-71", kind=Kind.PROVINCE, name="Pemerintah Provinsi Sulawesi Utara", region="71"
        )
        cast.person(
            "pemprov-sulut.kepala",
            office="Gubernur Sulawesi Utara",
            organisation="pemprov-71",
            role=Role.ENTRANT,
            may_sign=True,
        )
    province, mitra = _forward(cast, edition, sulut)
    with clock.at(moment("2024-04-15")):
        calendar.open_phase(phase=phases["verification"], by=office)
        for nomination in (province, mitra):
            acts.found_complete(nomination, by=office)
        calendar.close_phase(phase=phases["nomination"], by=office)
    with clock.at(moment("2024-04-16")):
        _interviews(province, mitra, office)
    with clock.at(moment("2024-04-22", "08:00")):
        calendar.open_phase(phase=phases["interview"], by=office)
    return edition


def _holders(cast: Cast) -> dict:
    holders = {}
    for code, office in SEATS.items():
        key = f"nasional-{code}"
        cast.organisation(key, kind=Kind.OFFICE, name=f"{office.split(', ')[-1]} (tingkat nasional)")
        holders[code] = cast.person(
            f"nasional.{code}",
            office=f"{office}, tingkat nasional",
            organisation=key,
            role=Role.JUROR,
            label=f"{office} (nasional)",
        )
    return holders


def _calendar(edition: Edition, office) -> dict:
    plan = [
        (
            "nomination",
            ("Penerusan dari provinsi", "Forwarding from the provinces"),
            "secretariat",
            (date(2024, 3, 4), date(2024, 4, 15)),
            "Tanggal rekaan",
        ),
        (
            "verification",
            ("Verifikasi dan validasi di pusat", "Verification and validation at the centre"),
            "verifier",
            (date(2024, 3, 18), date(2024, 4, 19)),
            "Tanggal rekaan",
        ),
        (
            "interview",
            ("Wawancara nasional (daring)", "National interview (online)"),
            "committee",
            (date(2024, 4, 22), date(2024, 4, 26)),
            LETTER,
        ),
        ("plenary", ("Rapat pleno", "Plenary"), "committee", (None, None), ""),
        (
            "gala",
            ("Penganugerahan nasional", "National award ceremony"),
            "public",
            (date(2024, 9, 12), date(2024, 9, 12)),
            "",
        ),
    ]
    return {
        kind: acts.phase(
            edition, kind, name, actor, planned_start=span[0], planned_end=span[1], note=note, by=office
        )
        for kind, name, actor, span, note in plan
    }


def _forward(cast: Cast, edition: Edition, sulut: Edition) -> tuple[Nomination, Nomination]:
    sender, receiver = cast.people["sulut.sekretariat"], cast.people["nasional.sekretariat"]
    below = Nomination.objects.get(edition=sulut, organisation=cast.organisations["pemda-71.07"])
    with clock.at(moment("2024-04-01")):
        mitra = forwarding.forward(
            to=edition,
            category="regency-city",
            organisation=below.organisation,
            from_edition=sulut,
            source=below,
            basis=LETTER,
            by=sender,
        )
        province = forwarding.forward(
            to=edition,
            category="province",
            organisation=cast.organisations["pemprov-71"],
            from_edition=sulut,
            basis=LETTER,
            by=sender,
        )
    with clock.at(moment("2024-04-03")):
        mitra = forwarding.take_in(nomination=mitra, by=receiver)
        province = forwarding.take_in(nomination=province, by=receiver)
    head = cast.people["pemprov-sulut.kepala"]
    with clock.at(moment("2024-04-08")):
        acts.fill(
            province,
            entrants.government(
                claimed="0.70", verified="", vulnerable="60000", growth="4", regulation="perda"
            ),
            by=head,
        )
        acts.submit(province, by=head)
    province.refresh_from_db()
    return province, mitra


def _interviews(province: Nomination, mitra: Nomination, office) -> None:
    for nomination, hours, delegation in [
        (province, ("10:00", "11:00"), [{"office": "Gubernur Sulawesi Utara", "standing": "definitive"}]),
        (mitra, ("13:30", "14:30"), DELEGATION),
    ]:
        interview = interviews.schedule(
            nomination=nomination,
            stage="interview",
            starts_at=moment("2024-04-23", hours[0]),
            ends_at=moment("2024-04-23", hours[1]),
            mode=Mode.ONLINE,
            place="https://rapat.peragaan.invalid/wawancara-nasional",
            delegation=delegation,
            note="Jam rekaan; tanggal menurut berita 23 April 2024. Mitra mengikuti dari Four Points Hotel Manado.",
            by=office,
        )
        interviews.tell(interview=interview, by=office)

"""North Sulawesi, period 2023, in marking: stories 000 and 004.

Figures of Minahasa Tenggara are those of the stories; coverage that was published bears its source; the rest is
made up.  Published coverage is of 2025, so it is flagged as outside the judged period wherever it shows.
"""

from dataclasses import dataclass
from datetime import date

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.commands import calendar, editions
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.judging.commands import rounds
from paritrana.apps.judging.models import Round
from paritrana.apps.nominations.commands import dossiers, screening
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import Verdict
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.regions.models import Region
from paritrana.cli.demo import acts, entrants
from paritrana.cli.demo.acts import Dossier, Entry, Rate, moment
from paritrana.cli.demo.cast import Cast, provincial_committee
from paritrana.core.units import clock

METRO = "koran-metro.com, 28 November 2025"
BOLMUT = Rate(6_637, 23_610, date(2025, 8, 31), METRO)
MITRA = Rate(27_025, 33_754, date(2025, 8, 31), METRO)
GOVERNMENTS = {
    # region: short name, proposing office
    "71.07": ("mitra", "bpjs-tondano"),
    "71.02": ("minahasa", "bpjs-tondano"),
    "71.08": ("bolmut", "bpjs-sulut"),
    "71.72": ("bitung", "bpjs-sulut"),
}
COMPANIES = entrants.companies(
    """
pt-rekaan-laut    | Perusahaan Contoh Laut (rekaan)   | large  | agriculture    | large-medium | 0.97 | 11 | 240
pt-rekaan-kelapa  | Perusahaan Contoh Kelapa (rekaan) | medium | agriculture    | large-medium | 0.91 | 12 | 120
ud-rekaan-kue     | Usaha Contoh Kue (rekaan)         | small  | trade-services | small-micro  | 1    | 12 | 6
ud-rekaan-bengkel | Usaha Contoh Bengkel (rekaan)     | micro  | trade-services | small-micro  | 0.8  | 10 | 0
"""
)
MITRA_INNOVATION = {
    "innovation.problem": "Pekerja rentan dan pekerja informal belum terlindungi karena tidak ada yang membayar iurannya.",
    "innovation.copied_from": "Meniru program Bapak/Bunda Asuh dalam penanganan stunting.",
    "innovation.what": (
        "Bapak/Bunda Asuh BPJS: setiap ASN ikut serta bersama istri atau suami, anak, seisi rumah, bahkan tetangga; "
        "juga warga Korpri dan PGRI. Setiap desa wajib menganggarkan 20 warganya dari PAD Desa."
    ),
    "innovation.reach": "29269",
    "innovation.rupiah_per_person": "201600",
}


@dataclass(frozen=True)
class North:
    """The edition half-way: dossiers complete, nothing verified or marked yet."""

    edition: Edition
    phases: dict[str, Phase]
    holders: dict[str, User]
    entries: list[Entry]
    standing: list[Nomination]


def nominate(cast: Cast) -> North:
    """Bring the edition to complete dossiers, in February 2024: before the national interview."""
    with clock.at(moment("2024-01-08")):
        holders = provincial_committee(cast, key="sulut", region="71", bpjs="bpjs-sulut")
        office = cast.people["sulut.sekretariat"]
        edition = acts.open_edition(
            cast,
            rulebook="sulut-2023",
            secretariat="secretariat-sulut",
            label="Paritrana Award 2023 (disebut juga Paritrana Award 2024)",
            by=office,
        )
        acts.seat_everyone(edition, holders, by=office)
        phases = _calendar(edition, office)
        editions.announce(edition=edition, by=office)
        calendar.open_phase(phase=phases["nomination"], by=office)
        _people(cast)
    entries = _entries()
    return North(edition, phases, holders, entries, _standing(cast, edition, phases, entries))


def mark(cast: Cast, north: North) -> None:
    """After the national interview: what was stated there, the verified figures, and the jury at work."""
    office = cast.people["sulut.sekretariat"]
    _agreement(north.standing[0], head=cast.people["mitra.kepala"], office=office)
    with clock.at(moment("2025-12-19")):
        acts.verify_all(cast, north.standing, north.entries, offices={}, as_of=date(2023, 12, 31))
    _marking(north.edition, north.phases, north.standing, north.holders, office)


def _calendar(edition: Edition, office) -> dict:
    plan = [
        (
            "nomination",
            ("Pengusulan dan pengisian berkas", "Nomination and filling of dossiers"),
            "entrant",
            ("2024-01-08", "2024-02-16"),
        ),
        ("screening", ("Penyaringan berkas", "Screening"), "secretariat", ("2024-02-19", "2024-03-01")),
        (
            "verification",
            ("Verifikasi angka", "Verification of figures"),
            "verifier",
            ("2024-02-19", "2024-03-08"),
        ),
        (
            "interview",
            ("Wawancara tingkat provinsi", "Provincial interviews"),
            "committee",
            ("2024-03-18", "2024-03-22"),
        ),
        ("marking", ("Penilaian juri", "Marking by the jury"), "committee", ("2024-03-18", "2024-03-29")),
        ("plenary", ("Rapat pleno", "Plenary"), "committee", ("2024-04-01", "2024-04-01")),
        (
            "national_interview",
            ("Wawancara nasional", "National interview"),
            "national",
            ("2024-04-22", "2024-04-26"),
        ),
        ("gala", ("Malam penganugerahan provinsi", "Provincial gala"), "public", (None, None)),
    ]
    return {
        kind: acts.phase(
            edition,
            kind,
            name,
            actor,
            planned_start=date.fromisoformat(span[0]) if span[0] else None,
            planned_end=date.fromisoformat(span[1]) if span[1] else None,
            note="" if kind == "national_interview" else "Tanggal rekaan untuk peragaan",
            by=office,
        )
        for kind, name, actor, span in plan
    }


def _people(cast: Cast) -> None:
    """The fifteen regencies and cities as possible entrants, heads by office, villages, companies, the offices' people."""
    for region in Region.objects.filter(parent="71").order_by("pk"):
        cast.organisation(
            f"pemda-{region.pk}", kind=Kind.REGENCY_CITY, name=f"Pemerintah {region.name}", region=region.pk
        )
    for code, (key, _) in GOVERNMENTS.items():
        name = Region.objects.get(pk=code).name
        acting = key == "mitra"
        head = "Wali Kota" if code >= "71.7" else "Bupati"
        cast.person(
            f"{key}.kepala",
            office=f"{'Penjabat Bupati' if acting else head} {name.removeprefix('Kabupaten ').removeprefix('Kota ')}",
            organisation=f"pemda-{code}",
            role=Role.ENTRANT,
            standing=Standing.ACTING_PJ if acting else Standing.DEFINITIVE,
            may_sign=True,
        )
    cast.person(
        "mitra.nakertrans",
        office="Kepala Dinas Nakertrans Minahasa Tenggara",
        organisation="pemda-71.07",
        role=Role.ENTRANT,
        standing=Standing.STAFF,
    )
    entrants.bring_villages(cast, entrants.villages_in("71.07"), head="Hukum Tua")
    entrants.bring_companies(cast, COMPANIES, region="71")
    for key, name in [("bpjs-sulut", "Sulawesi Utara"), ("bpjs-tondano", "Tondano")]:
        cast.person(
            f"{key}.pengusul",
            office=f"Kepala BPJS Ketenagakerjaan {name}",
            organisation=key,
            role=Role.PROPOSER,
        )
        cast.person(
            f"{key}.verifikator",
            office=f"Verifikator, BPJS Ketenagakerjaan {name}",
            organisation=key,
            role=Role.VERIFIER,
        )


def _entries() -> list[Entry]:
    """Everyone who stands, Minahasa Tenggara first."""
    said = {
        "mitra": entrants.government(
            claimed="0.82",
            verified=MITRA,
            vulnerable="27752",
            growth="5.47",
            regulation="head_regulation",
            agreement="yes",
            innovation=MITRA_INNOVATION,
        ),
        "minahasa": entrants.government(claimed="0.61", verified="0.58", vulnerable="9000"),
        "bolmut": entrants.government(claimed="0.31", verified=BOLMUT, vulnerable="2100", agreement="no"),
        "bitung": entrants.government(
            claimed="0.66", verified="0.64", vulnerable="12000", regulation="perda"
        ),
    }
    governments = [
        Entry("regency-city", f"pemda-{code}", f"{key}.kepala", office, said[key])
        for code, (key, office) in GOVERNMENTS.items()
    ]
    villages = entrants.villages_in("71.07")
    return [
        *governments,
        *entrants.enter_villages(villages, map(_village, range(len(villages))), office="bpjs-tondano"),
        *entrants.enter_companies(COMPANIES, office="bpjs-sulut"),
    ]


def _village(place: int) -> Dossier:
    return entrants.village(
        coverage=f"0.{8 - place}",
        funded=str(20 + 10 * place),
        funding="both" if place == 0 else "one_source",
        regulation="perdes" if place < 2 else "decision",
    )


def _standing(cast: Cast, edition: Edition, phases: dict, entries: list[Entry]) -> list[Nomination]:
    office = cast.people["sulut.sekretariat"]
    with clock.at(moment("2024-01-22")):
        reason = "Diusulkan kantor cabang menurut cakupan dan komitmen (alasan rekaan)."
        nominations = acts.propose_all(cast, edition, entries, reason=reason)
    with clock.at(moment("2024-02-05")):
        acts.fill_all(cast, nominations, entries)
    with clock.at(moment("2024-02-16", "16:00")):
        calendar.close_phase(phase=phases["nomination"], by=office)
    with clock.at(moment("2024-02-19")):
        calendar.open_phase(phase=phases["screening"], by=office)
        calendar.open_phase(phase=phases["verification"], by=office)
    with clock.at(moment("2024-02-20")):
        for nomination in nominations:
            acts.found_complete(nomination, by=office)
            nomination.refresh_from_db()
    return nominations


def _agreement(mitra: Nomination, *, head, office) -> None:
    """After the national interview the regency adds what it stated there, and sends its dossier again."""
    with clock.at(moment("2024-04-25")):
        screening.decide(
            nomination=mitra,
            verdict=Verdict.RETURN,
            reason="Tambahkan angka dan perjanjian yang dipaparkan pada wawancara nasional (alasan rekaan).",
            points=["claims"],
            by=office,
        )
    with clock.at(moment("2024-04-29")):
        mitra.refresh_from_db()
        mitra_claims(mitra, by=head)
        acts.submit(mitra, by=head)
    with clock.at(moment("2024-04-30")):
        acts.found_complete(mitra, by=office)
        mitra.refresh_from_db()


def mitra_claims(nomination: Nomination, *, by) -> None:
    """State the figures of stories 000 and 004; the agreement and the 2024 figure lie outside the judged period."""
    antara, sulawesion = "ANTARA Manado, 24 April 2024", "sulawesion.com, 23 April 2024"
    for label, value, unit, as_of, source in [
        ("Pekerja rentan terlindungi tahun 2023", "27752", "orang", date(2023, 12, 31), antara),
        ("Pekerja rentan terlindungi tahun 2024", "29269", "orang", date(2024, 4, 23), antara),
        (
            "Perjanjian kerja sama dengan BPJS Ketenagakerjaan untuk 29.269 pekerja rentan (BPU)",
            "29269",
            "orang",
            date(2024, 4, 23),
            sulawesion,
        ),
        (
            "Ekosistem Desa: hukum tua, sekretaris desa, perangkat desa, ketua dan anggota BPD, serta Non ASN",
            "",
            "",
            None,
            antara,
        ),
        ("Warga yang wajib dianggarkan setiap desa dari PAD Desa", "20", "orang per desa", None, sulawesion),
        ("Umur peserta yang dilindungi: 17 sampai 65 tahun", "", "", None, sulawesion),
    ]:
        dossiers.add_claim(
            nomination=nomination, label=label, value=value, unit=unit, as_of=as_of, source=source, by=by
        )


def _marking(edition: Edition, phases: dict, standing: list[Nomination], holders: dict, office) -> None:
    waiting = holders["expert-law"]
    with clock.at(moment("2026-01-12")):
        for kind in ("screening", "verification"):
            calendar.close_phase(phase=phases[kind], by=office)
        for kind in ("interview", "marking"):
            calendar.open_phase(phase=phases[kind], by=office)
        acts.declare_ties(edition, standing, [one for one in holders.values() if one != waiting])
        rounds.plan(edition=edition, by=office)
        for round_ in Round.objects.filter(edition=edition, category__in={one.category for one in standing}):
            rounds.start(round=round_, by=office)
    with clock.at(moment("2026-01-19")):
        for round_ in Round.objects.filter(edition=edition, started_at__isnull=False):
            for code, juror in holders.items():
                if round_.category != "regency-city":
                    if juror != waiting:
                        acts.mark_all(round_, juror)
                elif code in {"chair", "secretary", "manpower", "employers", "expert-social-security"}:
                    acts.mark_all(round_, juror)
                elif code == "unions":
                    acts.mark_all(round_, juror, leave_out=[standing[0].pk])
            if round_.category != "regency-city":
                rounds.open_round(round=round_, by=holders["chair"])

"""North Maluku, period 2024, finished and published: story 002 (selection 30 June, gala 3 July 2025, WIT)."""

from datetime import date

from paritrana.apps.awards.commands import calendar, editions
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.commands import interviews, rounds
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.states import Mode
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.organisations.states import Kind, Role
from paritrana.apps.regions.models import Region
from paritrana.apps.results.commands import decisions, feedback, publication, ranking, reports
from paritrana.cli.demo import acts, entrants
from paritrana.cli.demo.acts import Dossier, Entry
from paritrana.cli.demo.cast import Cast, provincial_committee
from paritrana.core.units import clock

REPORT_WORLDS = 1_000  # fewer than usual, so that the demo stands quickly; every page says how many
PEMDA = {
    # region: coverage, vulnerable workers, regulation, proposing office
    "82.71": ("0.71", "9500", "perda", "bpjs-ternate"),
    "82.03": ("0.55", "4200", "head_regulation", "bpjs-ternate"),
    "82.06": ("0.62", "3100", "circular", "bpjs-sulama"),
    "82.02": ("0.48", "2800", "circular", "bpjs-sulama"),
    "82.08": ("0.0222", "300", "none", "bpjs-sulama"),
}
COMPANIES = entrants.companies(
    """
malut-tambang | Perusahaan Contoh Tambang (rekaan)  | large  | mining-manufacturing-construction | large-medium | 0.99 | 12 | 310
malut-bangun  | Perusahaan Contoh Bangunan (rekaan) | medium | mining-manufacturing-construction | large-medium | 0.93 | 11 | 40
malut-ikan    | Usaha Contoh Ikan Asap (rekaan)     | small  | trade-services                    | small-micro  | 1    | 12 | 4
malut-kopi    | Usaha Contoh Kopi (rekaan)          | micro  | trade-services                    | small-micro  | 0.9  | 12 | 2
"""
)


def moment(day: str, hour: str = "09:00"):
    """Return a moment in Ternate."""
    return acts.moment(day, hour, "WIT")


def create(cast: Cast) -> Edition:
    """Run the whole selection to its published result."""
    with clock.at(moment("2025-05-05")):
        holders = provincial_committee(cast, key="malut", region="82", bpjs="bpjs-ternate")
        office = cast.people["malut.sekretariat"]
        edition = acts.open_edition(
            cast,
            rulebook="malut-2024",
            secretariat="secretariat-malut",
            label="Paritrana Award 2024",
            by=office,
        )
        acts.seat_everyone(edition, holders, by=office)
        phases = _calendar(edition, office)
        editions.announce(edition=edition, by=office)
        calendar.open_phase(phase=phases["nomination"], by=office)
        _people(cast)
    entries = _entries()
    standing = _standing(cast, edition, entries)
    with clock.at(moment("2025-06-16")):
        calendar.close_phase(phase=phases["nomination"], by=office)
        calendar.open_phase(phase=phases["verification"], by=office)
        acts.verify_all(
            cast, standing, entries, offices={"bpjs-sulama": "bpjs-ternate"}, as_of=date(2024, 12, 31)
        )
    _selection(edition, phases, standing, holders, office)
    _published(edition, phases, holders, office)
    return edition


def _calendar(edition: Edition, office) -> dict:
    plan = [
        (
            "nomination",
            ("Pengusulan dan pengisian berkas", "Nomination and filling of dossiers"),
            "entrant",
            (date(2025, 5, 5), date(2025, 6, 13)),
            "",
            "Tanggal rekaan",
        ),
        (
            "verification",
            ("Verifikasi angka", "Verification of figures"),
            "verifier",
            (date(2025, 6, 16), date(2025, 6, 20)),
            "",
            "Tanggal rekaan",
        ),
        (
            "interview",
            ("Seleksi tingkat provinsi", "Provincial selection"),
            "committee",
            (date(2025, 6, 30), date(2025, 6, 30)),
            "",
            "",
        ),
        (
            "plenary",
            ("Rapat pleno", "Plenary"),
            "committee",
            (date(2025, 7, 1), date(2025, 7, 1)),
            "",
            "Tanggal rekaan",
        ),
        (
            "gala",
            ("Puncak Paritrana Award 2024", "Gala of the Paritrana Award 2024"),
            "public",
            (date(2025, 7, 3), date(2025, 7, 3)),
            "Hotel Bela, Kota Ternate",
            "",
        ),
    ]
    return {
        kind: acts.phase(
            edition,
            kind,
            name,
            actor,
            planned_start=span[0],
            planned_end=span[1],
            place=place,
            note=note,
            by=office,
        )
        for kind, name, actor, span, place, note in plan
    }


def _people(cast: Cast) -> None:
    cast.person(
        "bpjs-ternate.pengusul",
        office="Kepala BPJS Ketenagakerjaan Kantor Cabang Ternate",
        organisation="bpjs-ternate",
        role=Role.PROPOSER,
    )
    cast.person(
        "bpjs-ternate.verifikator",
        office="Verifikator, BPJS Ketenagakerjaan Kantor Cabang Ternate",
        organisation="bpjs-ternate",
        role=Role.VERIFIER,
    )
    # A second proposer: the quota counts for each, and the province may propose too.
    cast.person(
        "bpjs-sulama.pengusul",
        office="Kepala BPJS Ketenagakerjaan Kantor Wilayah Sulawesi Maluku",
        organisation="bpjs-sulama",
        role=Role.PROPOSER,
    )
    for code in PEMDA:
        region = Region.objects.get(pk=code)
        cast.organisation(
            f"pemda-{code}", kind=Kind.REGENCY_CITY, name=f"Pemerintah {region.name}", region=code
        )
        head = "Wali Kota" if code == "82.71" else "Bupati"
        short = region.name.removeprefix("Kabupaten ").removeprefix("Kota ")
        cast.person(
            f"pemda.{code}",
            office=f"{head} {short}",
            organisation=f"pemda-{code}",
            role=Role.ENTRANT,
            may_sign=True,
        )
    entrants.bring_villages(cast, entrants.villages_in("82.01"), head="Kepala Desa")
    entrants.bring_companies(cast, COMPANIES, region="82")


def _entries() -> list[Entry]:
    governments = [
        Entry(
            "regency-city",
            f"pemda-{code}",
            f"pemda.{code}",
            office,
            entrants.government(
                claimed=coverage, verified=coverage, vulnerable=vulnerable, regulation=regulation
            ),
        )
        for code, (coverage, vulnerable, regulation, office) in PEMDA.items()
    ]
    villages = entrants.villages_in("82.01")
    return [
        *governments,
        *entrants.enter_villages(villages, map(_village, range(len(villages))), office="bpjs-ternate"),
        *entrants.enter_companies(COMPANIES, office="bpjs-ternate"),
    ]


def _village(place: int) -> Dossier:
    return entrants.village(
        coverage=f"0.{8 - 2 * place}",
        funded=str(60 - 15 * place),
        funding="one_source",
        regulation="decision",
    )


def _standing(cast: Cast, edition: Edition, entries: list[Entry]) -> list[Nomination]:
    with clock.at(moment("2025-05-12")):
        nominations = acts.propose_all(cast, edition, entries, reason="Usulan kantor cabang (alasan rekaan)")
    with clock.at(moment("2025-06-02")):
        acts.fill_all(cast, nominations, entries)
    with clock.at(moment("2025-06-10")):
        for nomination in nominations:
            acts.found_complete(nomination, by=cast.people["malut.sekretariat"])
            nomination.refresh_from_db()
    return nominations


def _selection(edition: Edition, phases: dict, standing: list[Nomination], holders: dict, office) -> None:
    with clock.at(moment("2025-06-20", "16:00")):
        calendar.close_phase(phase=phases["verification"], by=office)
    with clock.at(moment("2025-06-24")):
        acts.declare_ties(edition, standing, holders.values())
        rounds.plan(edition=edition, by=office)
    with clock.at(moment("2025-06-30", "08:00")):
        calendar.open_phase(phase=phases["interview"], by=office)
        for round_ in Round.objects.filter(edition=edition, category__in={one.category for one in standing}):
            rounds.start(round=round_, by=office)
        _interviews(standing, office)
    with clock.at(moment("2025-06-30", "17:00")):
        for round_ in Round.objects.filter(edition=edition, started_at__isnull=False):
            for juror in holders.values():
                acts.mark_all(round_, juror)
            rounds.open_round(round=round_, by=holders["chair"])
        calendar.close_phase(phase=phases["interview"], by=office)


def _interviews(standing: list[Nomination], office) -> None:
    for place, nomination in enumerate(standing):
        start = 9 * 60 + 30 * place
        interviews.schedule(
            nomination=nomination,
            stage="interview",
            starts_at=moment("2025-06-30", f"{start // 60:02}:{start % 60:02}"),
            ends_at=moment("2025-06-30", f"{(start + 30) // 60:02}:{(start + 30) % 60:02}"),
            mode=Mode.ON_SITE,
            place="Kota Ternate (tempat rekaan)",
            note="Jam rekaan; tanggal menurut berita.",
            by=office,
        )


def _published(edition: Edition, phases: dict, holders: dict, office) -> None:
    with clock.at(moment("2025-07-01")):
        calendar.open_phase(phase=phases["plenary"], by=office)
        run = ranking.run(edition=edition, seed="", by=office)
        reports.make(run=run, worlds=REPORT_WORLDS, by=holders["chair"])
        for category in sorted({one.category for one in edition.nominations.all()}):
            decisions.decide(
                run=run,
                category=category,
                reason="Pemeringkatan diterima seperti hasil hitungan (keputusan rekaan untuk peragaan).",
                minutes_number="BA-REKAAN/2025",
                by=holders["chair"],
            )
        calendar.close_phase(phase=phases["plenary"], by=office)
    with clock.at(moment("2025-07-03")):
        calendar.open_phase(phase=phases["gala"], by=office)
        publication.publish(edition=edition, by=office)
        for nomination in edition.nominations.all():
            feedback.write(
                nomination=nomination,
                strengths="Komitmen pembiayaan jelas (umpan balik rekaan).",
                next_steps="Perluas cakupan pekerja bukan penerima upah (umpan balik rekaan).",
                by=office,
            )
        calendar.close_phase(phase=phases["gala"], by=office)

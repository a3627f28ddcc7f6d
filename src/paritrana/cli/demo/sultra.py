"""Southeast Sulawesi, period 2023, at its preparatory meeting of 21 February 2024: story 001."""

from datetime import date

from paritrana.apps.awards.commands import calendar, editions
from paritrana.apps.awards.models import Edition
from paritrana.cli.demo import acts
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast, provincial_committee
from paritrana.core.units import clock


def create(cast: Cast) -> Edition:
    """Seat the nine, announce, and open the meeting led by the Provincial Secretary in Kendari."""
    with clock.at(moment("2024-02-12")):
        holders = provincial_committee(cast, key="sultra", region="74", bpjs="bpjs-kendari")
        office = cast.people["sultra.sekretariat"]
        edition = acts.open_edition(
            cast,
            rulebook="sultra-2023",
            secretariat="secretariat-sultra",
            label="Paritrana Award 2023",
            by=office,
        )
        acts.seat_everyone(edition, holders, by=office)
        day = date(2024, 2, 21)
        meeting = acts.phase(
            edition,
            "meeting",
            (
                "Rapat persiapan: teknis wawancara kandidat pemenang",
                "Preparatory meeting: how candidates are interviewed",
            ),
            "committee",
            planned_start=day,
            planned_end=day,
            place="Hotel Swissbel Kendari",
            by=office,
        )
        for kind, name, actor in [
            (
                "nomination",
                ("Pengusulan dan pengisian berkas", "Nomination and filling of dossiers"),
                "entrant",
            ),
            ("screening", ("Penyaringan berkas", "Screening"), "secretariat"),
            ("interview", ("Wawancara kandidat pemenang", "Interviews of the candidates"), "committee"),
            ("marking", ("Penilaian juri", "Marking by the jury"), "committee"),
            ("plenary", ("Rapat pleno", "Plenary"), "committee"),
        ]:
            acts.phase(edition, kind, name, actor, note="Tanggal belum ditetapkan", by=office)
        editions.announce(edition=edition, by=office)
    with clock.at(moment("2024-02-21")):
        calendar.open_phase(phase=meeting, by=office)
    return edition

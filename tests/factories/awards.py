"""Editions for tests: a secretariat, its people, a rulebook, and the committee filled or not."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.commands import calendar, committees, editions
from paritrana.apps.awards.models import Edition, Phase, Seat
from paritrana.apps.awards.states import Actor, EditionState, PhaseKind
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.regions.models import Region
from paritrana.core import rulebook as method

ROOT = Path(__file__).resolve().parents[2]
RULEBOOKS = ROOT / "samples" / "rulebooks"
SULUT = RULEBOOKS / "sulut-2023.toml"
EARLY = datetime(2023, 1, 2, tzinfo=UTC)
PROVINCES = {
    "71": ("Sulawesi Utara", "WITA"),
    "74": ("Sulawesi Tenggara", "WITA"),
    "75": ("Gorontalo", "WITA"),
    "82": ("Maluku Utara", "WIT"),
    "11": ("Aceh", "WIB"),
}
_numbers = count(1)

SMALL = """\
format = "paritrana-rulebook/1"
id = "kecil-2023"
version = 1
title = { id = "Paritrana Award periode 2023, aturan kecil", en = "Paritrana Award, small rulebook" }
example = true
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }

[committee]
quorum = 2
seats = [
  { id = "chair", office = "provincial_secretary", count = 1 },
  { id = "secretary", office = "bpjs_head", count = 1 },
  { id = "expert", office = "law_expert", count = 2 },
]

[[category]]
id = "regency-city"
title = { id = "Pemerintah Kabupaten/Kota", en = "Regency and city governments" }
entrant = "regency_city"
quota = 2
finalists = 3
winners = 3
forward = 1
ties = ["criterion:coverage", "joint"]
jury = { aggregate = "mean", min_jurors = 2 }

[[category.stage]]
id = "data"
title = { id = "Data", en = "Data" }
weight_bp = 4000
[[category.stage.criterion]]
id = "coverage"
title = { id = "Cakupan pekerja", en = "Worker coverage" }
kind = "measure"
weight_bp = 7000
goalposts = ["0", "1"]
evidence = "required"
[[category.stage.criterion]]
id = "regulation"
title = { id = "Peraturan daerah", en = "Regional regulation" }
kind = "ladder"
weight_bp = 3000
levels = [ { id = "none", points = 0 }, { id = "perda", points = 100 } ]

[[category.stage]]
id = "interview"
title = { id = "Wawancara", en = "Interview" }
weight_bp = 6000
[[category.stage.criterion]]
id = "innovation"
title = { id = "Inovasi", en = "Innovation" }
kind = "rubric"
weight_bp = 10000
scale = [0, 5]
anchors = { "0" = "Belum ada", "5" = "Ditiru daerah lain" }
"""


def small(**changes: str) -> str:
    """Return the small rulebook with whole texts exchanged: small(**{"kecil-2023": "lain-2023"})."""
    text = SMALL
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def make_user(label: str = "Staf", **changes) -> User:
    number = next(_numbers)
    given = {"email": f"orang{number}@contoh.invalid", "label": label, "date_joined": EARLY} | changes
    return User.objects.create(**given)


def make_region(code: str = "71") -> Region:
    name, zone = PROVINCES.get(code, (f"Provinsi {code}", "WIB"))
    given = {"name": name, "level": "province", "kind": "province", "zone": zone}
    return Region.objects.get_or_create(code=code, defaults=given)[0]


def make_secretariat(region: str | None = "71") -> Organisation:
    place = make_region(region) if region else None
    name = f"Sekretariat Panitia {place.name if place else 'Nasional'}"
    found = Organisation.objects.filter(kind=Kind.SECRETARIAT, region=place).first()
    return found or Organisation.objects.create(
        kind=Kind.SECRETARIAT, name=name, region=place, created_at=EARLY
    )


def make_member(organisation: Organisation, role: Role = Role.SECRETARIAT, user: User | None = None) -> User:
    user = user or make_user(f"{role} {organisation.name}")
    Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        office=user.label,
        standing=Standing.DEFINITIVE,
        mandate_start=date(2015, 1, 1),
        created_at=EARLY,
    )
    return user


def make_edition(
    *,
    rulebook_path: Path | None = None,
    text: str = "",
    state: EditionState = EditionState.OPEN,
    filled: bool = True,
    by: User | None = None,
) -> Edition:
    """Make an edition (of the small rulebook unless a path or a text is given) with the secretariat it needs.

    state: as far as OPEN.  filled: every seat is held, each by a person of its own.
    """
    text = text or (rulebook_path.read_text("utf-8") if rulebook_path else SMALL)
    book = method.read(text)
    secretariat = make_secretariat(book.region or None)
    by = by or make_member(secretariat)
    edition = editions.create(rulebook_text=text, secretariat=secretariat, by=by)
    if filled:
        fill_seats(edition, by=by)
    if state != EditionState.PREPARING:
        edition = editions.announce(edition=edition, by=by)
    return edition


def fill_seats(edition: Edition, *, by: User) -> list[User]:
    """Give every vacant seat to a new person and return them in the order of the seats."""
    people = []
    for seat in edition.seats.all():
        person = make_user(f"Juri, {seat.code}")
        committees.appoint(seat=seat, user=person, office=f"Kantor {seat.office}", by=by)
        people.append(person)
    return people


def secretary_of(edition: Edition) -> User:
    """Return somebody who serves the edition's secretariat."""
    return edition.secretariat.memberships.filter(role=Role.SECRETARIAT).first().user


def holder_of(seat: Seat) -> User:
    """Return who holds a seat."""
    return seat.appointments.get(ended_at__isnull=True).user


def make_phase(edition: Edition, kind: PhaseKind = PhaseKind.NOMINATION, **changes) -> Phase:
    """Plan a phase; `opened=True` opens it, until `closes_at` when given."""
    opened, closes_at = changes.pop("opened", False), changes.pop("closes_at", None)
    by = changes.pop("by", None) or secretary_of(edition)
    given = {"name_id": str(kind), "actor": Actor.SECRETARIAT} | changes
    phase = calendar.plan(edition=edition, kind=kind, by=by, **given)
    return calendar.open_phase(phase=phase, closes_at=closes_at, by=by) if opened else phase

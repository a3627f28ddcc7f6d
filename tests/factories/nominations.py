"""Dossiers for tests: a branch that proposes, entrants with their people, nominations in any state."""

from datetime import UTC, date, datetime
from itertools import count

from django.core.files.base import ContentFile
from tests.factories import awards

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.commands import dossiers, evidence, proposals, screening, submissions
from paritrana.apps.nominations.models import Evidence, Nomination
from paritrana.apps.nominations.states import State, Verdict
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.regions.models import Region

EARLY = datetime(2023, 1, 2, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_numbers = count(1)


def make_region(code: str, *, kind: str = "kabupaten", name: str = "") -> Region:
    """Return the region of a code with the regions above it."""
    if "." not in code:
        return awards.make_region(code)
    levels = {2: "regency", 3: "district", 4: "village"}
    parent = make_region(code.rpartition(".")[0], kind="kabupaten" if code.count(".") < 3 else "kecamatan")
    given = {
        "name": name or f"Wilayah {code}",
        "level": levels[code.count(".") + 1],
        "kind": kind,
        "parent": parent,
        "zone": parent.zone,
    }
    return Region.objects.get_or_create(code=code, defaults=given)[0]


def make_organisation(kind: str = Kind.REGENCY_CITY, code: str = "71.07", **changes) -> Organisation:
    region_kind = changes.pop("region_kind", "desa" if code.count(".") == 3 else "kabupaten")
    given = {
        "kind": kind,
        "name": f"Organisasi {code} {next(_numbers)}",
        "region": make_region(code, kind=region_kind) if code else None,
        "created_at": EARLY,
    } | changes
    return Organisation.objects.create(**given)


def free_code() -> str:
    """Return the code of a regency in which no government was made yet."""
    return f"71.{30 + Organisation.objects.filter(kind=Kind.REGENCY_CITY).count()}"


def make_branch(*codes: str, parent: Organisation | None = None) -> Organisation:
    """Return a BPJS office that serves these regions (the province 71 when none is named)."""
    office = make_organisation(Kind.BPJS_OFFICE, "", name=f"BPJS Cabang {next(_numbers)}", parent=parent)
    office.service_area.set([make_region(code) for code in codes or ("71",)])
    return office


def join(
    organisation: Organisation,
    role: Role = Role.ENTRANT,
    *,
    may_sign: bool = False,
    office: str = "Staf",
    standing: str = Standing.STAFF,
    user: User | None = None,
) -> User:
    """Return a person who serves the organisation in a role."""
    user = user or awards.make_user(f"{office}, {organisation.name}")
    Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        office=office,
        standing=standing,
        mandate_start=date(2015, 1, 1),
        may_sign=may_sign,
        created_at=EARLY,
    )
    return user


def person_of(organisation: Organisation, role: Role, **options) -> User:
    """Return somebody who serves the organisation in a role, letting one in when there is none."""
    found = organisation.memberships.filter(role=role, ended_at__isnull=True, **options).first()
    return found.user if found else join(organisation, role, **options)


def head_of(organisation: Organisation) -> User:
    """Return who may give the statement for an entrant."""
    found = organisation.memberships.filter(role=Role.ENTRANT, may_sign=True, ended_at__isnull=True).first()
    if found:
        return found.user
    return join(organisation, may_sign=True, office="Penjabat Bupati", standing=Standing.ACTING_PJ)


def make_open_edition(**options) -> Edition:
    """Return an announced edition whose nomination phase is open, without a deadline unless `closes_at`."""
    closes_at = options.pop("closes_at", None)
    edition = awards.make_edition(filled=False, **options)
    awards.make_phase(edition, opened=True, name_id="Pengusulan", closes_at=closes_at)
    return edition


def make_nomination(
    state: str = State.DRAFT,
    *,
    edition: Edition | None = None,
    organisation: Organisation | None = None,
    category: str = "regency-city",
    proposer: Organisation | None = None,
    answers: dict[str, str] | None = None,
) -> Nomination:
    """Return a nomination led by the room's commands to a state of the entrant's or the office's making."""
    edition = edition or make_open_edition()
    organisation = organisation or make_organisation(code=free_code())
    proposer = proposer or make_branch()
    head, clerk = head_of(organisation), person_of(proposer, Role.PROPOSER)
    nomination = proposals.propose(
        edition=edition,
        category=category,
        organisation=organisation,
        proposer=proposer,
        reason="Perlindungan pekerja rentan yang luas",
        by=clerk,
    )
    if state == State.WITHDRAWN:
        return proposals.withdraw(nomination=nomination, reason="Salah pilih", by=clerk)
    if state == State.DECLINED:
        return proposals.decline(nomination=nomination, reason="Belum siap", by=head)
    if state == State.PROPOSED:
        return nomination
    nomination = proposals.accept(nomination=nomination, by=head)
    if state != State.DRAFT or answers:
        fill(nomination, answers or {"coverage": "0.457", "regulation": "perda"}, by=head)
    return nomination if state == State.DRAFT else _sent(nomination, state, head=head)


def fill(nomination: Nomination, answers: dict[str, str], *, by: User) -> None:
    """Save answers, with a file for each that needs one, and the office to contact."""
    category = nomination.edition.rulebook.category(nomination.category)
    for field, value in {"profile.contact_office": "Dinas Tenaga Kerja", **answers}.items():
        dossiers.save_answer(nomination=nomination, field=field, value=value, by=by)
    for criterion in category.criteria:
        if criterion.evidence == "required" and (criterion.kind == "rubric" or answers.get(criterion.id)):
            evidence.add(nomination=nomination, field=criterion.id, upload=a_pdf(), by=by)


def _sent(nomination: Nomination, state: str, *, head: User) -> Nomination:
    submissions.give_statement(nomination=nomination, by=head)
    submissions.submit(nomination=nomination, by=head)
    verdicts = {
        State.COMPLETE: (Verdict.COMPLETE, ""),
        State.RETURNED: (Verdict.RETURN, "Halaman tanda tangan belum ada"),
        State.REFUSED: (Verdict.REFUSE, "Di luar periode penilaian"),
    }
    nomination.refresh_from_db()
    if state in verdicts:
        verdict, reason = verdicts[State(state)]
        points = ["data"] if state == State.RETURNED else ()
        screening.decide(
            nomination=nomination,
            verdict=verdict,
            reason=reason,
            points=points,
            by=awards.secretary_of(nomination.edition),
        )
        nomination.refresh_from_db()
    return nomination


def a_pdf(name: str = "bukti.pdf", *, text: str = "") -> ContentFile:
    """Return a small PDF whose bytes differ from every other one, unless its text is given."""
    body = text or f"berkas {next(_numbers)}"
    return ContentFile(PDF + f"% {body}\n".encode(), name=name)


def bytes_of(kept: Evidence) -> bytes:
    """Return what is stored of a file."""
    with kept.file.open("rb") as stored:
        return stored.read()

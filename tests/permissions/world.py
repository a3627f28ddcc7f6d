"""The small world in which every address is tried: one provincial edition led stage by stage by its commands.

Beside it stand another province's edition and the national one, so that everybody has an "elsewhere".
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.apps.regions.cut import cut_table
from tests.factories import coverage as make_coverage
from tests.factories.awards import SMALL
from tests.factories.nominations import a_pdf
from tests.permissions.programme import VILLAGE, Programme, build_programme, places_of
from tests.permissions.table import STAGES

from paritrana.apps.accounts import commands as accounts
from paritrana.apps.accounts.models import User
from paritrana.apps.awards.commands import calendar, committees, editions, rulebooks
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.awards.states import Actor, PhaseKind
from paritrana.apps.coverage.commands import runs as coverage_runs
from paritrana.apps.coverage.models import Delivery, Run, Snapshot
from paritrana.apps.judging import queries as judging
from paritrana.apps.judging.commands import interviews, rounds, sheets, ties
from paritrana.apps.judging.models import Interview, Round, Sheet
from paritrana.apps.judging.queries import ties as tie_queries
from paritrana.apps.judging.states import Mode, TieKind
from paritrana.apps.nominations.commands import (
    dossiers,
    evidence,
    forwarding,
    proposals,
    screening,
    submissions,
    verification,
)
from paritrana.apps.nominations.models import Claim, Evidence, Nomination, Objection, Receipt, VerifiedFigure
from paritrana.apps.nominations.states import Verdict
from paritrana.apps.notices import commands as notices
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations.commands import invitations, memberships, organisations
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.regions.commands import load_table
from paritrana.apps.regions.models import Region
from paritrana.apps.results.commands import decisions, feedback, publication, ranking
from paritrana.apps.results.models import RankingRun, Recipient
from paritrana.errors import RuleRefused

Place = tuple[object, ...]
CATEGORY, STAGE = "regency-city", "interview"
SINCE = date(2020, 1, 1)
MEETING = datetime(2024, 4, 23, 2, tzinfo=UTC)
SECRET = "RAHASIA-7f3"
GUEST = "tamu@uji.invalid"

FINE = {"scale = [0, 5]": 'scale = [0, 100]\nstep = "0.01"', '"5" = "Ditiru': '"100" = "Ditiru'}
# Marks that stand nowhere else on the site, by juror: for the own entrant and for the other one.
MARKS = {"chair": ("61.37", "62.41"), "second": ("73.53", "74.59"), "juror": ("85.67", "86.71")}


@dataclass
class World:
    """Who and what there is; `people` are the roles of the table and a few extras."""

    folder: Path
    people: dict[str, User] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    dossiers: dict[str, Nomination] = field(default_factory=dict)
    phase: Phase | None = None
    round: Round | None = None
    invitation: tuple[object, str] | None = None
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    programme: Programme | None = None
    stage: str = ""

    @property
    def edition(self) -> Edition:
        return self.editions["own"]

    def body(self, key: str, kind: Kind, region: str | None = None, **more: object) -> None:
        self.bodies[key] = organisations.create(
            kind=kind,
            name=f"Lembaga {key}",
            region=Region.objects.get(pk=region) if region else None,
            by=self.people["operator"],
            **more,
        )

    def person(self, key: str, body: str = "", role: Role | None = None, *, may_sign: bool = False) -> User:
        operator = self.people.get("operator")
        self.people[key] = accounts.create_user(
            email=f"{key.replace('_', '-')}@uji.invalid",
            label=f"Jabatan {key.replace('_', ' ')}",
            is_operator=key == "operator",
            by=operator,
        )
        if role is not None:
            self.members[key] = memberships.grant(
                user=self.people[key],
                organisation=self.bodies[body],
                role=role,
                office=f"Jabatan {key.replace('_', ' ')}",
                standing=Standing.DEFINITIVE if may_sign else Standing.STAFF,
                mandate_start=SINCE,
                may_sign=may_sign,
                by=operator,
            )
        return self.people[key]

    def sheet(self, key: str) -> Sheet | None:
        return judging.sheet_for(self.people[key], self.round) if self.round else None


def build(stage: str, folder: Path) -> World:
    """Return the world as it is when the edition has come to this stage."""
    world = World(folder)
    for name in STAGES[: STAGES.index(stage) + 1]:
        STEPS[name](world)
        world.stage = name
    world.editions = {key: Edition.objects.get(pk=one.pk) for key, one in world.editions.items()}
    return world


def _preparing(world: World) -> None:
    load_table(path=cut_table(world.folder, "71.07", "71.02", "74.01"), by=None)
    world.person("operator")
    _bodies(world)
    _people(world)
    _coverage(world)
    world.programme = build_programme(world.people["officer"], world.people["officer_second"])
    office = world.people["secretariat"]
    world.editions["own"] = _edition("kecil-2023", world.bodies["secretariat"], office)
    _seat(world.edition, world, ("chair", "second", "juror", "juror_undeclared"), office)
    world.phase = calendar.plan(
        edition=world.edition,
        kind=PhaseKind.NOMINATION,
        name_id="Pengusulan",
        actor=Actor.PROPOSER,
        by=office,
    )
    _elsewhere(world)
    world.invitation = invitations.invite(
        organisation=world.bodies["entrant"],
        email=GUEST,
        role=Role.ENTRANT,
        office="Asisten",
        standing=Standing.STAFF,
        mandate_start=SINCE,
        by=office,
    )
    notices.send(to=GUEST, kind="test", subject="Uji", body="Tautan: https://uji.invalid/x")


def _bodies(world: World) -> None:
    world.body("secretariat", Kind.SECRETARIAT, "71")
    world.body("secretariat_elsewhere", Kind.SECRETARIAT, "74")
    world.body("secretariat_national", Kind.SECRETARIAT)
    for key, code in (("branch", "71.07"), ("branch_elsewhere", "71.02")):
        world.body(key, Kind.BPJS_OFFICE, code, service_area=[Region.objects.get(pk=code)])
    world.body("entrant", Kind.REGENCY_CITY, "71.07")
    world.body("entrant_elsewhere", Kind.REGENCY_CITY, "71.02")
    world.body("province", Kind.PROVINCE, "71")
    for key, code in (("coverage", "71.07"), ("coverage_second", "71.02")):
        world.body(key, Kind.BPJS_OFFICE, code, service_area=[Region.objects.get(pk=code)])
    world.body("village", Kind.VILLAGE, VILLAGE)
    for key in ("chair", "second", "juror", "juror_undeclared", "juror_elsewhere", "auditor"):
        world.body(key, Kind.OFFICE, "74" if key == "juror_elsewhere" else "71")


def _people(world: World) -> None:
    world.person("nobody")
    for key in ("secretariat", "secretariat_elsewhere", "secretariat_national"):
        world.person(key, key, Role.SECRETARIAT)
    world.person("second_secretary", "secretariat", Role.SECRETARIAT)
    world.person("proposer", "branch", Role.PROPOSER)
    world.person("proposer_elsewhere", "branch_elsewhere", Role.PROPOSER)
    world.person("verifier", "branch", Role.VERIFIER)
    world.person("verifier_elsewhere", "branch_elsewhere", Role.VERIFIER)
    world.person("head", "entrant", Role.ENTRANT, may_sign=True)
    world.person("colleague", "entrant", Role.ENTRANT)
    world.person("entrant_elsewhere", "entrant_elsewhere", Role.ENTRANT, may_sign=True)
    for key in ("chair", "second", "juror", "juror_undeclared", "juror_elsewhere"):
        world.person(key, key, Role.JUROR)
    world.person("auditor", "auditor", Role.AUDITOR)
    world.person("officer", "coverage", Role.COVERAGE)
    world.person("officer_second", "coverage_second", Role.COVERAGE)
    world.person("officer_regency", "entrant_elsewhere", Role.COVERAGE)
    world.person("officer_village", "village", Role.COVERAGE)


def _coverage(world: World) -> None:
    """A delivery with a rejected row, a run to review, one approved, one failed, and a snapshot."""
    officer, second = world.people["officer"], world.people["officer_second"]
    denominators = make_coverage.make_denominators(by=officer)
    world.deliveries["roll"] = make_coverage.make_delivery("contribution", make_coverage.ROLL, by=officer)
    given = {"by": officer, "denominators": denominators}
    published = coverage_runs.approve(run=make_coverage.make_run(**given), by=officer)
    world.snapshot = coverage_runs.publish(run=published, by=second)
    world.runs["computed"] = make_coverage.make_run(**given)
    approved = make_coverage.make_run(**given)
    world.runs["approved"] = coverage_runs.approve(run=approved, reason="Uji", by=officer)
    failed = coverage_runs.ask(year="2024", denominators=denominators, by=officer)
    failed = coverage_runs.begin(run=failed)
    world.runs["failed"] = coverage_runs.fail(run=failed, error=RuleRefused("coverage.no_lake"))


def _edition(slug: str, secretariat: Organisation, by: User, **changes: str) -> Edition:
    text = SMALL
    for old, new in {"kecil-2023": slug, **FINE, **changes}.items():
        assert old in text, old
        text = text.replace(old, new)
    return editions.create(rulebook_text=text, secretariat=secretariat, by=by)


def _seat(edition: Edition, world: World, holders: tuple[str, ...], by: User) -> None:
    for seat, key in zip(edition.seats.all(), holders, strict=False):
        committees.appoint(
            seat=seat,
            user=world.people[key],
            office=f"Jabatan {key}",
            organisation=world.bodies[key],
            by=by,
        )


def _elsewhere(world: World) -> None:
    """Another province's edition and the national one, both announced."""
    people = world.people
    other = _edition(
        "lain-2023",
        world.bodies["secretariat_elsewhere"],
        people["secretariat_elsewhere"],
        **{'region = "71"': 'region = "74"'},
    )
    _seat(other, world, ("juror_elsewhere",), people["secretariat_elsewhere"])
    world.editions["other"] = editions.announce(edition=other, by=people["secretariat_elsewhere"])
    national = _edition(
        "nasional-uji-2023",
        world.bodies["secretariat_national"],
        people["secretariat_national"],
        **{
            'level = "province"\nregion = "71"': 'level = "national"',
            'entrant = "regency_city"': 'entrant = "province"',
        },
    )
    world.editions["national"] = editions.announce(edition=national, by=people["secretariat_national"])


def _nominating(world: World) -> None:
    office = world.people["secretariat"]
    editions.announce(edition=world.edition, by=office)
    calendar.open_phase(phase=world.phase, by=office)
    for key, body, branch, proposer, head in (
        ("own", "entrant", "branch", "proposer", "head"),
        ("other", "entrant_elsewhere", "branch_elsewhere", "proposer_elsewhere", "entrant_elsewhere"),
    ):
        nomination = proposals.propose(
            edition=world.edition,
            category=CATEGORY,
            organisation=world.bodies[body],
            proposer=world.bodies[branch],
            reason="Perlindungan pekerja rentan",
            by=world.people[proposer],
        )
        by = world.people[head]
        world.dossiers[key] = proposals.accept(nomination=nomination, by=by)
        _fill(world.dossiers[key], by)
    world.dossiers["forwarded"] = forwarding.forward(
        to=world.editions["national"],
        category=CATEGORY,
        organisation=world.bodies["province"],
        from_edition=world.edition,
        basis="Surat pengantar",
        by=office,
    )


def _fill(nomination: Nomination, by: User) -> None:
    answers = {"profile.contact_office": "Dinas Tenaga Kerja", "coverage": "0.457", "regulation": "perda"}
    for name, value in answers.items():
        dossiers.save_answer(nomination=nomination, field=name, value=value, by=by)
    evidence.add(nomination=nomination, field="coverage", upload=a_pdf(), by=by)
    dossiers.add_claim(
        nomination=nomination,
        label="Pekerja rentan",
        value="27752",
        unit="orang",
        as_of=date(2023, 12, 31),
        source="Surat",
        by=by,
    )


def _submitted(world: World) -> None:
    for key, head in (("own", "head"), ("other", "entrant_elsewhere")):
        submissions.give_statement(nomination=world.dossiers[key], by=world.people[head])
        submissions.submit(nomination=world.dossiers[key], by=world.people[head])
    for key, branch, verifier in (
        ("own", "branch", "verifier"),
        ("other", "branch_elsewhere", "verifier_elsewhere"),
    ):
        verification.enter(
            nomination=world.dossiers[key],
            criterion="coverage",
            numerator=4571 if key == "own" else 3313,
            denominator=10_000,
            as_of=date(2023, 12, 31),
            definition="Peserta aktif dibagi pekerja",
            source="Rekap contoh",
            verifier=world.bodies[branch],
            by=world.people[verifier],
        )
    figure = VerifiedFigure.objects.get(nomination=world.dossiers["own"])
    verification.object_to(figure=figure, text="Angka belum memuat desa", by=world.people["head"])


def _complete(world: World) -> None:
    office = world.people["secretariat"]
    calendar.close_phase(phase=Phase.objects.get(pk=world.phase.pk), by=office)
    for key in ("own", "other"):
        screening.decide(nomination=world.dossiers[key], verdict=Verdict.COMPLETE, by=office)
        world.dossiers[key].refresh_from_db()
    for key in ("chair", "second", "juror"):
        said = dict.fromkeys(tie_queries.standing(world.edition), (TieKind.NONE, ""))
        ties.declare(edition=world.edition, declarations=said, by=world.people[key])
    rounds.plan(edition=world.edition, by=office)
    world.round = Round.objects.get(edition=world.edition)
    interview = interviews.schedule(
        nomination=world.dossiers["own"],
        stage=STAGE,
        starts_at=MEETING,
        ends_at=MEETING + timedelta(hours=1),
        mode=Mode.ONLINE,
        place="https://rapat.uji.invalid/a",
        by=office,
    )
    interviews.tell(interview=interview, by=office)


def _marking(world: World) -> None:
    office = world.people["secretariat"]
    world.round = rounds.start(round=world.round, reason="Tenggat nasional.", by=office)
    for key, marks in MARKS.items():
        for nomination, mark in zip((world.dossiers["own"], world.dossiers["other"]), marks, strict=True):
            sheets.save_mark(
                sheet=world.sheet(key),
                nomination=nomination,
                criterion="innovation",
                mark=mark,
                note=f"{SECRET}-{key}",
                by=world.people[key],
            )
    for key in ("chair", "second"):
        sheets.lock(sheet=world.sheet(key), by=world.people[key])
    text = world.edition.rulebook_version.text.replace("version = 1", "version = 2", 1)
    rulebooks.upload(
        edition=world.edition,
        text=text.replace("winners = 3", "winners = 2"),
        reason="Satu penerima lebih sedikit",
        by=world.people["second_secretary"],
    )


def _closed(world: World) -> None:
    world.round = rounds.close(round=world.round, by=world.people["secretariat"])


def _opened(world: World) -> None:
    world.round = rounds.open_round(round=world.round, by=world.people["chair"])
    for _time in range(2):
        ranking.run(edition=world.edition, by=world.people["secretariat"])


def _published(world: World) -> None:
    decisions.decide(
        run=RankingRun.objects.get(edition=world.edition, number=2),
        category=CATEGORY,
        reason="Urutan diterima sebagaimana dihitung",
        by=world.people["chair"],
    )
    office = world.people["secretariat"]
    publication.publish(edition=world.edition, by=office)
    feedback.write(
        nomination=world.dossiers["own"],
        strengths="Pembiayaan jelas",
        next_steps="Perluas cakupan",
        by=office,
    )


STEPS = {
    "preparing": _preparing,
    "nominating": _nominating,
    "submitted": _submitted,
    "complete": _complete,
    "marking": _marking,
    "closed": _closed,
    "opened": _opened,
    "published": _published,
}


def places(world: World) -> dict[str, Place | None]:
    """Return what stands in the addresses, by the table's word for it; None for what does not exist yet."""
    slug, own = world.edition.slug, world.dossiers.get("own")
    seat = world.edition.seats.all()[3]
    entrant, member = world.bodies["entrant"].pk, world.members["colleague"]
    invitation, token = world.invitation
    log = world.edition.ledger_log
    return {
        "site": (),
        "region": ("71.07",),
        "kind of delivery": ("contribution",),
        "delivery": (world.deliveries["roll"].pk,),
        "file with rejected rows": (world.deliveries["roll"].pk, world.deliveries["roll"].files.get().pk),
        "coverage run": (world.runs["computed"].pk,),
        "approved coverage run": (world.runs["approved"].pk,),
        "failed coverage run": (world.runs["failed"].pk,),
        "snapshot": (world.snapshot.number,),
        **places_of(world.programme),
        "account": (world.people["colleague"].pk,),
        "message": (Message.objects.order_by("pk")[0].pk,),
        "house log": ("house",),
        "house leaf": ("house", 0),
        "log": (log,),
        "leaf": (log, 0),
        "reset link": ("abc", "set-password"),
        "entrant": (entrant,),
        "member": (entrant, member.pk),
        "invitation": (entrant, invitation.pk),
        "invitation link": (token,),
        "edition": (slug,),
        "rulebook": (slug, 1),
        "waiting rulebook": (slug, 2) if world.edition.rulebook_versions.count() > 1 else None,
        "seat": (slug, seat.pk),
        "phase": (slug, world.phase.pk),
        "category": (slug, CATEGORY),
        **_dossier_places(world, slug, own),
        **_judging_places(world, slug, own),
        **_result_places(world, slug, own),
    }


def _dossier_places(world: World, slug: str, own: Nomination | None) -> dict[str, Place | None]:
    def one(model: type, *before: object, name: str = "pk") -> Place | None:
        row = model.objects.filter(nomination=own).order_by("pk").first() if own else None
        return (*before, getattr(row, name)) if row else None

    forwarded = world.dossiers.get("forwarded")
    key = own.pk if own else None
    return {
        "nomination": (key,) if own else None,
        "nomination in its edition": (slug, key) if own else None,
        "section": (key, "data") if own else None,
        "claims section": (key, "claims") if own else None,
        "claim": one(Claim, key),
        "evidence": one(Evidence, key),
        "receipt": one(Receipt, key, name="number"),
        "figure": one(VerifiedFigure, key),
        "criterion": (slug, key, "coverage") if own else None,
        "objection": one(Objection, slug, key),
        "forwarded nomination": (world.editions["national"].slug, forwarded.pk) if forwarded else None,
    }


def _judging_places(world: World, slug: str, own: Nomination | None) -> dict[str, Place | None]:
    sheets = {key: world.sheet(key) for key in ("juror", "chair", "juror_undeclared")}
    interview = Interview.objects.filter(nomination=own).first() if own else None
    found = {key: (sheet.pk,) if sheet else None for key, sheet in sheets.items()}
    desks = {key: (sheet.pk, own.pk) if sheet and own else None for key, sheet in sheets.items()}
    return {
        "the juror's sheet": found["juror"],
        "the chair's locked sheet": found["chair"],
        "the undeclared juror's sheet": found["juror_undeclared"],
        "the juror's desk": desks["juror"],
        "the undeclared juror's desk": desks["juror_undeclared"],
        "round": (slug, world.round.pk) if world.round else None,
        "interview": (slug, interview.pk) if interview else None,
    }


def _result_places(world: World, slug: str, own: Nomination | None) -> dict[str, Place | None]:
    runs = RankingRun.objects.filter(edition=world.edition).count()
    recipient = Recipient.objects.filter(edition=world.edition).first()
    return {
        "run": (slug, 1) if runs else None,
        "two runs": (slug,) if runs > 1 else None,
        "decision": (slug, CATEGORY) if runs else None,
        "recipient": (slug, recipient.slug) if recipient else None,
    }

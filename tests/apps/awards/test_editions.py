"""Editions: made whole or not at all, by the right secretariat, and copied with their calendar."""

from datetime import UTC, date, datetime

import pytest
from tests.factories import awards as make

from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.commands import calendar, editions
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.rules import rulebooks as rulebook_rules
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.ledger.queries import entries_of
from paritrana.apps.organisations.states import Role
from paritrana.core import rulebook as method
from paritrana.core.rulebook import RulebookFaults
from paritrana.core.units import clock
from paritrana.errors import NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db

NATIONAL = make.small(
    **{'level = "province"\nregion = "71"': 'level = "national"', "kecil-2023": "nasional-kecil-2023"}
)
NEXT = make.small(**{"kecil-2023": "kecil-2024", "2023-01-01": "2024-01-01", "2023-12-31": "2024-12-31"})


@pytest.fixture
def secretary():
    return make.make_member(make.make_secretariat("71"))


def create(by, text=make.SMALL, **changes):
    given = {"rulebook_text": text, "secretariat": make.make_secretariat("71")} | changes
    return editions.create(by=by, **given)


def test_an_edition_has_its_rulebook_its_seats_its_zone_and_its_event(secretary):
    edition = create(secretary, printed_label="Paritrana Award 2024")
    assert (edition.slug, edition.level, edition.region_id, edition.zone) == (
        "kecil-2023",
        "province",
        "71",
        "WITA",
    )
    assert (edition.period_start, edition.period_end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert edition.state == EditionState.PREPARING
    assert [str(seat).split("/")[1] for seat in edition.seats.all()] == [
        "chair1",
        "secretary1",
        "expert1",
        "expert2",
    ]
    assert edition.rulebook.hash == method.read(make.SMALL).hash
    assert [entry.event for entry in entries_of(edition.ledger_log)] == ["edition.created"]


def test_nothing_is_created_while_faults_stand_and_all_are_told(secretary):
    text = make.small(**{"weight_bp = 7000": "weight_bp = 6000", "winners = 3": "winners = 0"})
    with pytest.raises(RulebookFaults) as refused:
        create(secretary, text)
    assert {fault.code for fault in refused.value.faults} == {"weights.sum", "value.range"}
    assert not Edition.objects.exists()


def test_the_region_of_the_rulebook_is_the_secretariats(secretary):
    elsewhere = make.make_secretariat("74")
    with pytest.raises(RuleRefused) as refused:
        create(make.make_member(elsewhere), secretariat=elsewhere)
    assert refused.value.code == "awards.other_region"
    assert refused.value.facts == {"region": "71", "own": "74"}


def test_a_national_edition_needs_the_national_secretariat(secretary):
    with pytest.raises(RuleRefused, match=r"awards\.national_secretariat"):
        create(secretary, NATIONAL)
    national = make.make_secretariat(None)
    edition = editions.create(rulebook_text=NATIONAL, secretariat=national, by=make.make_member(national))
    assert (edition.level, edition.region, edition.zone) == ("national", None, "WIB")


def test_an_id_is_used_once(secretary):
    create(secretary)
    with pytest.raises(RuleRefused, match=r"awards\.slug_taken"):
        create(secretary)


@pytest.mark.parametrize("role", [Role.JUROR, Role.ENTRANT, Role.VERIFIER, Role.PROPOSER, Role.AUDITOR])
def test_only_the_secretariat_creates(role):
    person = make.make_member(make.make_secretariat("71"), role)
    with pytest.raises(NotPermitted) as refused:
        create(person)
    assert refused.value.code == "awards.not_secretariat"
    assert "Sulawesi Utara" in str(refused.value.facts["ask"])


def test_a_stranger_and_another_provinces_secretariat_create_nothing():
    with pytest.raises(NotPermitted, match=r"awards\.sign_in"):
        create(None)
    with pytest.raises(NotPermitted, match=r"awards\.not_secretariat"):
        create(make.make_member(make.make_secretariat("74")))


def test_the_operator_may_create_but_not_manage():
    operator = make.make_user("Operator", is_operator=True)
    edition = create(operator)
    with pytest.raises(NotPermitted, match=r"awards\.not_secretariat"):
        editions.announce(edition=edition, by=operator)


def test_an_edition_in_preparation_is_seen_by_its_own_people_only(secretary):
    edition = make.make_edition(by=secretary, state=EditionState.PREPARING)
    juror, stranger = make.holder_of(edition.seats.first()), make.make_user()
    for person in (secretary, juror):
        permissions.check_see(person, edition)
        assert edition in queries.editions_seen_by(person)
    for person in (stranger, None):
        with pytest.raises(NotFound, match=r"awards\.no_edition"):
            permissions.check_see(person, edition)
        assert edition not in queries.editions_seen_by(person)
    announced = editions.announce(edition=edition, by=secretary)
    permissions.check_see(None, announced)
    assert announced in queries.editions_seen_by(None)


def test_an_edition_moves_one_way(secretary):
    edition = make.make_edition(by=secretary)
    with pytest.raises(RuleRefused, match=r"awards\.edition_state"):
        editions.announce(edition=edition, by=secretary)
    chair = make.holder_of(edition.seats.get(code="chair"))
    with clock.at(datetime(2024, 7, 3, 4, tzinfo=UTC)):
        published = editions.mark_published(edition=edition, by=chair)
    assert published.state == EditionState.PUBLISHED
    assert published.published_at == datetime(2024, 7, 3, 4, tzinfo=UTC)
    juror = make.holder_of(edition.seats.get(code="secretary"))
    with pytest.raises(NotPermitted):
        editions.mark_published(edition=edition, by=juror)


def test_a_copy_has_the_calendar_as_a_plan_one_year_on_and_the_same_holders(secretary):
    source = make.make_edition(by=secretary)
    make.make_phase(source, planned_start=date(2024, 2, 29), planned_end=date(2024, 3, 1), place="Manado")
    make.make_phase(source, PhaseKind.PROCESSING, planned_text="Maret sampai Mei 2024")
    with clock.at(datetime(2024, 2, 20, 23, tzinfo=UTC)):
        met = make.make_phase(source, PhaseKind.MEETING, opened=True)
        calendar.close_phase(phase=met, by=secretary)
    copy = editions.copy(source=source, rulebook_text=NEXT, by=secretary)
    phases = list(copy.phases.all())
    assert (copy.state, copy.copied_from, copy.secretariat) == (
        EditionState.PREPARING,
        source,
        source.secretariat,
    )
    assert (phases[0].planned_start, phases[0].planned_end) == (date(2025, 2, 28), date(2025, 3, 1))
    assert phases[0].place == "Manado"
    assert phases[1].planned_text == "Maret sampai Mei 2025"
    assert phases[2].planned_start == date(2025, 2, 21), "the day in the zone of the edition, WITA"
    assert all(phase.opened_at is None for phase in phases)
    assert queries.vacant_seats(copy) == []
    assert make.holder_of(copy.seats.first()) == make.holder_of(source.seats.first())


def test_a_copy_leaves_a_new_seat_vacant(secretary):
    source = make.make_edition(by=secretary)
    text = NEXT.replace('office = "law_expert", count = 2', 'office = "law_expert", count = 3')
    copy = editions.copy(source=source, rulebook_text=text, by=secretary)
    assert [(seat.code, seat.ordinal) for seat in queries.vacant_seats(copy)] == [("expert", 3)]


@pytest.mark.parametrize("path", sorted(make.RULEBOOKS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_next_text_keeps_all_but_id_title_and_period(path):
    text = path.read_text("utf-8")
    new = rulebook_rules.next_text(
        text,
        id="baru-2030",
        title_id='Judul "baru"',
        title_en="",
        start=date(2030, 1, 1),
        end=date(2030, 12, 31),
    )
    was, now = method.read(text), method.read(new)
    assert (now.id, now.version, now.title) == ("baru-2030", 1, {"id": 'Judul "baru"', "en": 'Judul "baru"'})
    assert (now.period.start, now.period.end) == (date(2030, 1, 1), date(2030, 12, 31))
    assert (now.categories, now.committee, now.example) == (was.categories, was.committee, was.example)


def test_the_next_text_replaces_tables_too():
    text = make.SMALL.replace('period = { start = "2023-01-01", end = "2023-12-31" }\n', "").replace(
        "[committee]", '[period]\nstart = "2023-01-01"\nend = "2023-12-31"\n\n[committee]'
    )
    assert method.read(text).period.start == date(2023, 1, 1)
    new = rulebook_rules.next_text(
        text, id="x", title_id="X", title_en="Y", start=date(2024, 1, 1), end=date(2024, 12, 31)
    )
    assert method.read(new).period.start == date(2024, 1, 1)
    assert method.read(new).committee == method.read(text).committee


@pytest.mark.parametrize("path", sorted(make.RULEBOOKS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_rulebook_makes_an_edition(path):
    edition = make.make_edition(rulebook_path=path)
    assert edition.slug == path.stem
    assert queries.vacant_seats(edition) == []
    assert queries.chair_code(edition) == "chair"

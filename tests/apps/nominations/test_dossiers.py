"""Filling a dossier with colleagues: answers, conflicts, claims, sections, last year's figures."""

from datetime import date

import pytest
from tests.factories import awards
from tests.factories import nominations as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations import queries, rules
from paritrana.apps.nominations.commands import dossiers, submissions
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.states import State, TaskState
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations.states import Role
from paritrana.core import rulebook as method
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused


@pytest.fixture
def draft(db):
    return make.make_nomination(State.DRAFT)


@pytest.fixture
def head(draft):
    return make.head_of(draft.organisation)


@pytest.fixture
def colleague(draft):
    return make.join(draft.organisation, office="Kepala Bidang")


def save(nomination, field, value, *, by, **options):
    return dossiers.save_answer(nomination=nomination, field=field, value=value, by=by, **options)


def test_a_saved_answer_starts_the_dossier_and_is_recorded_without_its_words(draft, head):
    assert draft.started_at is None
    answer = save(draft, "coverage", "0.457", note="Data Disnaker", last_year="0.401", by=head)
    assert (answer.value, answer.last_year, answer.version) == ("0.457", "0.401", 1)
    draft.refresh_from_db()
    assert draft.started_at is not None
    leaf = Entry.objects.get(event="answer.saved").leaf
    assert "coverage" in leaf
    assert "Disnaker" not in leaf


def test_a_colleagues_version_in_between_is_refused_and_nothing_is_overwritten(draft, head, colleague):
    first = save(draft, "coverage", "0.4", by=head)
    save(draft, "coverage", "0.5", seen_version=first.version, by=colleague)
    with pytest.raises(RuleRefused) as refused:
        save(draft, "coverage", "0.6", seen_version=first.version, by=head)
    assert refused.value.code == "nominations.answer_changed"
    assert refused.value.facts["version"] == 2
    assert draft.answers.get(field="coverage").value == "0.5"
    assert save(draft, "coverage", "0.6", seen_version=2, by=head).version == 3


def test_two_first_answers_conflict_too(draft, head, colleague):
    save(draft, "regulation", "perda", by=colleague)
    with pytest.raises(RuleRefused, match="answer_changed"):
        save(draft, "regulation", "none", by=head)


def test_the_same_words_again_change_nothing(draft, head, colleague):
    save(draft, "coverage", "0.4", by=head)
    before = Entry.objects.count()
    assert save(draft, "coverage", "0.4", by=colleague).version == 1
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("coverage", "0,4", "not_a_number"),
        ("coverage", "empat", "not_a_number"),
        ("coverage", "1e3", "not_a_number"),
        ("regulation", "raperda", "no_such_level"),
        ("innovation", "5", "unknown_field"),
        ("lain", "5", "unknown_field"),
        ("innovation.reach", "2.5", "not_a_whole_number"),
        ("profile.workers", "banyak", "not_a_whole_number"),
        ("innovation.what", "x" * 6_001, "too_long"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(draft, head, field, value, refused):
    with pytest.raises(BadInput, match=refused):
        save(draft, field, value, by=head)
    assert not draft.answers.exists()


def test_only_the_entrants_own_people_fill(draft):
    edition = draft.edition
    for stranger in (
        make.head_of(make.make_organisation(code="71.99")),
        make.person_of(draft.proposer, Role.PROPOSER),
        awards.secretary_of(edition),
        make.person_of(draft.organisation, Role.VERIFIER),
        None,
    ):
        with pytest.raises(NotPermitted) as refused:
            save(draft, "coverage", "0.4", by=stranger)
        assert refused.value.code == "nominations.not_entrant"
        assert refused.value.facts["ask"] == draft.organisation.name


@pytest.mark.parametrize("state", [State.PROPOSED, State.SUBMITTED, State.COMPLETE, State.REFUSED])
def test_a_dossier_is_filled_only_while_the_entrant_holds_the_pen(db, state):
    nomination = make.make_nomination(state)
    with pytest.raises(RuleRefused, match="not_editable"):
        save(nomination, "coverage", "0.9", seen_version=1, by=make.head_of(nomination.organisation))


def test_claims_come_with_date_and_source_and_go_with_their_files(draft, head):
    from paritrana.apps.nominations.commands import evidence

    claim = dossiers.add_claim(
        nomination=draft,
        label="Pekerja rentan terdaftar",
        value="29269",
        unit="orang",
        as_of=date(2024, 4, 23),
        source="Perjanjian kerja sama",
        by=head,
    )
    kept = evidence.add(nomination=draft, field=f"claim.{claim.pk}", upload=make.a_pdf(), by=head)
    dossiers.remove_claim(claim=claim, by=head)
    kept.refresh_from_db()
    assert kept.removed_at is not None
    assert not draft.claims.exists()
    with pytest.raises(NotFound, match="no_claim"):
        dossiers.remove_claim(claim=claim, by=head)
    with pytest.raises(BadInput, match="claim_label_needed"):
        dossiers.add_claim(nomination=draft, label=" ", by=head)


def test_a_section_is_given_to_a_colleague_who_is_told(draft, head, colleague):
    dossiers.assign_section(nomination=draft, code="data", owner=colleague, due=date(2024, 3, 1), by=head)
    task = next(one for one in queries.tasks_of(draft) if one.code == "data")
    assert (task.owner, task.due) == (colleague, date(2024, 3, 1))
    assert Message.objects.filter(to=colleague.email, kind="section.assigned").count() == 1
    stranger = make.head_of(make.make_organisation(code="71.98"))
    with pytest.raises(RuleRefused, match="owner_not_member"):
        dossiers.assign_section(nomination=draft, code="data", owner=stranger, due=None, by=head)
    with pytest.raises(NotFound, match="no_section"):
        dossiers.assign_section(nomination=draft, code="interview", owner=None, due=None, by=head)


def test_tasks_go_from_not_started_to_done(draft, head):
    def state() -> TaskState:
        return next(one.state for one in queries.tasks_of(draft) if one.code == "data")

    assert state() == TaskState.NOT_STARTED
    save(draft, "coverage", "0.4", by=head)
    assert state() == TaskState.IN_PROGRESS
    dossiers.finish_section(nomination=draft, code="data", by=head)
    assert state() == TaskState.DONE
    assert queries.progress(draft) == (1, 5)
    dossiers.reopen_section(nomination=draft, code="data", by=head)
    assert state() == TaskState.IN_PROGRESS


def test_a_returned_dossier_names_the_sections_to_mend(db):
    returned = make.make_nomination(State.RETURNED)
    states = {task.code: task.state for task in queries.tasks_of(returned)}
    assert states["data"] == TaskState.TO_MEND
    assert states["innovation"] == TaskState.NOT_STARTED
    dossiers.finish_section(nomination=returned, code="data", by=make.head_of(returned.organisation))
    assert {task.code: task.state for task in queries.tasks_of(returned)}["data"] == TaskState.DONE


def test_last_years_answers_come_from_the_edition_before(db):
    organisation = make.make_organisation()
    text = awards.small(
        **{"kecil-2023": "kecil-2022", "2023-01-01": "2022-01-01", "2023-12-31": "2022-12-31"}
    )
    before = make.make_nomination(
        State.SUBMITTED, edition=make.make_open_edition(text=text), organisation=organisation
    )
    now = make.make_nomination(State.DRAFT, organisation=organisation)
    found = queries.last_years_answers(now)
    assert found["coverage"] == "0.457"
    assert queries.last_years_answers(before) == {}


def test_a_statement_falls_when_an_answer_changes_after_it(db):
    nomination = make.make_nomination(State.DRAFT, answers={"coverage": "0.4"})
    head = make.head_of(nomination.organisation)
    submissions.give_statement(nomination=nomination, by=head)
    assert dossier_queries.live_statement(nomination).standing == "acting_pj"
    save(nomination, "coverage", "0.5", seen_version=1, by=head)
    assert dossier_queries.live_statement(nomination) is None
    assert nomination.statements.get().void_at is not None


def test_only_who_may_sign_gives_the_statement(draft, colleague):
    with pytest.raises(NotPermitted, match="may_not_sign"):
        submissions.give_statement(nomination=draft, by=colleague)
    with pytest.raises(NotPermitted, match="not_entrant"):
        submissions.give_statement(nomination=draft, by=make.head_of(make.make_organisation(code="71.97")))


def test_who_reads_a_dossier_and_when(db, monkeypatch):
    monkeypatch.setattr(permissions, "_juror_checks", [])
    nomination = make.make_nomination(State.SUBMITTED)
    edition = nomination.edition
    juror = awards.fill_seats(edition, by=awards.secretary_of(edition))[2]
    verifier = make.join(make.make_branch("71"), Role.VERIFIER)
    elsewhere = make.join(make.make_branch("74"), Role.VERIFIER)
    for reader in (make.head_of(nomination.organisation), awards.secretary_of(edition), verifier):
        permissions.check_see(reader, nomination)
    for reader, code in (
        (juror, "not_screened_yet"),
        (elsewhere, "not_yours"),
        (make.person_of(nomination.proposer, Role.PROPOSER), "not_yours"),
        (None, "not_yours"),
    ):
        with pytest.raises(NotPermitted, match=code):
            permissions.check_see(reader, nomination)
    permissions.check_see_proposal(make.person_of(nomination.proposer, Role.PROPOSER), nomination)
    nomination.state = State.COMPLETE
    permissions.check_see(juror, nomination)


def test_a_room_above_can_keep_a_juror_from_a_dossier(db, monkeypatch):
    nomination = make.make_nomination(State.COMPLETE)
    juror = awards.fill_seats(nomination.edition, by=awards.secretary_of(nomination.edition))[0]

    def refuse(user, one):
        raise NotPermitted("judging.recused")

    monkeypatch.setattr(permissions, "_juror_checks", [])
    permissions.ask_before_juror_reads(refuse)
    with pytest.raises(NotPermitted, match="recused"):
        permissions.check_see(juror, nomination)
    permissions.check_see(make.head_of(nomination.organisation), nomination)


@pytest.mark.parametrize(
    ("typed", "language", "unit", "read"),
    [
        ("29.269", "id", "count", "29269"),
        ("1.234.567,50", "id", "", "1234567.50"),
        ("0,457", "id", "share", "0.457"),
        ("0.457", "id", "share", "0.457"),
        ("45,7 %", "id", "share", "0.457"),
        ("45,7%", "id", "percent", "45.7"),
        ("Rp 16.800", "id", "rupiah", "16800"),
        ("Rp16.800,-", "id", "rupiah", "16800"),
        ("29,269", "en", "count", "29269"),
        ("1,234.5", "en", "", "1234.5"),
        ("-3,5", "id", "index", "-3.5"),
    ],
)
def test_numbers_are_read_as_they_are_written(typed, language, unit, read):
    assert rules.read_number(typed, language=language, unit=unit) == read


@pytest.mark.parametrize("typed", ["", "12.34.5", "1,2,3", "dua", "1e5", "NaN", "--1", "5 orang", "٣"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(BadInput, match="not_a_number"):
        rules.read_number(typed)


def test_a_stage_named_like_a_fixed_section_keeps_a_section_of_its_own():
    text = awards.small(**{'id = "data"\ntitle': 'id = "innovation"\ntitle'})
    category = method.read(text).category("regency-city")
    assert rules.section_codes(category) == ("profile", "stage.innovation", "claims", "innovation")
    assert rules.section_of(category, "coverage") == "stage.innovation"
    assert rules.section_of(category, "innovation.reach") == "innovation"


def test_dates_outside_the_judged_period_and_impossible_parts_are_flagged_not_changed(draft, head):
    claim = dossiers.add_claim(
        nomination=draft,
        label="Perjanjian kerja sama dengan BPJS Ketenagakerjaan",
        value="29.269",
        unit="orang",
        as_of=date(2024, 4, 23),
        by=head,
    )
    save(draft, "profile.workers", "100", by=head)
    save(draft, "profile.vulnerable_workers", "101", by=head)
    save(draft, "coverage", "0.4", note="Sejak Senin, 21 Februari 2024", by=head)
    found = [(one.field, one.code) for one in queries.flags_of(draft)]
    assert sorted(found) == [
        (f"claim.{claim.pk}", "date.outside_period"),
        ("coverage", "date.outside_period"),
        ("coverage", "date.weekday"),
        ("profile.vulnerable_workers", "percent.above_whole"),
    ]
    assert draft.answers.get(field="profile.vulnerable_workers").value == "101"
    assert "23 April 2024" in queries.flags_of(draft)[0].sentence

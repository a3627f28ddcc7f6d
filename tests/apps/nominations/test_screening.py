"""Screening: every decision, what stands against it, whom it tells, what it leaves in the ledger."""

import json

import pytest
from tests.factories import awards, offices
from tests.factories import nominations as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.commands import evidence, screening
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.states import State, Verdict
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations.states import Role
from paritrana.errors import BadInput, NotFound, NotPermitted, ParitranaError, RuleRefused

pytestmark = pytest.mark.django_db
REASON = "Halaman tanda tangan pada Perda belum ada."


def decide(nomination, verdict, *, by=None, **given):
    return screening.decide(
        nomination=nomination, verdict=verdict, by=by or awards.secretary_of(nomination.edition), **given
    )


@pytest.mark.parametrize(
    ("verdict", "reason", "state"),
    [
        (Verdict.COMPLETE, "", State.COMPLETE),
        (Verdict.RETURN, REASON, State.RETURNED),
        (Verdict.REFUSE, REASON, State.REFUSED),
    ],
)
def test_a_sent_dossier_is_decided_once(verdict, reason, state):
    nomination = offices.sent()
    done = decide(nomination, verdict, reason=reason)
    assert offices.fresh(nomination).state == state
    assert done.reason == reason
    assert offices.fresh(nomination).screened_at == done.decided_at
    if verdict is not Verdict.COMPLETE:
        with pytest.raises(RuleRefused) as refused:
            decide(nomination, Verdict.COMPLETE)
        assert refused.value.code == "nominations.move"


@pytest.mark.parametrize(
    "state", [State.PROPOSED, State.DRAFT, State.RETURNED, State.REFUSED, State.WITHDRAWN]
)
def test_what_was_not_sent_or_has_ended_is_not_decided(state):
    nomination = make.make_nomination(state)
    with pytest.raises(RuleRefused) as refused:
        decide(nomination, Verdict.COMPLETE)
    assert refused.value.code == "nominations.move"


@pytest.mark.parametrize("verdict", [Verdict.RETURN, Verdict.REFUSE])
def test_a_return_or_refusal_needs_its_reason(verdict):
    nomination = offices.sent()
    with pytest.raises(BadInput) as refused:
        decide(nomination, verdict, reason="  ")
    assert refused.value.code == "nominations.reason_needed"
    assert offices.fresh(nomination).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("given", "code", "kind"),
    [
        ({"verdict": "perhaps"}, "nominations.no_verdict", BadInput),
        ({"verdict": "return", "reason": REASON, "points": ["nowhere"]}, "nominations.no_section", NotFound),
    ],
)
def test_unknown_verdicts_and_sections_are_refused(given, code, kind):
    with pytest.raises(kind) as refused:
        decide(offices.sent(), **given)
    assert refused.value.code == code


def test_a_returned_section_opens_again_and_the_others_stay_done():
    nomination = offices.sent()
    nomination.sections.update(done_at=nomination.submitted_at)
    done = decide(nomination, Verdict.RETURN, reason=REASON, points=["innovation", "data"])
    assert done.points == ["data", "innovation"]
    open_again = set(nomination.sections.filter(done_at=None).values_list("code", flat=True))
    assert open_again == {"data", "innovation"}


def test_points_are_kept_only_with_a_return():
    assert decide(offices.sent(), Verdict.COMPLETE, points=["data"]).points == []


def test_a_complete_dossier_can_go_back_until_marking_begins():
    nomination = make.make_nomination(State.COMPLETE)
    decide(nomination, Verdict.RETURN, reason=REASON)
    assert offices.fresh(nomination).state == State.RETURNED


def test_once_marking_has_begun_nobody_leaves_or_joins_the_complete_ones():
    complete = make.make_nomination(State.COMPLETE)
    late = offices.sent(edition=complete.edition)
    offices.freeze(complete.edition)
    for nomination, verdict in ((complete, Verdict.RETURN), (late, Verdict.COMPLETE)):
        with pytest.raises(RuleRefused) as refused:
            decide(offices.fresh(nomination), verdict, reason=REASON)
        assert refused.value.code == "nominations.marking_started"
    decide(offices.fresh(late), Verdict.REFUSE, reason=REASON)
    assert offices.fresh(late).state == State.REFUSED


def test_an_edition_read_before_marking_began_does_not_help():
    nomination = make.make_nomination(State.COMPLETE)
    assert nomination.edition.rulebook_version.frozen_at is None
    offices.freeze(awards.Edition.objects.get(pk=nomination.edition_id))
    with pytest.raises(RuleRefused, match="marking_started"):
        decide(nomination, Verdict.RETURN, reason=REASON)


def people(nomination):
    other = make.make_open_edition(text=awards.small(**{"kecil-2023": "lain-2023", '"71"': '"74"'}))
    return {
        "entrant": make.head_of(nomination.organisation),
        "proposer": make.person_of(nomination.proposer, Role.PROPOSER),
        "verifier": offices.make_verifier()[1],
        "another secretariat": awards.secretary_of(other),
        "nobody": None,
    }


@pytest.mark.parametrize("who", ["entrant", "proposer", "verifier", "another secretariat", "nobody"])
def test_only_the_editions_secretariat_screens(who):
    nomination = offices.sent()
    with pytest.raises(NotPermitted) as refused:
        screening.decide(nomination=nomination, verdict="complete", by=people(nomination)[who])
    assert refused.value.code == "nominations.not_secretariat"
    assert refused.value.facts == {"ask": nomination.edition.secretariat.name}


def test_the_entrant_is_told_the_reason_and_the_sections():
    nomination = offices.sent()
    Message.objects.all().delete()
    decide(nomination, Verdict.RETURN, reason=REASON, points=["data"])
    told = Message.objects.get(kind="nomination.screened")
    assert told.to == make.head_of(nomination.organisation).email
    assert REASON in told.body
    assert "- Data" in told.body


def test_the_ledger_has_the_verdict_but_no_reason_and_no_person():
    nomination = offices.sent()
    by = awards.secretary_of(nomination.edition)
    decide(nomination, Verdict.RETURN, reason=REASON, points=["data"], by=by)
    leaf = Entry.objects.get(event="nomination.screened").leaf
    assert json.loads(leaf)["facts"] == {"verdict": "return", "points": ["data"]}
    assert by.email not in leaf
    assert by.label not in leaf


def test_a_refused_decision_leaves_nothing_behind():
    nomination = offices.sent()
    before = (Entry.objects.count(), Message.objects.count())
    with pytest.raises(ParitranaError):
        decide(nomination, Verdict.RETURN)
    assert (Entry.objects.count(), Message.objects.count()) == before
    assert not nomination.screenings.exists()


def test_those_that_wait_come_first():
    done = make.make_nomination(State.COMPLETE)
    waits = offices.sent(edition=done.edition)
    draft = make.make_nomination(State.DRAFT, edition=done.edition)
    listed = list(queries.dossiers_to_screen(done.edition))
    assert listed[0] == waits
    assert set(listed[1:]) == {done, draft}
    assert listed[0].files == 1


def test_the_check_knows_that_the_head_has_spoken_once_it_was_sent():
    nomination = offices.sent()
    assert queries.screening_check(nomination).blocking == []
    draft = make.make_nomination(State.DRAFT, edition=nomination.edition)
    assert ("statement_missing", "") in queries.screening_check(draft).blocking


def test_the_same_file_at_another_entrant_is_named_and_ones_own_is_not():
    first = offices.sent()
    second, third = (make.make_nomination(State.DRAFT, edition=first.edition) for _ in range(2))
    for nomination in (second, third):
        evidence.add(
            nomination=nomination,
            field="coverage",
            upload=make.a_pdf(text="salinan yang sama"),
            by=make.head_of(nomination.organisation),
        )
    assert list(queries.duplicate_files(second).values()) == [[third.organisation.name]]
    assert queries.duplicate_files(first) == {}

"""Verified figures: who enters them, what they need, their history; objections and answers."""

import json
from datetime import UTC, date, datetime

import pytest
from tests.factories import awards, offices
from tests.factories import nominations as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.commands import evidence, verification
from paritrana.apps.nominations.models import Objection, VerifiedFigure
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.states import ObjectionState, State
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
TEXT = "Pekerja dua desa belum dihitung; lihat daftar terlampir."


def object_to(figure, *, by=None, text=TEXT):
    by = by or make.head_of(figure.nomination.organisation)
    return verification.object_to(figure=figure, text=text, by=by)


def answer(objection, **given):
    rest = {"uphold": False, "answer": "Sudah dihitung.", "by": objection.figure.entered_by}
    return verification.answer_objection(objection=objection, **{**rest, **given})


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.COMPLETE])
def test_a_figure_is_kept_with_its_counts_date_definition_source_and_office(state):
    nomination = make.make_nomination(state)
    office, person = verifier = offices.make_verifier()
    figure = offices.enter(nomination, verifier=verifier, numerator=1, denominator=8)
    kept = VerifiedFigure.objects.get(pk=figure.pk)
    assert (kept.value, kept.numerator, kept.denominator) == ("0.125", 1, 8)
    assert (kept.as_of, kept.verifier, kept.entered_by) == (offices.AS_OF, office, person)
    assert (kept.definition, kept.source) == (figure.definition, figure.source)
    assert kept.superseded_at is None


def test_a_newer_figure_takes_the_place_and_the_older_stays_as_history():
    nomination, verifier = offices.sent(), offices.make_verifier()
    old = offices.enter(nomination, verifier=verifier)
    new = offices.enter(nomination, verifier=verifier, numerator=2)
    row = next(one for one in queries.figure_rows(nomination) if one.criterion.id == "coverage")
    assert row.figure == new
    assert row.history == [old]
    assert row.history[0].superseded_at == new.entered_at


@pytest.mark.parametrize("state", [State.PROPOSED, State.DRAFT, State.REFUSED, State.WITHDRAWN])
def test_only_a_dossier_that_was_sent_and_stands_is_verified(state):
    nomination = make.make_nomination(state)
    with pytest.raises(RuleRefused) as refused:
        offices.enter(nomination)
    assert refused.value.code == "nominations.not_verifiable"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"criterion": "nothing"}, "nominations.unknown_field"),
        ({"criterion": "profile.workers"}, "nominations.unknown_field"),
        ({"definition": " "}, "nominations.figure_without_source"),
        ({"source": ""}, "nominations.figure_without_source"),
        ({"as_of": date(2999, 1, 1)}, "nominations.figure_from_the_future"),
        ({"denominator": 0}, "nominations.two_counts"),
        ({"numerator": 9}, "nominations.part_above_whole"),
        ({"numerator": None, "denominator": None, "value": "90"}, "nominations.share_outside"),
        ({"numerator": None, "denominator": None, "value": "-0.1"}, "nominations.share_outside"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_and_nothing_is_kept(given, code):
    nomination = offices.sent()
    with pytest.raises(BadInput) as refused:
        offices.enter(nomination, **given)
    assert refused.value.code == code
    assert not nomination.verified_figures.exists()


def test_today_is_the_day_in_the_editions_zone():
    nomination = offices.sent()
    with clock.at(datetime(2030, 1, 31, 17, tzinfo=UTC)):  # 1 February, 01.00 WITA
        figure = offices.enter(nomination, as_of=date(2030, 2, 1))
        assert figure.as_of == date(2030, 2, 1)
        with pytest.raises(BadInput, match="future"):
            offices.enter(nomination, as_of=date(2030, 2, 2))


def test_marking_closes_the_figures():
    nomination = make.make_nomination(State.COMPLETE)
    offices.freeze(nomination.edition)
    with pytest.raises(RuleRefused) as refused:
        offices.enter(offices.fresh(nomination))
    assert refused.value.code == "nominations.marking_started"


def test_a_file_is_kept_in_the_same_act_or_not_at_all():
    nomination, verifier = offices.sent(), offices.make_verifier()
    with pytest.raises(BadInput):
        offices.enter(nomination, verifier=verifier, upload=make.a_pdf(text="daftar"), source="")
    assert not nomination.evidence.filter(field="verified.coverage").exists()
    figure = offices.enter(nomination, verifier=verifier, upload=make.a_pdf(text="daftar"))
    assert figure.evidence.field == "verified.coverage"
    assert figure.evidence.uploaded_by == verifier[1]
    assert b"daftar" in make.bytes_of(figure.evidence)


def test_a_file_of_the_dossier_may_prove_it_but_no_other_and_no_removed_one():
    nomination = offices.sent()
    own = nomination.evidence.get()
    assert offices.enter(nomination, evidence=own).evidence == own
    other = offices.sent(edition=nomination.edition).evidence.get()
    with pytest.raises(BadInput) as refused:
        offices.enter(nomination, evidence=other)
    assert refused.value.code == "nominations.evidence_elsewhere"
    office, person = offices.make_verifier()
    brought = evidence.add(nomination=nomination, field="verified.coverage", upload=make.a_pdf(), by=person)
    evidence.remove(evidence=brought, by=person)
    brought.refresh_from_db()
    with pytest.raises(RuleRefused) as gone:
        offices.enter(nomination, verifier=(office, person), evidence=brought)
    assert gone.value.code == "nominations.file_removed"


def test_who_does_not_verify_is_told_whom_to_ask():
    nomination = offices.sent()
    strangers = [
        make.head_of(nomination.organisation),
        awards.secretary_of(nomination.edition),
        make.person_of(nomination.proposer, Role.PROPOSER),
        None,
    ]
    office, _person = offices.make_verifier()
    for stranger in strangers:
        with pytest.raises(NotPermitted) as refused:
            offices.enter(nomination, verifier=(office, stranger))
        assert refused.value.code == "nominations.not_verifier"
        assert refused.value.facts == {"ask": nomination.edition.secretariat.name}


def test_an_office_elsewhere_and_a_member_of_the_entrant_do_not_verify():
    nomination = offices.sent()
    far = make.make_branch("74")
    with pytest.raises(NotPermitted) as refused:
        offices.enter(nomination, verifier=offices.make_verifier(far))
    assert refused.value.code == "nominations.outside_service_area"
    office, person = offices.make_verifier()
    make.join(nomination.organisation, user=person)
    with pytest.raises(NotPermitted) as own:
        offices.enter(nomination, verifier=(office, person))
    assert own.value.code == "nominations.verifies_own"


def test_whoever_verifies_for_two_offices_uses_the_one_that_serves():
    from paritrana.apps.nominations.permissions.office import check_verify

    nomination = offices.sent()
    far, near = make.make_branch("74"), make.make_branch("71")
    person = make.join(far, Role.VERIFIER)
    make.join(near, Role.VERIFIER, user=person)
    assert check_verify(person, nomination) == near


def test_the_entrant_objects_and_the_verifiers_are_told():
    nomination, verifier = offices.sent(), offices.make_verifier()
    figure = offices.enter(nomination, verifier=verifier)
    objection = object_to(figure)
    assert objection.state == ObjectionState.OPEN
    told = Message.objects.get(kind="objection.raised")
    assert told.to == verifier[1].email
    assert TEXT in told.body


def test_an_objection_needs_words_the_standing_figure_and_comes_one_at_a_time():
    nomination, verifier = offices.sent(), offices.make_verifier()
    old = offices.enter(nomination, verifier=verifier)
    new = offices.enter(nomination, verifier=verifier, numerator=2)
    with pytest.raises(RuleRefused, match="figure_superseded"):
        object_to(old)
    with pytest.raises(BadInput, match="reason_needed"):
        object_to(new, text=" ")
    object_to(new)
    with pytest.raises(RuleRefused, match="objection_open"):
        object_to(new)


def test_only_the_entrant_objects():
    figure = offices.enter(offices.sent())
    for stranger in (figure.entered_by, awards.secretary_of(figure.nomination.edition), awards.make_user()):
        with pytest.raises(NotPermitted) as refused:
            object_to(figure, by=stranger)
        assert refused.value.code == "nominations.not_entrant"
    assert not Objection.objects.exists()


def test_marking_closes_objections():
    nomination = make.make_nomination(State.COMPLETE)
    figure = offices.enter(nomination)
    offices.freeze(nomination.edition)
    with pytest.raises(RuleRefused) as refused:
        object_to(VerifiedFigure.objects.get(pk=figure.pk))
    assert refused.value.code == "nominations.marking_started"


def test_while_an_objection_waits_the_figure_is_replaced_only_by_its_answer():
    nomination, verifier = offices.sent(), offices.make_verifier()
    objection = object_to(offices.enter(nomination, verifier=verifier))
    with pytest.raises(RuleRefused) as refused:
        offices.enter(nomination, verifier=verifier, numerator=2)
    assert refused.value.code == "nominations.objection_waits"
    answer(objection)
    offices.enter(nomination, verifier=verifier, numerator=2)


def test_dismissing_keeps_the_figure_and_tells_the_entrant():
    figure = offices.enter(offices.sent())
    done = answer(object_to(figure), answer="Kedua desa sudah termasuk.")
    assert done.state == ObjectionState.DISMISSED
    assert VerifiedFigure.objects.get(pk=figure.pk).superseded_at is None
    told = Message.objects.get(kind="objection.answered")
    assert told.to == make.head_of(figure.nomination.organisation).email
    assert "Kedua desa sudah termasuk." in told.body


def test_upholding_enters_the_new_figure_in_the_same_act():
    figure = offices.enter(offices.sent())
    done = answer(object_to(figure), uphold=True, numerator=2, denominator=4, source="Laporan ralat")
    new = figure.nomination.verified_figures.get(superseded_at=None)
    assert done.state == ObjectionState.UPHELD
    assert (new.value, new.source, new.definition, new.as_of) == (
        "0.5",
        "Laporan ralat",
        figure.definition,
        figure.as_of,
    )


def test_upholding_without_a_figure_changes_nothing():
    figure = offices.enter(offices.sent())
    objection = object_to(figure)
    with pytest.raises(BadInput, match="figure_missing"):
        answer(objection, uphold=True)
    objection.refresh_from_db()
    assert objection.state == ObjectionState.OPEN
    assert figure.nomination.verified_figures.get() == figure


def test_an_answer_needs_its_reason_comes_once_and_from_the_office_that_verified():
    figure = offices.enter(offices.sent())
    objection = object_to(figure)
    with pytest.raises(BadInput, match="reason_needed"):
        answer(objection, answer=" ")
    for stranger in (make.head_of(figure.nomination.organisation), offices.make_verifier()[1]):
        with pytest.raises(NotPermitted, match="not_verifier"):
            answer(objection, by=stranger)
    answer(objection)
    with pytest.raises(RuleRefused, match="objection_answered"):
        answer(objection)


def test_once_marking_has_begun_an_open_objection_can_only_be_dismissed():
    nomination = make.make_nomination(State.COMPLETE)
    objection = object_to(offices.enter(nomination))
    offices.freeze(nomination.edition)
    objection = Objection.objects.get(pk=objection.pk)
    with pytest.raises(RuleRefused, match="marking_started"):
        answer(objection, uphold=True, numerator=1, denominator=2)
    assert answer(objection).state == ObjectionState.DISMISSED


def test_the_ledger_has_figures_and_states_but_no_words_and_no_people():
    figure = offices.enter(offices.sent())
    answer(object_to(figure), uphold=True, numerator=2, denominator=4)
    leaves = {one.event: one.leaf for one in Entry.objects.filter(event__regex="^(figure|objection)")}
    assert set(leaves) == {"figure.verified", "objection.raised", "objection.answered"}
    facts = json.loads(leaves["figure.verified"])["facts"]
    assert (facts["value"], facts["numerator"], facts["denominator"]) == ("0.5", 2, 4)
    everything = "".join(leaves.values())
    for private in (TEXT, figure.entered_by.email, make.head_of(figure.nomination.organisation).email):
        assert private not in everything


def test_the_list_holds_the_sent_dossiers_of_the_service_area_open_objections_first():
    calm = offices.sent()
    edition = calm.edition
    hot = make.make_nomination(State.COMPLETE, edition=edition)
    make.make_nomination(State.DRAFT, edition=edition)
    office, person = verifier = offices.make_verifier()
    object_to(offices.enter(hot, verifier=verifier))
    listed = queries.dossiers_to_verify(person, edition)
    assert listed == [hot, calm]
    assert [(one.verified, one.asked, one.objected) for one in listed] == [(1, 2, 1), (0, 2, 0)]
    elsewhere = make.join(make.make_branch("71.99"), Role.VERIFIER)
    assert queries.dossiers_to_verify(elsewhere, edition) == []
    assert office.name

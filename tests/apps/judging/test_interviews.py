"""Interviews: no two at once, told to the entrant in its own zone, changed with their history."""

from datetime import timedelta

import pytest
from tests.factories import awards
from tests.factories import judging as make

from paritrana.apps.judging.commands import interviews
from paritrana.apps.judging.states import Mode
from paritrana.apps.ledger.models import Entry
from paritrana.apps.notices.models import Message
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return awards.make_edition()


@pytest.fixture
def entrants(edition):
    return make.make_entrants(edition, 2)


def moved(interview, **changes):
    given = {
        "starts_at": interview.starts_at,
        "ends_at": interview.ends_at,
        "mode": interview.mode,
        "place": interview.place,
    }
    return {"interview": interview, **given, **changes}


def test_the_committee_is_never_in_two_interviews_at_once(edition, entrants):
    first, second = entrants
    make.make_interview(first)
    with pytest.raises(RuleRefused) as refused:
        make.make_interview(second, starts_at=make.START + timedelta(minutes=59))
    assert (refused.value.code, refused.value.facts["entrant"]) == (
        "judging.interview_clash",
        first.organisation.name,
    )
    make.make_interview(second, starts_at=make.START + timedelta(minutes=60))


def test_another_edition_may_use_the_same_hour(entrants):
    make.make_interview(entrants[0])
    other = awards.make_edition(text=make.WITH_FINAL)
    assert make.make_interview(make.make_entrant(other, 5)).pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"minutes": 0}, "judging.interview_span"),
        ({"minutes": 13 * 60}, "judging.interview_span"),
        ({"mode": "post"}, "judging.interview_mode"),
        ({"place": "  "}, "judging.interview_place"),
        ({"stage": "banquet"}, "judging.unknown_stage"),
        ({"delegation": [{"office": "x" * 161}]}, "judging.delegation_too_long"),
    ],
)
def test_what_cannot_be_an_interview_is_refused(entrants, changes, code):
    with pytest.raises(BadInput) as fault:
        make.make_interview(entrants[0], **changes)
    assert fault.value.code == code


def test_one_interview_for_each_stage(entrants):
    make.make_interview(entrants[0])
    with pytest.raises(RuleRefused) as refused:
        make.make_interview(entrants[0], starts_at=make.START + timedelta(days=1))
    assert refused.value.code == "judging.interview_exists"


def test_the_entrant_is_told_in_both_zones_and_again_after_a_change(edition, entrants):
    person = make.make_entrant_user(entrants[0])
    region = entrants[0].organisation.region
    region.zone = "WIT"
    region.save()
    by = awards.secretary_of(edition)
    interview = make.make_interview(entrants[0])
    assert not Message.objects.exists()
    interviews.tell(interview=interview, by=by)
    message = Message.objects.get(to=person.email)
    assert "11.00\N{NO-BREAK SPACE}WIT (10.00\N{NO-BREAK SPACE}WITA)" in message.body
    assert interview.place in message.body
    later = interview.starts_at + timedelta(days=1)
    interviews.change(**moved(interview, starts_at=later, ends_at=later + timedelta(hours=1)), by=by)
    assert Message.objects.filter(kind="interview.changed").count() == 1
    leaf = Entry.objects.get(event="interview.changed").leaf
    assert interview.starts_at.isoformat() in leaf
    assert later.isoformat() in leaf
    assert "rapat.contoh" not in leaf
    interviews.cancel(interview=interview, reason="ketua berhalangan", by=by)
    assert "ketua berhalangan" in Message.objects.get(kind="interview.cancelled").body
    with pytest.raises(RuleRefused):
        interviews.tell(interview=interview, by=by)


def test_an_entrant_not_told_hears_nothing_of_changes(edition, entrants):
    make.make_entrant_user(entrants[0])
    interview = make.make_interview(entrants[0])
    by = awards.secretary_of(edition)
    interviews.change(**moved(interview, mode=Mode.ON_SITE, place="Ruang rapat"), by=by)
    interviews.cancel(interview=interview, reason="diganti", by=by)
    assert not Message.objects.exists()
    make.make_interview(entrants[0])


def test_the_entrant_names_its_delegation_once_told(edition, entrants):
    mine, other = (make.make_entrant_user(one) for one in entrants)
    interview = make.make_interview(entrants[0])
    rows = [{"office": "Penjabat Bupati", "standing": "acting_pj"}, {"office": " "}]
    with pytest.raises(NotFound):
        interviews.name_delegation(interview=interview, delegation=rows, by=mine)
    interviews.tell(interview=interview, by=awards.secretary_of(edition))
    with pytest.raises(NotPermitted):
        interviews.name_delegation(interview=interview, delegation=rows, by=other)
    named = interviews.name_delegation(interview=interview, delegation=rows, by=mine)
    assert named.delegation == [{"office": "Penjabat Bupati", "standing": "acting_pj", "note": ""}]


def test_only_the_secretariat_schedules(edition, entrants):
    interview = make.make_interview(entrants[0])
    for user in (
        make.jurors_of(edition)[0],
        make.make_entrant_user(entrants[0]),
        awards.make_user(is_operator=True),
    ):
        with pytest.raises(NotPermitted):
            interviews.cancel(interview=interview, reason="x", by=user)
        with pytest.raises(NotPermitted):
            interviews.tell(interview=interview, by=user)

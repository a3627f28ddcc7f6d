"""What hangs on a record that a merge stops: it goes along, it comes back, and nothing is counted twice."""

import json
import random
from datetime import date

import pytest
from django.apps import apps
from django.db.models.fields.reverse_related import ForeignObjectRel
from tests.factories import batches
from tests.factories import protection as make
from tests.factories import same as twins

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import batches as batch_commands
from paritrana.apps.protection.commands import doubles as double_commands
from paritrana.apps.protection.commands import ecosystem, same, sponsors, subjects, workers
from paritrana.apps.protection.commands import months as month_commands
from paritrana.apps.protection.models import Enlistment, Enrolment, Fund, Merge, Pledge, RoleHolder
from paritrana.apps.protection.permissions import desk_of
from paritrana.apps.protection.queries import carrying, doubles, money, months
from paritrana.apps.protection.queries import sponsors as sponsor_queries
from paritrana.apps.protection.rules import carrying as rules
from paritrana.apps.protection.rules import doubles as double_rules
from paritrana.apps.protection.rules.carrying import Held
from paritrana.apps.protection.rules.months import Cover
from paritrana.apps.protection.states import (
    BatchState,
    EnrolmentState,
    SubjectKind,
    SubjectWay,
    Verdict,
    VillageRole,
)
from paritrana.core.programmes import month_of
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused

pytestmark = pytest.mark.django_db

STAYS = {  # these tell of the record itself: its history, looks at it, rosters, pairs and merges
    *("changes", "reveals", "imported"),
    *("protection.PersonLink.first", "protection.PersonLink.second"),
    *("protection.Merge.kept", "protection.Merge.gone"),
}


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def link(officer):
    return twins.make_link(officer)


def this_month():
    return f"{clock.now():%Y-%m}"


def everything():
    """Return every row of the room but the merges themselves."""
    models = [one for one in apps.get_app_config("protection").get_models() if one is not Merge]
    return {one.__name__: sorted(map(repr, one.objects.order_by("pk").values())) for one in models}


def merge(link, keep="first", by=None):
    return same.judge(link=link, verdict=Verdict.SAME, keep=keep, by=by)


def unmerge(link, by):
    return same.unmerge(link=link, reason="Ternyata dua orang", by=by)


def funded(worker, officer, fund=None):
    """Let a fund pay for one worker."""
    worker.fund = fund or make.make_fund(officer)
    worker.save(update_fields=["fund"])
    return worker.fund


def enrolled(worker, officer, fund=None):
    """Return the enrolment of one worker whom BPJS accepted, covered from this month."""
    paying = funded(worker, officer, fund)
    made = batch_commands.propose(fund=paying, first_month=this_month(), workers=[worker], by=officer)
    sent = batches.make_sent(officer, made)
    sent.enrolments.update(state=EnrolmentState.ACTIVE)
    type(sent).objects.filter(pk=sent.pk).update(state=BatchState.ANSWERED)
    return sent.enrolments.get()


def paid(officer, fund, **changes):
    month = this_month()
    given = {"first_month": month, "last_month": month, "paid_on": clock.now().date(), "workers": 1} | changes
    return batches.pay(officer, fund, **given)


def test_every_kind_of_row_that_points_at_a_record_goes_along_or_tells_of_the_record_itself():
    pointing = {
        one.name if not one.hidden else f"{one.related_model._meta.label}.{one.field.name}"
        for one in Enlistment._meta.get_fields(include_hidden=True)
        if isinstance(one, ForeignObjectRel)
    }
    carried = {"enrolments", "pledges", "holds", "requests", "subject_requests"}
    assert pointing == STAYS | carried
    assert {*carrying.MODELS} == {*rules.KINDS}


def test_what_hangs_on_the_record_goes_along_and_comes_back(officer, link):
    gone, kept = link.second, link.first
    enrolment = enrolled(gone, officer)
    paid(officer, gone.fund)
    pledge = make.make_pledge(officer, worker=gone)
    ecosystem.link(worker=gone, role=VillageRole.HEAD, by=officer)
    asked = subjects.receive(kind=SubjectKind.ACCESS, worker=gone, way=SubjectWay.CARD, by=officer)
    before = everything()

    merge(link, by=officer)
    kept = Enlistment.objects.get(pk=kept.pk)
    for row in (enrolment, pledge, RoleHolder.objects.get(), asked):
        row.refresh_from_db()
        assert row.worker_id == kept.pk, type(row).__name__
    assert kept.fund_id == gone.fund_id, "who pays goes along where nobody paid"
    assert enrolment.person_id == gone.person_id, "BPJS knows the member by this NIK"
    assert enrolment.months.count() == 1
    facts = json.loads(Entry.objects.get(event="people.merged").leaf)["facts"]
    assert facts["carried"] == 5

    unmerge(link, officer)
    assert everything() == before


def scenario(chance, officer, link):
    """Do something random to both records of a pair."""
    acts = [
        lambda one: enrolled(one, officer),
        lambda one: batch_commands.propose(
            fund=funded(one, officer), first_month=this_month(), workers=[one], by=officer
        ),
        lambda one: paid(officer, one.fund),
        lambda one: make.make_pledge(officer, worker=one),
        lambda one: ecosystem.link(worker=one, role=VillageRole.HEAD, by=officer),
        lambda one: subjects.receive(
            kind=SubjectKind.CORRECTION, worker=one, way=SubjectWay.CARD, by=officer
        ),
    ]
    for one in (link.first, link.second):
        enroll = chance.choice([None, *acts[:2]])
        if enroll:
            enroll(one)
            if enroll is acts[0] and chance.random() < 0.7:
                acts[2](one)
        for act in acts[3:]:
            if chance.random() < 0.5:
                act(one)


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(one, marks=pytest.mark.long) for one in range(2, 12))])
def test_a_merge_taken_back_leaves_every_table_as_it_was(officer, link, seed):
    chance = random.Random(seed)
    scenario(chance, officer, link)
    before = everything()
    merge(link, keep=chance.choice(["first", "second"]), by=officer)
    assert everything() != before
    assert not Enrolment.objects.filter(worker__state="stopped", state__in=["open", "active"]).exists()
    assert not Pledge.objects.filter(worker__state="stopped").exists()
    unmerge(link, officer)
    assert everything() == before


def held(pk, state="open", batch="proposed", programmes="JKK+JKM"):
    return Held(pk, programmes, state, batch)


@pytest.mark.parametrize(
    ("kept", "gone", "out"),
    [
        ([held(1)], [held(2)], {2}),
        ([held(1)], [held(2, batch="sent")], {1}),
        ([held(1)], [held(2, "active", "answered")], {1}),
        ([held(1, "active", "answered")], [held(2, batch="verified")], {2}),
        ([held(1, "active", "answered")], [held(2, "active", "answered")], set()),
        ([held(1, "rejected", "answered")], [held(2)], set()),
        ([held(1, programmes="JHT")], [held(2)], set()),
    ],
)
def test_only_an_enrolment_that_bpjs_has_not_seen_gives_way(kept, gone, out):
    assert rules.giving_way(kept, gone) == out


def test_a_proposal_goes_to_bpjs_under_the_nik_that_stays(officer, link):
    fund = funded(link.second, officer)
    batch = batches.make_batch(officer, fund, first_month=this_month())
    before = everything()
    merge(link, by=officer)
    row = batch.enrolments.get()
    assert (row.worker_id, row.person_id) == (link.first_id, link.first.person_id)
    unmerge(link, officer)
    assert everything() == before

    merge(link, by=officer)
    batches.make_sent(officer, batch)
    unmerge(link, officer)
    row.refresh_from_db()
    assert row.worker_id == link.first_id, "BPJS was told the NIK of the record that stayed"


def test_both_in_one_proposal_stand_there_once(officer, link):
    fund = funded(link.second, officer, funded(link.first, officer))
    batch = batches.make_batch(officer, fund, first_month=this_month())
    before = everything()
    merge(link, keep="second", by=officer)
    waiting = batch.enrolments.get(state=EnrolmentState.OPEN)
    assert waiting.worker_id == link.second_id
    unmerge(link, officer)
    assert everything() == before


def test_an_earlier_record_that_was_stopped_does_not_stand_in_the_way(officer, link):
    old = enrolled(link.first, officer)
    workers.stop(worker=link.first, reason="left", by=officer)
    told = make.a_worker(name=twins.NAME, born=twins.BORN, sex="P")
    again = Enlistment.objects.create(
        person=link.first.person,
        office=link.first.office,
        village=link.first.village,
        occupation="farmer",
        listed_on=make.LISTED,
    )
    assert told.name
    fund = funded(link.second, officer)
    batches.make_batch(officer, fund, first_month=this_month())
    second = twins.link_of(link.second, again, officer)
    before = everything()
    merge(second, keep="second", by=officer)
    old.refresh_from_db()
    assert old.state == EnrolmentState.ENDED
    unmerge(second, officer)
    assert everything() == before


def test_the_person_is_enrolled_no_second_time_after_a_merge(officer, link):
    active = enrolled(link.second, officer)
    merge(link, by=officer)
    kept = Enlistment.objects.get(pk=link.first_id)
    with pytest.raises(RuleRefused, match=r"batch\.held"):
        batch_commands.propose(fund=active.batch.fund, first_month=this_month(), workers=[kept], by=officer)


def test_what_others_altered_since_stays_where_they_left_it(officer, link):
    pledge = make.make_pledge(officer, worker=link.second)
    ecosystem.link(worker=link.second, role=VillageRole.HEAD, by=officer)
    enrolment = enrolled(link.second, officer)
    merge(link, by=officer)
    paid(officer, enrolment.batch.fund)
    sponsors.end(pledge=pledge, note="Pindah", by=officer)
    ecosystem.link(worker=link.first, role=VillageRole.SECRETARY, by=officer)
    unmerge(link, officer)

    role = RoleHolder.objects.get()
    assert (role.worker_id, role.post.role) == (link.first_id, VillageRole.SECRETARY)
    enrolment.refresh_from_db()
    assert (enrolment.worker_id, enrolment.months.count()) == (link.second_id, 1), "paid meanwhile for it"
    pledge.refresh_from_db()
    assert pledge.worker_id == link.second_id
    assert pledge.ended_on == date(clock.now().year, clock.now().month, clock.now().day)
    facts = json.loads(Entry.objects.get(event="people.unmerged").leaf)["facts"]
    assert (facts["left"] >= 1, facts["put_back"] >= 2) == (True, True)


@pytest.fixture
def doubled(officer, link):
    """Return two active enrolments, of two funds, of whom a merge made one; this month is paid in both."""
    rows = [enrolled(one, officer) for one in (link.first, link.second)]
    for one in (link.first, link.second):
        paid(officer, one.fund)
    merge(link, by=officer)
    return rows


def of_kept(link):
    return doubles.of_worker(Enlistment.objects.select_related("person").get(pk=link.first_id))


def test_a_month_paid_twice_stays_two_payments_and_is_a_fault_until_mended(officer, link, doubled):
    found = of_kept(link)
    assert [one.month for one in found.paid] == [this_month()]
    assert [one.rupiah for one in found.paid[0].shares] == [16_800, 16_800]
    assert found.too_much == 16_800
    assert found.enrolments == doubled
    (line,) = doubles.lines(desk_of(officer).reach)
    assert (line.worker.pk, len(line.funds)) == (link.first_id, 2)
    assert doubles.lines(desk_of(make.regency_officer("71.02")).reach) == []

    ended = double_commands.end(enrolment=doubled[1], note="BPJS diminta mengakhiri", by=officer)
    assert (ended.state, ended.last_month) == (EnrolmentState.ENDED, this_month())
    assert of_kept(link).enrolments == []
    assert of_kept(link).paid, "what was paid twice stays to be mended"
    month = this_month()
    given = {"first_month": month, "last_month": month, "minutes": "BA 3", "reason": "Dibayar dua kali"}
    month_commands.take_back(enrolment=ended, **given, by=officer)
    assert not of_kept(link)


def test_the_next_month_is_paid_once_for_a_person_in_two_enrolments(officer, link, doubled):
    following = str(months.this_month() + 1)
    span = {"first_month": following, "last_month": following}
    funds = [one.batch.fund for one in doubled]
    paid(officer, funds[0], **span)
    second = batches.make_payment(officer, funds[1], workers=1, paid_on=clock.now().date(), **span)
    with pytest.raises(RuleRefused, match=r"months\.nobody"):
        month_commands.settle(payment=second, by=officer)
    assert [one.month for one in of_kept(link).paid] == [this_month()]


def test_of_two_enrolments_in_one_fund_one_is_paid_and_the_person_counts_once(officer, link):
    first = enrolled(link.first, officer)
    enrolled(link.second, officer, first.batch.fund)
    merge(link, by=officer)
    fund = first.batch.fund
    year = clock.now().year
    told = months.of_fund(fund, year)
    assert (told.workers, told.villages[0].standing.total()) == (1, 1)
    paid(officer, fund, workers=2)
    assert first.months.count() == 1, "the one under the worker's own NIK"
    told = months.of_fund(fund, year)
    assert (told.workers, told.villages[0].paid_months) == (1, 1)
    unmerge(link, officer)
    assert months.of_fund(fund, year).workers == 2


def test_an_enrolment_that_stands_alone_is_not_ended_so(officer, link):
    alone = enrolled(link.first, officer)
    with pytest.raises(RuleRefused, match=r"enrolment\.not_doubled"):
        double_commands.end(enrolment=alone, note="Salah", by=officer)
    with pytest.raises(BadInput, match=r"worker\.no_note"):
        double_commands.end(enrolment=alone, note=" ", by=officer)
    with pytest.raises(NotFound):
        double_commands.end(enrolment=alone, note="Salah", by=make.regency_officer("71.02"))


def test_two_sponsors_of_one_person_are_told_and_a_fund_beside_a_sponsor_is_not(officer, link):
    make.make_pledge(officer, worker=link.first)
    merge_of_one = make.make_pledge(officer, worker=link.second)
    enrolled(link.second, officer)
    before = sponsor_queries.counted_once(desk_of(officer).reach, year=2026)
    merge(link, by=officer)
    found = of_kept(link)
    assert [one.pk for one in found.pledges][-1] == merge_of_one.pk
    assert (len(found.pledges), found.paid, found.enrolments) == (2, [], [])
    after = sponsor_queries.counted_once(desk_of(officer).reach, year=2026)
    assert (before.by_sponsor, after.by_sponsor, after.persons) == (2, 1, 1)
    unmerge(link, officer)
    assert sponsor_queries.counted_once(desk_of(officer).reach, year=2026) == before


def test_no_fund_moves_a_rupiah_by_a_merge(officer, link, doubled):
    funds = Fund.objects.order_by("pk")
    merged = [money.balance_of(one) for one in funds]
    unmerge(link, officer)
    assert [money.balance_of(one) for one in funds] == merged


@pytest.mark.parametrize(
    ("cover", "other", "until"),
    [
        (("2026-01", "2026-03"), ("2026-02", ""), "2026-03"),
        (("2026-01", ""), ("2026-05", ""), "2026-04"),
        (("2026-05", ""), ("2026-01", ""), "2026-05"),
    ],
)
def test_an_ended_enrolment_holds_as_far_as_it_is_paid_and_until_the_other_begins(cover, other, until):
    assert str(double_rules.holds_until(a_cover(*cover), a_cover(*other))) == until


def a_cover(first, paid_until):
    counting = frozenset([month_of(paid_until)] if paid_until else [])
    return Cover(month_of(first), None, counting, frozenset())

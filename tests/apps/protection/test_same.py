"""Probable duplicates: found by a search, judged by who may, merged, and taken apart as they were."""

from dataclasses import replace
from datetime import date

import pytest
from django.db.models import Count
from tests.apps.protection.test_imports import register
from tests.apps.protection.test_workers import everything_stored
from tests.factories import protection as make
from tests.factories import rosters
from tests.factories import same as twins

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import import_parts, same, same_work, workers
from paritrana.apps.protection.models import DuplicateSearch, Enlistment, Merge, Person, PersonLink
from paritrana.apps.protection.permissions import desk_of
from paritrana.apps.protection.queries import same as queries
from paritrana.apps.protection.states import Act, SearchState, StopReason, Verdict
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(import_parts, "PAUSE", 0)


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def elsewhere():
    return make.regency_officer("71.02")


@pytest.fixture
def province():
    return make.officer_of("province", "71")


def pairs():
    return list(PersonLink.objects.values_list("first", "second"))


def waiting_for(user):
    return list(queries.links(desk_of(user).reach, [Verdict.OPEN]))


def test_a_search_fills_the_queue_and_keeps_nothing_of_a_person(officer):
    first, second = twins.make_twins(officer, name="Ratulangi Uji Contoh", born=date(1980, 2, 3))
    make.make_worker(officer, name="Lain Sekali")
    done = twins.search(officer)
    assert (done.state, done.people, done.fresh, done.found) == (SearchState.DONE, 3, 3, 1)
    assert (done.done, done.worker) == (3, "")
    (link,) = PersonLink.objects.all()
    assert (link.first, link.second, link.verdict) == (first, second, Verdict.OPEN)
    assert link.agreement == {"name": "equal", "birth_date": "equal", "sex": "equal", "village": "district"}
    assert link.weight > 0
    stored = everything_stored()
    assert "Ratulangi" not in stored
    assert "1980-02-03" not in stored


def test_the_second_search_meets_only_who_came_or_changed(officer):
    first, second = twins.make_twins(officer)
    twins.search(officer)
    PersonLink.objects.all().delete()
    again = twins.search(officer)
    assert (again.fresh, again.found, pairs()) == (0, 0, [])
    third = make.make_worker(officer, name=twins.NAME, born=twins.BORN, sex="P")
    assert twins.search(officer).fresh == 1
    assert set(pairs()) == {(first.pk, third.pk), (second.pk, third.pk)}
    assert twins.search(officer, whole=True).found == 3


def test_a_verdict_stays_when_a_later_search_finds_the_pair_again(officer):
    twins.make_twins(officer)
    twins.search(officer)
    link = same.judge(link=PersonLink.objects.get(), verdict=Verdict.DIFFERENT, by=officer)
    twins.search(officer, whole=True)
    assert list(PersonLink.objects.values_list("pk", "verdict")) == [(link.pk, Verdict.DIFFERENT)]


def test_one_search_at_a_time_and_a_dead_one_is_taken_up_anew(officer):
    twins.make_twins(officer)
    asked = same.ask_search(by=officer)
    with pytest.raises(RuleRefused, match=r"search\.waits"):
        same.ask_search(by=officer)
    host = same_work.own_name().partition(":")[0]
    DuplicateSearch.objects.update(state=SearchState.WORKING, worker=f"{host}:{2**22 + 1}")
    assert same_work.work() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.found) == (SearchState.DONE, 1)


def test_a_search_that_breaks_says_so_and_leaves_the_queue(officer, settings):
    twins.make_twins(officer)
    asked = same.ask_search(by=officer)
    settings.PERSON_KEYS = "other:only-for-tests-another-key-to-seal"
    done = same_work.take(asked)
    assert (done.state, done.fault) == (SearchState.FAILED, "person.key_missing")
    assert pairs() == []


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_who_reaches_both_records_decides(officer, verdict):
    link = twins.make_link(officer)
    done = same.judge(link=link, verdict=verdict, by=officer)
    assert (done.verdict, done.by, done.proposed) == (verdict, officer, "")
    assert Entry.objects.filter(event="pair.judged").count() == 1
    assert Enlistment.objects.filter(state="listed").count() == 2


def test_same_needs_to_be_told_which_record_stays(officer):
    link = twins.make_link(officer)
    with pytest.raises(BadInput, match=r"pair\.no_keep"):
        same.judge(link=link, verdict=Verdict.SAME, by=officer)
    with pytest.raises(BadInput, match=r"pair\.unknown_verdict"):
        same.judge(link=link, verdict="open", by=officer)
    assert not Merge.objects.exists()


@pytest.mark.parametrize(("keep", "goes"), [("first", 1), ("second", 0)])
def test_a_merge_stops_one_record_and_undoing_restores_the_register(officer, keep, goes):
    link = twins.make_link(officer)
    before = register()
    same.judge(link=link, verdict=Verdict.SAME, keep=keep, by=officer)
    gone, kept = [(link.first, link.second)[place] for place in (goes, 1 - goes)]
    gone.refresh_from_db()
    assert (gone.state, gone.stop_reason) == ("stopped", StopReason.DUPLICATE)
    assert Person.objects.get(pk=gone.person_id).merged_into_id == kept.person_id
    assert [one.act for one in kept.changes.all()] == [Act.MERGED, Act.ADDED]
    assert [one.act for one in gone.changes.all()] == [Act.STOPPED, Act.ADDED]
    assert Enlistment.objects.get(state="listed") == kept
    assert register() != before

    same.unmerge(link=link, reason="Ternyata dua orang", by=officer)
    assert register() == before
    assert not Person.objects.exclude(merged_into=None).exists()
    link.refresh_from_db()
    assert link.verdict == Verdict.OPEN
    assert same.judge(link=link, verdict=Verdict.DIFFERENT, by=officer).verdict == Verdict.DIFFERENT
    events = Entry.objects.filter(event__startswith="people.").values_list("event", flat=True)
    assert list(events.order_by("pk")) == ["people.merged", "people.unmerged"]


def test_a_chain_of_merges_is_undone_from_its_end(officer):
    one, two = twins.make_twins(officer)
    three = make.make_worker(officer, name=twins.NAME, born=twins.BORN, sex="P")
    before = register()
    first, second = twins.link_of(one, two, officer), twins.link_of(two, three, officer)
    same.judge(link=first, verdict=Verdict.SAME, keep="second", by=officer)
    same.judge(link=second, verdict=Verdict.SAME, keep="second", by=officer)
    assert dict(Person.objects.values_list("merged_into").annotate(Count("pk"))) == {
        None: 1,
        three.person_id: 2,
    }
    with pytest.raises(RuleRefused, match=r"pair\.merged_on"):
        same.unmerge(link=first, reason="Salah", by=officer)
    same.unmerge(link=second, reason="Salah", by=officer)
    assert Person.objects.get(pk=one.person_id).merged_into_id == two.person_id
    same.unmerge(link=first, reason="Salah", by=officer)
    assert register() == before


def test_the_nik_of_a_merged_record_leads_to_the_one_that_stays(officer):
    told = make.a_worker(name=twins.NAME, born=twins.BORN, sex="P")
    gone = make.make_worker(officer, **vars(told))
    kept = make.make_worker(officer, name=twins.NAME, born=twins.BORN, sex="P")
    link = twins.link_of(gone, kept, officer)
    same.judge(link=link, verdict=Verdict.SAME, keep="second", by=officer)

    with pytest.raises(RuleRefused, match=r"worker\.listed_here"):
        workers.add(worker=told, by=officer)
    gone.refresh_from_db()
    with pytest.raises(RuleRefused, match=r"worker\.merged"):
        workers.reinstate(worker=gone, note="Kembali", by=officer)
    with pytest.raises(RuleRefused, match=r"worker\.merged"):
        workers.correct(worker=kept, nik=told.nik, occupation="farmer", note="Salah ketik", by=officer)
    with pytest.raises(BadInput, match=r"worker\.no_reason"):
        workers.stop(worker=kept, reason=StopReason.DUPLICATE, by=officer)

    row = rosters.a_row(1, nik=told.nik, name=told.name, born="01-02-1980", sex="P")
    roster = rosters.make_committed(officer, [row])
    assert (roster.effect["new"], roster.by_code.get("register.known")) == (0, 1)
    assert list(Enlistment.objects.filter(state="listed")) == [kept]

    workers.stop(worker=kept, reason=StopReason.LEFT, by=officer)
    again = workers.add(worker=told, by=officer)
    assert again.person_id == kept.person_id, "whoever comes back comes back under the record that stays"


def test_a_corrected_nik_takes_the_merged_records_along(officer):
    link = twins.make_link(officer)
    same.judge(link=link, verdict=Verdict.SAME, keep="first", by=officer)
    right = make.a_nik(born=twins.BORN, sex="P")
    kept = workers.correct(worker=link.first, nik=right, occupation="farmer", note="Salah ketik", by=officer)
    assert Person.objects.get(pk=link.second.person_id).merged_into_id == kept.person_id
    same.unmerge(link=link, reason="Ternyata dua orang", by=officer)
    assert not Person.objects.exclude(merged_into=None).exists()


def test_records_of_two_offices_need_both_or_somebody_above(officer, elsewhere, province):
    link = twins.make_link(officer, elsewhere, village=make.ELSEWHERE)
    said = same.judge(link=link, verdict=Verdict.SAME, keep="first", by=officer)
    assert (said.verdict, said.proposed, said.proposed_from) == (Verdict.OPEN, Verdict.SAME, "first")
    same.judge(link=link, verdict=Verdict.SAME, keep="first", by=make.regency_officer())
    assert PersonLink.objects.get().verdict == Verdict.OPEN, "a colleague of the same side adds nothing"
    same.judge(link=link, verdict=Verdict.SAME, keep="second", by=elsewhere)
    assert PersonLink.objects.get().verdict == Verdict.OPEN, "they differ in which record stays"

    agreed = same.judge(link=link, verdict=Verdict.SAME, keep="second", by=officer)
    assert agreed.verdict == Verdict.SAME
    assert not Enlistment.objects.get(pk=link.first_id).is_listed
    assert link.first.changes.first().by == officer, "each record's history names its own side alone"
    assert link.second.changes.first().by == elsewhere
    with pytest.raises(NotPermitted, match=r"pair\.not_yours"):
        same.unmerge(link=link, reason="Salah", by=elsewhere)
    same.unmerge(link=link, reason="Salah", by=officer)

    assert same.judge(link=link, verdict=Verdict.DIFFERENT, by=province).verdict == Verdict.DIFFERENT


def test_a_pair_of_another_area_is_none(officer, elsewhere):
    link = twins.make_link(officer)
    with pytest.raises(NotFound, match=r"pair\.none"):
        same.judge(link=link, verdict=Verdict.UNSURE, by=elsewhere)
    with pytest.raises(NotFound, match=r"pair\.none"):
        same.look(link=link, by=elsewhere)
    assert waiting_for(elsewhere) == []
    assert waiting_for(officer) == [link]


def test_who_was_stopped_meanwhile_leaves_the_queue(officer):
    link = twins.make_link(officer)
    workers.stop(worker=link.first, reason=StopReason.LEFT, by=officer)
    assert waiting_for(officer) == []
    with pytest.raises(RuleRefused, match=r"pair\.not_listed"):
        same.judge(link=link, verdict=Verdict.SAME, keep="first", by=officer)


def test_a_merge_whose_stopped_record_was_worked_on_stays(officer):
    link = twins.make_link(officer)
    same.judge(link=link, verdict=Verdict.SAME, keep="first", by=officer)
    with pytest.raises(BadInput, match=r"worker\.no_note"):
        same.unmerge(link=link, reason=" ", by=officer)
    with pytest.raises(RuleRefused, match=r"pair\.merged"):
        same.judge(link=link, verdict=Verdict.DIFFERENT, by=officer)
    gone = Enlistment.objects.get(pk=link.second_id)
    gone.changes.create(
        act=Act.CORRECTED, village=gone.village, day=gone.listed_on, by=officer, at=clock.now()
    )
    with pytest.raises(RuleRefused, match=r"pair\.touched"):
        same.unmerge(link=link, reason="Salah", by=officer)


def test_a_merge_built_on_a_roster_outlives_its_undoing(officer):
    older = make.make_worker(officer, name=twins.NAME, born=twins.BORN, sex="P")
    row = rosters.a_row(
        1, nik=make.a_nik(born=twins.BORN, sex="P"), name=twins.NAME, born="01-02-1980", sex="P"
    )
    roster = rosters.make_committed(officer, [row])
    brought = Enlistment.objects.exclude(pk=older.pk).get()
    link = twins.link_of(older, brought, officer)
    same.judge(link=link, verdict=Verdict.SAME, keep="second", by=officer)
    rosters.undo(roster, officer)
    assert Enlistment.objects.get(pk=brought.pk).is_listed, "somebody has built on it: it stays"
    assert roster.imported.get().kept
    same.unmerge(link=link, reason="Salah", by=officer)
    assert {one.pk for one in Enlistment.objects.all() if one.is_listed} == {older.pk, brought.pk}


def test_a_pair_nobody_has_judged_goes_with_the_roster_that_brought_it(officer):
    older = make.make_worker(officer, name=twins.NAME, born=twins.BORN, sex="P")
    row = rosters.a_row(
        1, nik=make.a_nik(born=twins.BORN, sex="P"), name=twins.NAME, born="01-02-1980", sex="P"
    )
    roster = rosters.make_committed(officer, [row])
    twins.link_of(older, Enlistment.objects.exclude(pk=older.pk).get(), officer)
    rosters.undo(roster, officer)
    assert list(Enlistment.objects.all()) == [older]
    assert pairs() == []


def test_both_nik_of_a_merged_person_in_one_roster_make_one_record(officer):
    first, second = make.a_nik(born=twins.BORN, sex="P"), make.a_nik(born=twins.BORN, sex="P")
    told = make.a_worker(name=twins.NAME, born=twins.BORN, sex="P")
    one = make.make_worker(officer, **vars(replace(told, nik=first)))
    two = make.make_worker(officer, **vars(replace(told, nik=second)))
    same.judge(link=twins.link_of(one, two, officer), verdict=Verdict.SAME, keep="first", by=officer)
    workers.stop(worker=one, reason=StopReason.LEFT, by=officer)
    rows = [rosters.a_row(1, nik=nik, name=told.name, born="01-02-1980", sex="P") for nik in (first, second)]
    roster = rosters.make_committed(officer, rows)
    assert (roster.effect["new"], roster.effect["same"]) == (1, 1)
    assert Enlistment.objects.get(state="listed").person_id == one.person_id

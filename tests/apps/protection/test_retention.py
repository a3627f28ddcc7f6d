"""Erasure destroys what tells who somebody is, keeps every count, and says what stands against it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.forms.models import model_to_dict
from tests.apps.protection.test_workers import everything_stored
from tests.factories import batches, rosters
from tests.factories import protection as make
from tests.factories import same as twins

from paritrana.apps.ledger.models import Entry
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.commands import (
    drafts,
    funds,
    people,
    requests,
    retention,
    same,
    sponsors,
    workers,
)
from paritrana.apps.protection.models import Change, Enlistment, Enrolment, Person, WorkerDraft, WorkerRequest
from paritrana.apps.protection.queries import money, register
from paritrana.apps.protection.queries.people import Opener, masked_names
from paritrana.apps.protection.queries.retention import blockers
from paritrana.apps.protection.queries.sponsors import masked_names as masked_sponsors
from paritrana.apps.protection.states import RequestState, StopReason, Verdict, WorkerState
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

pytestmark = pytest.mark.django_db
NIK, NAME = "7107033101907012", "Ratulangi Uji"


@pytest.fixture
def officer():
    return make.regency_officer()


def stopped(officer, *, nik=NIK, day=None, **changes):
    worker = make.make_worker(officer, nik=nik, name=NAME, **changes)
    note = "Pindah ke rumah Ratulangi"
    workers.stop(worker=worker, reason=StopReason.LEFT, note=note, day=day or make.LISTED, by=officer)
    worker.refresh_from_db()
    return worker


def counts(fund):
    """Return every figure that officers see of a village and a fund."""
    lines = register.village_lines(register.villages_in(Reach(frozenset({"71"}))), year=2026)
    shown = [{**vars(one), "village": one.village.pk} for one in lines]
    return shown, money.balance_of(fund), fund.enlistments.count()


def test_nothing_of_the_person_is_left_and_every_count_stays(officer):
    fund = make.make_fund(officer)
    make.make_worker(officer, fund=fund, nik=make.a_nik())
    worker = stopped(officer, fund=fund)
    sealed = Person.objects.get(pk=worker.person_id)
    before, secrets = counts(fund), [sealed.nik_sealed, sealed.name_sealed, sealed.born_sealed, sealed.token]

    retention.erase(person=worker.person, by=officer)

    assert counts(fund) == before
    stored = everything_stored()
    assert not any(one in stored for one in [*secrets, "Ratulangi"])
    left = model_to_dict(Person.objects.get(pk=worker.person_id))
    assert (left["nik_first"], left["nik_last"], left["sex"], left["birth_year"]) == ("", "", "", 0)
    assert [one.act for one in Change.objects.filter(worker=worker)] == ["stopped", "added"]
    leaf = Entry.objects.get(event="person.erased").leaf
    assert not any(one in leaf for one in ("7012", "Ratulangi", sealed.token))


def test_what_the_person_asked_and_what_was_typed_goes_too(officer):
    worker = stopped(officer)
    mine, others = make.make_request(nik=NIK), make.make_request(nik=make.a_nik())
    drafts.keep(village=mine.village, typed={"nik": "7107 0331 0190 7012", "name": NAME}, by=officer)
    retention.erase(person=worker.person, by=officer)
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.sealed, mine.reason) == ("", "withdrawn")
    assert others.is_waiting
    assert others.sealed
    assert not WorkerDraft.objects.exists()


def test_an_erased_record_is_read_and_never_taken_up_but_the_person_may_come_again(officer, client):
    worker = stopped(officer)
    retention.erase(person=worker.person, by=officer)
    worker = Enlistment.objects.select_related("person__data_key").get(pk=worker.pk)
    assert masked_names([worker])[worker.pk] in ("Erased", "Terhapus")
    for act in (
        lambda: workers.reinstate(worker=worker, note="Kembali", by=officer),
        lambda: people.reveal(worker=worker, purpose="claim", by=officer),
        lambda: retention.erase(person=worker.person, by=officer),
        lambda: Opener().all(worker.person),
    ):
        with pytest.raises(RuleRefused):
            act()
    client.force_login(officer)
    assert client.get(worker.get_absolute_url()).status_code == 200
    assert client.get(f"/program/desa/{make.VILLAGE}?status=berhenti").status_code == 200
    again = make.make_worker(officer, nik=NIK)
    assert again.person_id != worker.person_id


def test_service_and_decile_are_erased_too_also_in_what_a_roster_remembers(officer):
    worker = make.make_worker(officer, nik=make.a_nik(1), service="military", decile=3)
    rosters.make_committed(officer, [rosters.a_row(1, occupation="Nelayan")])
    with clock.at(clock.now() + timedelta(hours=25)):
        workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
        retention.erase(person=worker.person, by=officer)
    worker.refresh_from_db()
    assert (worker.service, worker.decile, worker.imported.get().before) == ("", None, {})


def test_who_is_listed_is_not_erased(officer):
    worker = make.make_worker(officer)
    with pytest.raises(RuleRefused, match=r"erasure\.blocked"):
        retention.erase(person=worker.person, by=officer)


def test_a_premium_of_covered_months_must_be_paid_first(officer):
    fund = make.make_fund(officer)
    promised = make.make_commitment(fund, officer)
    worker = stopped(officer, fund=fund, day=date(2026, 5, 10))
    (found,) = blockers(worker.person)
    assert (found.code, found.month) == ("premium", "2026-05")
    assert fund.name in found.told
    given = {"workers": 20, "first_month": "2026-01", "paid_on": date(2026, 6, 1), "document": "SP2D"}
    funds.pay(commitment=promised, last_month="2026-05", by=officer, **given)
    assert blockers(worker.person) == []


def test_a_roster_that_may_still_be_undone_holds_it_back(officer):
    roster = rosters.make_committed(officer, [rosters.a_row(8803)])
    worker = roster.imported.get().worker
    workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
    assert [one.code for one in blockers(worker.person)] == ["undo"]
    with clock.at(clock.now() + timedelta(hours=25)):
        assert blockers(worker.person) == []


def test_those_stopped_long_ago_expire_and_nobody_else(officer):
    long_ago, lately, listed = (
        stopped(officer, nik=make.a_nik(7500)),
        stopped(officer, nik=make.a_nik(7501), day=date(2026, 9, 1)),
        make.make_worker(officer, nik=make.a_nik(7502)),
    )
    days = (clock.now().date() - make.LISTED).days
    assert retention.expire(days=days + 1) == (0, 0)
    assert retention.expire(days=days) == (1, 0)
    assert retention.expire(days=days) == (0, 0), "what is erased is not erased again"
    erased = Person.objects.exclude(erased_at=None)
    assert [one.pk for one in erased] == [long_ago.person_id]
    assert lately.person_id != listed.person_id


def test_whom_an_unpaid_premium_holds_back_waits(officer):
    fund = make.make_fund(officer)
    make.make_commitment(fund, officer)
    stopped(officer, fund=fund)
    assert retention.expire(days=1) == (0, 1)


def test_old_requests_and_drafts_go_by_themselves_and_fresh_ones_stay(officer, settings):
    settings.KEEP_REQUESTS_DAYS, settings.KEEP_DRAFTS_DAYS = 30, 3
    refused, waiting = make.make_request(nik=NIK), make.make_request(nik=make.a_nik())
    requests.refuse(request=refused, reason="elsewhere", by=officer)
    drafts.keep(village=refused.village, typed={"nik": NIK}, by=officer)
    assert retention.work() == 0
    assert retention.work() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        fresh = make.make_request(nik=make.a_nik())
        assert retention.work() == 3
        assert retention.work() == 0
    assert not WorkerDraft.objects.exists()
    kept = {one.pk: (one.sealed != "", one.state, one.reason) for one in WorkerRequest.objects.all()}
    assert kept == {
        refused.pk: (False, RequestState.REFUSED, "elsewhere"),
        waiting.pk: (False, RequestState.REFUSED, "expired"),
        fresh.pk: (True, RequestState.WAITING, ""),
    }
    assert Entry.objects.filter(event="worker_requests.erased").count() == 1


def test_a_person_listed_again_is_kept_whatever_was_stopped_before(officer):
    worker = stopped(officer)
    make.make_worker(officer, nik=NIK, village="71.07.03.2007")
    assert retention.expire(days=1) == (0, 0)
    assert Enlistment.objects.get(pk=worker.pk).state == WorkerState.STOPPED


def test_whoever_was_entered_under_two_nik_is_erased_under_both(officer):
    first, second = twins.make_twins(officer)
    same.judge(link=twins.link_of(first, second, officer), verdict=Verdict.SAME, keep="first", by=officer)
    workers.stop(worker=first, reason=StopReason.LEFT, day=make.LISTED, by=officer)
    secrets = [one.nik_sealed for one in Person.objects.all()]
    assert len(secrets) == 2
    retention.erase(person=second.person, by=officer)
    assert not any(one in everything_stored() for one in secrets)
    assert all(one.erased_at for one in Person.objects.all())


def test_months_that_an_enrolled_worker_owes_must_be_settled_first(officer):
    with clock.at(datetime(2026, 3, 2, tzinfo=UTC)):
        batch = batches.make_active(officer, batches.make_paid_fund(officer, workers=1))
    enrolment = batch.enrolments.get()
    Enrolment.objects.update(number_sealed="tersegel-0021", number_last="0021")
    workers.stop(worker=enrolment.worker, reason=StopReason.LEFT, day=date(2026, 4, 10), by=officer)
    (found,) = blockers(enrolment.person)
    assert (found.code, found.month) == ("premium", "2026-04")
    batches.pay(officer, batch.fund, workers=1, last_month="2026-04")
    assert blockers(enrolment.person) == []
    retention.erase(person=enrolment.person, by=officer)
    assert "tersegel-0021" not in everything_stored()


def test_the_name_of_a_sponsor_who_left_long_ago_is_erased_and_the_pledges_stay(officer):
    pledge = make.make_pledge(officer, first_month="2024-01", last_month="2024-12")
    sponsor, name_sealed = pledge.sponsor, pledge.sponsor.name_sealed
    with clock.at(datetime(2025, 1, 5, tzinfo=UTC)):
        sponsors.leave(sponsor=sponsor, by=officer)
    assert retention.expire(days=365)[0] == 1
    assert name_sealed not in everything_stored()
    sponsor.refresh_from_db()
    assert sponsor.pledges.get() == pledge
    assert masked_sponsors([sponsor]) == {sponsor.pk: "Terhapus"}
    assert retention.expire(days=365)[0] == 0

"""The register: one person, one record; every act leaves history; personal data stay sealed."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.serializers import serialize
from django.db import IntegrityError, connection, transaction
from tests.factories import protection as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import people, workers
from paritrana.apps.protection.models import DataKey, Enlistment, Person, Reveal
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.states import Act, Purpose, StopReason, WorkerState
from paritrana.core.units import clock
from paritrana.errors import BadInput, DataFaults, NotFound, NotPermitted, ParitranaError, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make.regency_officer()


def everything_stored():
    """Return every cell of every table as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(found)


def test_a_worker_is_kept_under_seal_and_opens_again(officer):
    stated = make.a_worker(name="Ratulangi Uji")
    worker = make.make_worker(officer, **vars(stated))

    stored = everything_stored()
    assert stated.nik not in stored
    assert stated.name not in stored
    assert worker.person.masked_nik == f"7107 •••• •••• {stated.nik[-4:]}"
    opened = Opener().all(worker.person)
    assert (opened.nik, opened.name, opened.born) == (stated.nik, stated.name, stated.born)
    assert stated.nik not in repr(opened) + str(worker.person) + str(worker)


def test_faults_keep_a_worker_out_and_doubts_stay_to_be_mended(officer):
    make.make_village()
    with pytest.raises(DataFaults):
        workers.add(worker=make.a_worker(nik="123"), by=officer)
    assert not Person.objects.exists()
    doubtful = make.make_worker(officer, nik=make.a_nik(sex="P"))
    assert doubtful.doubts == ["nik.sex"]


def test_the_same_person_is_listed_once_and_only_who_may_is_told_where(officer):
    stated = make.a_worker()
    first = make.make_worker(officer, **vars(stated))

    with pytest.raises(RuleRefused, match=r"worker\.listed_here") as caught:
        make.make_worker(officer, **vars(stated))
    assert caught.value.facts["worker"] == first.pk
    elsewhere = make.regency_officer("71.02")
    with pytest.raises(RuleRefused, match=r"worker\.listed_elsewhere") as caught:
        make.make_worker(elsewhere, **vars(replace(stated, village=make.ELSEWHERE)))
    assert caught.value.facts == {}
    assert (Person.objects.count(), Enlistment.objects.count()) == (1, 1)


def test_the_database_itself_lets_nobody_be_listed_twice(officer):
    worker = make.make_worker(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enlistment.objects.create(
            person=worker.person, office=worker.office, village=worker.village, listed_on=make.LISTED
        )


def test_who_stopped_elsewhere_is_taken_in_under_the_same_record(officer):
    stated = make.a_worker()
    first = make.make_worker(make.regency_officer("71.02"), **vars(replace(stated, village=make.ELSEWHERE)))
    workers.stop(worker=first, reason=StopReason.LEFT, by=make.regency_officer("71.02"))

    second = make.make_worker(officer, **vars(replace(stated, name="Nama Lain")))
    assert second.person_id == first.person_id
    assert "person.differs" in second.doubts
    assert Opener().all(second.person).name == stated.name, "nothing is overwritten by a second office"


def test_a_worker_moves_within_reach_and_keeps_a_fund_that_pays_there(officer):
    fund = make.make_fund(officer)
    worker = make.make_worker(officer, fund=fund)
    make.make_village("71.07.03.2007")
    make.make_village(make.KELURAHAN)

    moved = workers.move(worker=worker, village="71.07.03.2007", by=officer)
    assert (moved.village_id, moved.fund) == ("71.07.03.2007", fund)
    moved = workers.move(worker=worker, village=make.KELURAHAN, by=officer)
    assert moved.fund is None, "a kelurahan has no village budget"
    with pytest.raises(NotPermitted, match=r"protection\.village_outside"):
        workers.move(worker=worker, village=make.ELSEWHERE, by=officer)
    with pytest.raises(RuleRefused, match=r"worker\.lives_there"):
        workers.move(worker=worker, village=make.KELURAHAN, by=officer)


def test_stopping_and_taking_up_again_leaves_a_history(officer):
    worker = make.make_worker(officer)
    workers.stop(worker=worker, reason=StopReason.DECEASED, day=make.LISTED, note="Laporan RT", by=officer)
    with pytest.raises(RuleRefused, match=r"worker\.state"):
        workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
    with pytest.raises(BadInput, match=r"worker\.no_note"):
        workers.reinstate(worker=worker, note=" ", by=officer)
    row = workers.reinstate(worker=worker, note="Salah orang", by=officer)

    assert (row.state, row.stopped_on, row.stop_reason) == (WorkerState.LISTED, None, "")
    assert [(one.act, one.stop_reason) for one in worker.changes.all()] == [
        (Act.REINSTATED, ""),
        (Act.STOPPED, StopReason.DECEASED),
        (Act.ADDED, ""),
    ]


def test_who_is_listed_elsewhere_by_now_is_not_taken_up_again(officer):
    stated = make.a_worker()
    worker = make.make_worker(officer, **vars(stated))
    workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
    make.make_worker(make.regency_officer("71.02"), **vars(replace(stated, village=make.ELSEWHERE)))
    with pytest.raises(RuleRefused, match=r"worker\.listed_elsewhere"):
        workers.reinstate(worker=worker, note="Kembali", by=officer)


def test_a_correction_keeps_what_is_left_empty_and_another_nik_is_another_person(officer):
    worker = make.make_worker(officer, name="Nama Salah")
    nik = Opener().all(worker.person).nik
    corrected = workers.correct(
        worker=worker, occupation="fisher", name="Nama Benar", note="Lihat KTP", by=officer
    )
    opened = Opener().all(corrected.person)
    assert (opened.name, opened.nik, corrected.occupation) == ("Nama Benar", nik, "fisher")

    other = make.a_nik()
    corrected = workers.correct(worker=worker, occupation="fisher", nik=other, note="Salah ketik", by=officer)
    opened = Opener().all(corrected.person)
    assert (opened.name, opened.nik) == ("Nama Benar", other)
    assert Person.objects.count() == 1, "the record of the slip is gone"
    taken = make.make_worker(officer)
    with pytest.raises(RuleRefused, match=r"worker\.listed_here"):
        workers.correct(
            worker=worker, occupation="fisher", nik=Opener().all(taken.person).nik, note="x", by=officer
        )


def test_a_correction_to_a_known_person_overwrites_nothing(officer):
    stated = make.a_worker(name="Nama Pertama")
    first = make.make_worker(officer, **vars(stated))
    workers.stop(worker=first, reason=StopReason.LEFT, by=officer)
    second = make.make_worker(officer, name="Nama Kedua")
    corrected = workers.correct(
        worker=second, occupation="farmer", nik=stated.nik, note="Salah ketik", by=officer
    )
    assert corrected.person == first.person
    assert "person.differs" in corrected.doubts
    assert Opener().all(corrected.person).name == "Nama Pertama"
    with pytest.raises(RuleRefused, match=r"worker\.state"):
        workers.correct(worker=first, occupation="farmer", note="x", by=officer)


@pytest.mark.parametrize("day", [make.LISTED - timedelta(1), date(2099, 1, 1)])
def test_a_day_before_listing_or_ahead_is_refused(officer, day):
    worker = make.make_worker(officer)
    with pytest.raises(BadInput):
        workers.stop(worker=worker, reason=StopReason.LEFT, day=day, by=officer)


def test_only_officers_of_the_area_meet_a_worker(officer):
    worker = make.make_worker(officer)
    workers.stop(worker=worker, reason=StopReason.LEFT, by=make.village_officer())
    for stranger in (make.regency_officer("71.02"), make.village_officer("71.07.03.2009")):
        with pytest.raises(NotFound, match=r"worker\.none"):
            workers.reinstate(worker=worker, note="x", by=stranger)
        with pytest.raises(NotFound, match=r"worker\.none"):
            people.reveal(worker=worker, purpose=Purpose.CLAIM, by=stranger)
    operator = make.regency_officer("71.30")
    operator.is_operator = True
    operator.save()
    with pytest.raises(NotFound):
        people.reveal(worker=worker, purpose=Purpose.CLAIM, by=operator)


def test_a_look_at_personal_data_has_a_purpose_and_a_limit_and_is_recorded_without_the_data(
    officer, settings
):
    settings.REVEALS_A_DAY = 2
    stated = make.a_worker(name="Ratulangi Uji")
    worker = make.make_worker(officer, **vars(stated))
    with pytest.raises(BadInput, match=r"person\.no_purpose"):
        people.reveal(worker=worker, purpose="curious", by=officer)

    assert people.reveal(worker=worker, purpose=Purpose.CHECK_CARD, by=officer).nik == stated.nik
    people.reveal(worker=worker, purpose=Purpose.CHECK_CARD, by=officer)
    with pytest.raises(RuleRefused, match=r"person\.limit_reached"):
        people.reveal(worker=worker, purpose=Purpose.CHECK_CARD, by=officer)
    with clock.at(clock.now() + timedelta(days=1)):
        people.reveal(worker=worker, purpose=Purpose.CHECK_CARD, by=officer)

    assert Reveal.objects.count() == 3
    leaf = json.loads(Entry.objects.filter(event="person.revealed").latest("pk").leaf)
    assert leaf["facts"] == {"people": 1, "purpose": "check_card"}


def test_a_list_for_signature_has_names_by_the_alphabet_and_its_own_limit(officer, settings):
    settings.LISTS_A_DAY = 1
    for name in ("Zeta Uji", "alfa uji"):
        make.make_worker(officer, name=name)
    village = make.make_village()
    named = people.list_for_signature(village=village, by=make.village_officer())
    assert [name for _worker, name in named] == ["alfa uji", "Zeta Uji"]
    people.list_for_signature(village=village, by=officer)
    with pytest.raises(RuleRefused, match=r"person\.limit_reached"):
        people.list_for_signature(village=village, by=officer)
    with pytest.raises(RuleRefused, match=r"worker\.none_listed"):
        people.list_for_signature(village=make.make_village("71.07.03.2007"), by=officer)


def test_no_event_of_the_register_says_anything_about_a_person(officer):
    stated = make.a_worker(name="Ratulangi Uji")
    worker = make.make_worker(officer, **vars(stated))
    workers.stop(worker=worker, reason=StopReason.DECEASED, note="Ratulangi Uji wafat", by=officer)
    people_events = Entry.objects.filter(event__startswith="worker.") | Entry.objects.filter(
        event__startswith="person."
    )
    told = serialize("json", people_events)
    for secret in (
        stated.nik,
        "Ratulangi",
        worker.person.token,
        "deceased",
        stated.born.isoformat(),
        make.VILLAGE,
    ):
        assert secret not in told


def test_new_master_keys_wrap_the_data_keys_anew_and_the_old_ones_may_go(officer, settings):
    worker = make.make_worker(officer)
    old = settings.PERSON_KEYS
    settings.PERSON_KEYS = f"baru:{'n' * 40},{old}"
    assert people.rewrap() == 1
    assert set(DataKey.objects.values_list("master", flat=True)) == {"baru"}

    settings.PERSON_KEYS = f"baru:{'n' * 40}"
    worker = Enlistment.objects.get(pk=worker.pk)
    assert Opener().all(worker.person).name == "Orang Rekaan"
    settings.PERSON_KEYS = f"baru:{'m' * 40}"
    with pytest.raises(ParitranaError, match=r"person\.unreadable"):
        Opener().all(worker.person)


def test_without_keys_nobody_is_taken_in_and_the_cure_is_told(officer, settings):
    settings.PERSON_KEYS = ""
    with pytest.raises(BadInput, match=r"person\.no_keys"):
        make.make_worker(officer)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_offices_that_enter_the_same_person_at_once_end_with_one_record(officer):
    stated = make.a_worker()
    make.make_village(make.ELSEWHERE)
    make.make_village()
    adding = [
        (stated, officer),
        (replace(stated, village=make.ELSEWHERE), make.regency_officer("71.02")),
    ]
    ready = Barrier(2)

    def enter(given):
        worker, by = given
        try:
            ready.wait(timeout=10)
            workers.add(worker=worker, by=by)
        except RuleRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(enter, adding))
    assert told == ["in", "worker.listed_elsewhere"]
    assert (Person.objects.count(), Enlistment.objects.count()) == (1, 1)

"""Batches from the proposal to the answer: by two persons, once, all or nothing, nobody twice."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from tests.factories import batches as make
from tests.factories import protection as base

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import batch_files, batches, workers
from paritrana.apps.protection.models import Batch, Enrolment, Reveal
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.states import BatchState, EnrolmentState, FundKind, Purpose, StopReason
from paritrana.core.units import clock
from paritrana.errors import DataFaults, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 3, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_march():
    with clock.at(TODAY):
        yield


@pytest.fixture
def officer():
    return base.regency_officer()


def states(batch):
    return sorted(batch.enrolments.values_list("state", flat=True))


def test_a_batch_gathers_whom_the_fund_pays_and_nobody_else(officer):
    fund = make.make_paid_fund(officer, 3)
    base.make_worker(officer)  # paid by nobody yet
    stopped = base.make_worker(officer, fund=fund)
    workers.stop(worker=stopped, reason=StopReason.LEFT, by=officer)
    base.make_worker(officer, fund=fund, village="71.07.03.2007")

    village = base.make_village()
    batch = make.make_batch(officer, fund, village=village)
    assert (batch.enrolments.count(), batch.programmes, batch.first_month) == (3, "JKK+JKM", "2026-03")
    rest = make.make_batch(officer, fund)
    assert rest.enrolments.count() == 1, "who is in the first is not gathered again"
    with pytest.raises(RuleRefused, match=r"batch\.nobody"):
        make.make_batch(officer, fund)


def test_nobody_stands_in_two_batches_or_is_active_twice_in_a_programme(officer):
    batch = make.make_active(officer)
    fund, members = batch.fund, [one.worker for one in batch.enrolments.select_related("worker")]
    with pytest.raises(RuleRefused, match=r"batch\.held") as caught:
        make.make_batch(officer, fund, workers=members)
    assert caught.value.facts["count"] == 3
    agreement = base.make_agreement(officer, fund=fund, programmes="JHT")
    other = make.make_batch(officer, fund, agreement=agreement)
    assert other.programmes == "JHT", "another programme is another matter"
    agreement = base.make_agreement(officer, fund=fund, programmes="JKK+JKM+JHT")
    with pytest.raises(RuleRefused, match=r"batch\.nobody"):
        make.make_batch(officer, fund, agreement=agreement)


def test_the_database_itself_refuses_a_second_enrolment(officer):
    from django.db import IntegrityError

    one = make.make_batch(officer).enrolments.select_related("batch").first()
    with pytest.raises(IntegrityError):
        Enrolment.objects.create(
            batch=one.batch,
            worker=one.worker,
            person=one.person,
            programmes=one.programmes,
            first_month="2026-04",
        )


def test_stopped_workers_are_refused_at_every_step(officer):
    fund = make.make_paid_fund(officer, 2)
    batch = make.make_batch(officer, fund)
    member = batch.enrolments.select_related("worker", "batch").first()
    workers.stop(worker=member.worker, reason=StopReason.DECEASED, by=officer)
    with pytest.raises(RuleRefused, match=r"batch\.not_listed"):
        make.make_batch(officer, fund, workers=[member.worker])
    with pytest.raises(RuleRefused, match=r"batch\.stopped_inside"):
        batches.verify(batch=batch, by=make.colleague(officer))
    batches.leave_out(enrolment=member, by=officer)
    verified = batches.verify(batch=batch, by=make.colleague(officer))
    assert verified.state == BatchState.VERIFIED
    assert states(batch) == [EnrolmentState.LEFT_OUT, EnrolmentState.OPEN]


def test_who_stopped_or_lapsed_may_be_enrolled_anew_and_the_old_one_ends(officer):
    fund = make.make_paid_fund(officer, 1)
    first = make.make_active(officer, fund)
    (worker,) = [one.worker for one in first.enrolments.select_related("worker")]
    workers.stop(worker=worker, reason=StopReason.EMPLOYED, by=officer)
    workers.reinstate(worker=worker, note="Berhenti bekerja", by=officer)
    with pytest.raises(RuleRefused, match=r"batch\.nobody"):
        make.make_batch(officer, fund)
    with clock.at(TODAY.replace(month=7)):  # nothing was ever paid: lapsed in June
        again = make.make_batch(officer, fund, first_month="2026-07")
    assert states(first) == [EnrolmentState.ENDED]
    assert again.enrolments.count() == 1


def test_cover_starts_by_the_agreement_where_the_funds_rule_says_so(officer):
    fund = make.make_paid_fund(officer, 2, kind=FundKind.APBD_REGENCY, fund_rules={"from_agreement": True})
    with pytest.raises(RuleRefused, match=r"batch\.needs_agreement"):
        make.make_batch(officer, fund)
    agreement = base.make_agreement(officer, fund=fund, starts_on=date(2026, 2, 16), quota=1)
    with pytest.raises(RuleRefused, match=r"fund\.before_agreement"):
        make.make_batch(officer, fund, agreement=agreement, first_month="2026-01")
    with pytest.raises(RuleRefused, match=r"batch\.over_quota"):
        make.make_batch(officer, fund, agreement=agreement, first_month="2026-02")
    with pytest.raises(RuleRefused, match=r"fund\.agreement_of_another"):
        make.make_batch(officer, fund, agreement=base.make_agreement(officer))
    wide = base.make_agreement(officer, fund=fund, starts_on=date(2026, 2, 16))
    assert make.make_batch(officer, fund, agreement=wide, first_month="2026-02").first_month == "2026-02"


def test_another_person_of_the_same_office_verifies(officer):
    batch = make.make_batch(officer)
    with pytest.raises(RuleRefused, match=r"batch\.second_person"):
        batches.verify(batch=batch, by=officer)
    with pytest.raises(NotFound, match=r"protection\.none"):
        batches.verify(batch=batch, by=base.regency_officer("71.02"))
    with pytest.raises(NotPermitted, match=r"protection\.other_office"):
        batches.verify(batch=batch, by=base.officer_of("province", "71"))
    with pytest.raises(RuleRefused, match=r"batch\.state"):
        batches.send(batch=batch, by=officer)


def test_the_file_for_bpjs_is_made_once_with_the_nik_as_text(officer):
    batch = batches.verify(batch=make.make_batch(officer), by=make.colleague(officer))
    sent = batches.send(batch=batch, by=officer)

    sheet = openpyxl.load_workbook(io.BytesIO(sent.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "NIK"
    assert [row[0] for row in rows[1:]] == make.niks_of(batch)
    assert all(isinstance(row[0], str) and row[9] == "SD" for row in rows[1:])
    assert {cell.number_format for cell in sheet["A"][1:]} == {"@"}
    with pytest.raises(RuleRefused, match=r"batch\.state"):
        batches.send(batch=batch, by=officer)

    look = Reveal.objects.get()
    assert (look.purpose, look.people, look.by) == (Purpose.BATCH, 3, officer)
    told = "".join(Entry.objects.values_list("leaf", flat=True))
    assert "batch.sent" in told
    assert not any(nik in told or nik[-6:] in told for nik in make.niks_of(batch))
    assert "Rekaan" not in repr(sent)


def test_looks_at_whole_lists_have_their_own_daily_limit(officer, settings):
    settings.LISTS_A_DAY = 1
    make.make_sent(officer)
    with pytest.raises(RuleRefused, match=r"person\.limit_reached"):
        make.make_sent(officer)


def test_who_is_left_out_while_the_file_is_made_is_not_in_it(officer, monkeypatch):
    batch = batches.verify(batch=make.make_batch(officer), by=make.colleague(officer))
    write, out = batch_files.workbook, batch.enrolments.order_by("pk").first()

    def slowly(row):
        made = write(row)
        if Enrolment.objects.get(pk=out.pk).state == EnrolmentState.OPEN:
            batches.leave_out(enrolment=out, by=officer)
        return made

    monkeypatch.setattr(batch_files, "workbook", slowly)
    sent = batches.send(batch=batch, by=officer)
    sheet = openpyxl.load_workbook(io.BytesIO(sent.data)).active
    niks = {row[0].value for row in sheet.iter_rows(min_row=2)}
    assert len(niks) == 2
    assert Opener().all(out.person).nik not in niks


def test_a_file_that_was_lost_is_made_anew_until_bpjs_answers(officer):
    sent = make.make_sent(officer)
    back = batches.recall(batch=sent, note="Unduhan terputus", by=officer)
    assert (back.state, back.sha256) == (BatchState.VERIFIED, "")
    again = batches.send(batch=back, by=officer).batch
    assert Reveal.objects.count() == 2
    make.take(officer, again, make.rows_of(again)[:1])
    for act in (batches.recall, batches.withdraw):
        with pytest.raises(RuleRefused, match=r"batch\.answered_partly"):
            act(batch=again, note="Terlambat", by=officer)


def test_a_withdrawn_batch_sets_its_workers_free(officer):
    fund = make.make_paid_fund(officer, 2)
    batches.withdraw(batch=make.make_batch(officer, fund), note="Salah bulan", by=officer)
    assert make.make_batch(officer, fund).enrolments.count() == 2


def test_the_answer_makes_workers_active_or_says_why_not(officer):
    batch = make.make_sent(officer)
    rows = make.rows_of(batch)
    rows[1] = (rows[1][0], "Ditolak", "NIK tidak padan", "")
    done = make.take(officer, batch, rows)

    first, second, third = done.enrolments.select_related("person__data_key").order_by("pk")
    assert done.state == BatchState.ANSWERED
    assert (first.state, second.state, third.state) == ("active", "rejected", "active")
    assert second.reason == "NIK tidak padan"
    key = Opener().key(first.person.data_key)
    number = sealing.unseal(first.number_sealed, key, f"number/{first.person.token}")
    assert (number, first.number_last) == (rows[0][3], rows[0][3][-4:])
    assert make.make_batch(officer, batch.fund).enrolments.get().worker == second.worker, "free again"


def test_an_answer_may_come_in_parts_and_the_same_part_again(officer):
    batch = make.make_sent(officer)
    rows = make.rows_of(batch)
    part = make.take(officer, batch, rows[:2])
    assert (part.state, states(part)) == (BatchState.SENT, ["active", "active", "open"])
    assert make.take(officer, batch, rows).state == BatchState.ANSWERED


def test_a_faulty_answer_is_told_whole_and_nothing_of_it_is_kept(officer):
    batch = make.make_sent(officer)
    rows = make.rows_of(batch)
    elsewhere = Opener().all(base.make_worker(officer).person).nik
    wrong = [
        rows[0],
        rows[0],
        (elsewhere, "diterima", "", ""),
        (rows[1][0], "mungkin", "", ""),
        (int(rows[2][0]), "diterima", "", ""),
    ]
    with pytest.raises(DataFaults) as caught:
        make.take(officer, batch, wrong)
    assert [(one.line, one.code) for one in caught.value.faults] == [
        (3, "answer.twice"),
        (4, "answer.not_in_batch"),
        (5, "answer.result"),
        (6, "nik.damaged"),
    ]
    assert states(batch) == ["open"] * 3
    batch.refresh_from_db()
    assert (batch.state, batch.answer_sha256) == (BatchState.SENT, "")
    assert not any(nik in str(caught.value) for nik in [*make.niks_of(batch), elsewhere])


def test_a_csv_answer_is_read_too_and_what_is_no_table_is_refused(officer):
    from django.core.files.base import ContentFile

    batch = make.make_sent(officer)
    lines = [";".join(("NIK", "Status", "Keterangan")), *(f"{nik};aktif;" for nik in make.niks_of(batch))]
    upload = ContentFile("\n".join(lines).encode(), name="jawaban.csv")
    assert batch_files.take_answer(batch=batch, upload=upload, ending="csv", by=officer).state == "answered"
    with pytest.raises(DataFaults) as caught:
        make.take(officer, batch, [("a", "b")], headings=("Nama", "Alamat"))
    assert [one.code for one in caught.value.faults] == ["answer.headings"]


def test_a_batch_of_another_office_is_told_to_nobody_else(officer):
    batch = make.make_sent(officer)
    with pytest.raises(NotFound, match=r"protection\.none"):
        make.take(base.regency_officer("71.02"), batch, make.rows_of(batch))
    assert Batch.objects.get().state == BatchState.SENT


def test_a_nik_is_corrected_after_a_rejection_but_not_under_a_membership(officer):
    batch = make.make_sent(officer)
    rows = make.rows_of(batch)
    rows[0] = (rows[0][0], "ditolak", "NIK tidak padan", "")
    make.take(officer, batch, rows)
    rejected, member, _third = batch.enrolments.select_related("worker").order_by("pk")
    given = {"occupation": "farmer", "fund": batch.fund, "note": "Salah salin", "by": officer}

    mended = workers.correct(worker=rejected.worker, nik=base.a_nik(), **given)
    rejected.refresh_from_db()
    assert rejected.person == mended.person, "what BPJS said of the worker goes along"
    with pytest.raises(RuleRefused, match=r"worker\.enrolled"):
        workers.correct(worker=member.worker, nik=base.a_nik(), **given)
    assert make.make_batch(officer, batch.fund).enrolments.get().person == mended.person

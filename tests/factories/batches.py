"""Batches of made-up workers on their way to BPJS, and payments settled for them."""

import io
from datetime import date

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import nominations as base
from tests.factories import protection as make
from tests.factories.coverage import office_of

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.states import Role
from paritrana.apps.protection.commands import batch_files, batches, funds, months
from paritrana.apps.protection.models import Batch, Fund, Payment
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.states import BatchState, EnrolmentState

HEADINGS = ("NIK", "Hasil", "Alasan", "Nomor Peserta")


def colleague(officer: User) -> User:
    """Return another coverage officer of the same office."""
    return base.join(office_of(officer), Role.COVERAGE, office="Petugas kedua")


def make_paid_fund(officer: User, workers: int = 3, **changes) -> Fund:
    """Return a fund that these workers of one village are paid by."""
    fund = make.make_fund(officer, **changes)
    for _ in range(workers):
        make.make_worker(officer, fund=fund)
    return fund


def make_batch(officer: User, fund: Fund | None = None, **changes) -> Batch:
    given = {"first_month": "2026-03"} | changes
    return batches.propose(fund=fund or make_paid_fund(officer), by=officer, **given)


def make_sent(officer: User, batch: Batch | None = None, **changes) -> Batch:
    found = batch or make_batch(officer, **changes)
    verified = batches.verify(batch=found, by=colleague(officer))
    return batches.send(batch=verified, by=officer).batch


def make_active(officer: User, fund: Fund | None = None, **changes) -> Batch:
    """Return a batch whose workers BPJS accepted, all of them; no file is read for it."""
    sent = make_sent(officer, fund=fund, **changes)
    sent.enrolments.update(state=EnrolmentState.ACTIVE)
    sent.state = BatchState.ANSWERED
    sent.save()
    return sent


def niks_of(batch: Batch) -> list[str]:
    rows = batch.enrolments.select_related("person__data_key").order_by("pk")
    return [Opener().all(one.person).nik for one in rows]


def rows_of(batch: Batch, result: str = "diterima") -> list[tuple[str, ...]]:
    return [(nik, result, "", f"2200{batch.pk:03d}{place:04d}") for place, nik in enumerate(niks_of(batch))]


def answer_file(rows, headings=HEADINGS, name: str = "jawaban.xlsx") -> SimpleUploadedFile:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([headings, *rows]):
            for place, cell in enumerate(row):
                (sheet.write_number if isinstance(cell, int) else sheet.write_string)(line, place, cell)
    return SimpleUploadedFile(name, into.getvalue())


def take(officer: User, batch: Batch, rows, **more) -> Batch:
    return batch_files.take_answer(batch=batch, upload=answer_file(rows, **more), ending="xlsx", by=officer)


def make_payment(
    officer: User, fund: Fund, *, workers: int = 3, paid_on: date = date(2026, 3, 5), **changes
) -> Payment:
    """Return a payment of a fund for March 2026, unless other months are given."""
    given = {"first_month": "2026-03", "last_month": "2026-03"} | changes
    promised = funds.commit(fund=fund, workers=workers, by=officer, **given)
    return funds.pay(
        commitment=promised, workers=workers, paid_on=paid_on, document="SP2D 5", by=officer, **given
    )


def pay(officer: User, fund: Fund, **changes) -> Payment:
    """Return a payment that is settled."""
    paid = make_payment(officer, fund, **changes)
    months.settle(payment=paid, by=officer)
    return paid

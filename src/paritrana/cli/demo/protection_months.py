"""Batches and paid months of Minahasa Tenggara in 2024: who was accepted, who is paid, who fell behind.

Everything here is made up: the answers, the numbers of memberships and minutes, the payments.
"""

import io

import xlsxwriter
from django.core.files.base import ContentFile

from paritrana.apps.accounts.models import User
from paritrana.apps.coverage.commands import work
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role, Standing
from paritrana.apps.protection.commands import batch_files, batches, funds, months, register_delivery
from paritrana.apps.protection.models import Batch, Commitment, Enlistment, Fund, Payment
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.states import WorkerState
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast
from paritrana.core.units import clock

QUOTA = 20  # residents of a village, as budgeted
HEADINGS = ("NIK", "Hasil", "Alasan", "Nomor Peserta")
REASON = "NIK belum padan dengan data Dukcapil (rekaan)"


def enrol(cast: Cast, fund: Fund, villages: list[Region], *, office: User) -> User:
    """Enrol three villages; return the colleague who verifies."""
    with clock.at(moment("2024-05-10")):
        colleague = cast.person(
            "mitra.verifikasi",
            office="Petugas verifikasi, Dinas Nakertrans Minahasa Tenggara",
            organisation="pemda-71.07",
            role=Role.COVERAGE,
            standing=Standing.STAFF,
        )
        _enrol(fund, villages[:3], office=office, colleague=colleague)
    return colleague


def settle(cast: Cast, fund: Fund, villages: list[Region], *, office: User, colleague: User) -> None:
    """Settle what was paid, propose for two more villages, correct one worker, and tell the figures."""
    with clock.at(moment("2024-05-20")):
        for payment in Payment.objects.filter(fund=fund).order_by("pk"):
            months.settle(payment=payment, by=office)
        waiting = _listed(fund, villages[3:4])
        _propose(fund, waiting[:10], by=colleague)
    with clock.at(moment("2024-06-03")):
        sent = batches.verify(batch=_propose(fund, waiting[10:], by=office), by=colleague)
        batches.send(batch=sent, by=office)
        batches.verify(batch=_propose(fund, _listed(fund, villages[4:5]), by=office), by=colleague)
        _take_a_month_back(villages[0], by=office)
    with clock.at(moment("2024-06-05")):
        made = register_delivery.deliver(office=_office(cast), by=office)
        work.take_delivery(made.delivery)


def pay_late(fund: Fund, villages: list[Region], *, office: User) -> None:
    """Pay two villages late: one is restored by minutes."""
    with clock.at(moment("2024-10-07")):
        late = _pay_late(fund, villages[2], "2024-07", "2024-10", by=office)
        months.restore(
            payment=late,
            minutes="BA (nomor rekaan) 5/X/2024",
            reason="Dana cair terlambat (rekaan)",
            by=office,
        )
    with clock.at(moment("2025-01-06")):
        _pay_late(fund, villages[1], "2024-10", "2024-12", by=office)


def _pay_late(fund: Fund, village: Region, first: str, last: str, *, by: User) -> Payment:
    """Pay for months after membership has lapsed; without minutes they restore nothing."""
    paid = funds.pay(
        commitment=Commitment.objects.get(fund=fund, village=village),
        workers=QUOTA,
        first_month=first,
        last_month=last,
        paid_on=clock.now().date(),
        document="Bukti setor susulan (nomor rekaan)",
        by=by,
    )
    months.settle(payment=paid, by=by)
    return paid


def _office(cast: Cast) -> Organisation:
    return cast.organisations["pemda-71.07"]


def _listed(fund: Fund, villages: list[Region]) -> list[Enlistment]:
    found = Enlistment.objects.filter(village__in=villages, fund=fund, state=WorkerState.LISTED)
    return list(found.order_by("pk"))


def _propose(fund: Fund, workers: list[Enlistment], *, by: User) -> Batch:
    month = f"{clock.now():%Y-%m}"
    return batches.propose(fund=fund, workers=workers, first_month=month, made_up=True, by=by)


def _enrol(fund: Fund, villages: list[Region], *, office: User, colleague: User) -> None:
    """Bring the workers to BPJS and back; one is rejected, and two still wait for their answer."""
    batch = batches.verify(batch=_propose(fund, _listed(fund, villages), by=office), by=colleague)
    sent = batches.send(batch=batch, by=office).batch
    opener = Opener()
    rows = [
        (opener.all(one.person).nik, "Diterima", "", f"22{sent.pk:03d}{one.pk:06d}")
        for one in sent.enrolments.select_related("person__data_key")
    ]
    last = rows[-3]
    answered = [*rows[:-3], (last[0], "Ditolak", REASON, "")]
    batch_files.take_answer(batch=sent, upload=ContentFile(_book(answered)), ending="xlsx", by=office)


def _book(rows: list[tuple[str, ...]]) -> bytes:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([HEADINGS, *rows]):
            for place, cell in enumerate(row):
                sheet.write_string(line, place, cell)
    return into.getvalue()


def _take_a_month_back(village: Region, *, by: User) -> None:
    worker = Enlistment.objects.filter(village=village).order_by("pk").first()
    assert worker is not None
    months.take_back(
        enrolment=worker.enrolments.get(),
        first_month="2024-12",
        last_month="2024-12",
        minutes="BA (nomor rekaan) 3/VI/2024",
        reason="Bekerja di perusahaan mulai Desember (rekaan)",
        by=by,
    )

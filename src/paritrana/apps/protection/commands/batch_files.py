"""The two files of a batch: what goes to BPJS Ketenagakerjaan, and what comes back.  Neither is kept."""

import hashlib
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from django.core.files import File

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.labels import batches as words
from paritrana.apps.protection.models import Batch, DataKey, Enrolment
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import answers, sealing
from paritrana.apps.protection.rules import batches as rules
from paritrana.apps.protection.rules import imports as import_rules
from paritrana.apps.protection.rules.nik import fault_of, plain
from paritrana.apps.protection.states import CONTAINERS, BatchState, EnrolmentState, FundKind
from paritrana.apps.regions.models import Region
from paritrana.core.rolls.nik import token as token_of
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

AT_ONCE = 500
WIDTHS = (20, 34, 14, 6, 16, 28, 24, 16, 12, 10)
NUMBER = 2  # the kind of a cell that a spreadsheet kept as a number


@dataclass(frozen=True)
class Made:
    """A file for BPJS, and whose rows it holds; its repr shows none of it."""

    data: bytes
    members: list[int]

    def __repr__(self) -> str:
        return "Made(…)"


def members_of(batch: Batch) -> list[int]:
    """Return the keys of those who wait in a batch, in the order of the file."""
    waiting = batch.enrolments.filter(state=EnrolmentState.OPEN)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def workbook(batch: Batch) -> Made:
    """Return the workers of a batch as BPJS takes them: NIK as text, one row each.  For a command only."""
    opener, members = Opener(), _members(batch)
    into = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(into, options) as book:
        sheet = book.add_worksheet("Peserta")
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for place, (heading, width) in enumerate(zip(words.FILE_HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, heading, bold)
        sheet.freeze_panes(1, 1)
        for line, one in enumerate(members, start=1):
            for place, cell in enumerate(_cells(batch, one, opener)):
                sheet.write_string(line, place, cell, text)
    return Made(into.getvalue(), [one.pk for one in members])


def take_answer(*, batch: Batch, upload: File, ending: str, by: Any) -> Batch:
    """Take in what BPJS answered, all of it or nothing; raises DataFaults with every fault by row.

    A file may answer a part; the batch is answered when every worker of it is.
    """
    permissions.check_keep(permissions.desk_of(by), batch.fund)
    import_rules.check_upload(ending, upload.size)
    with tempfile.TemporaryDirectory(prefix="batch-") as folder:  # open to this user alone
        path = Path(folder) / f"jawaban.{ending}"
        with path.open("wb") as file:
            for piece in upload.chunks():
                file.write(piece)
        rows = _rows(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return _keep_answer(batch=batch, rows=rows, digest=digest, by=by)


@ledger.recorded
def _keep_answer(*, batch: Batch, rows: Sequence[answers.Row], digest: str, by: Any) -> Batch:
    row = Batch.objects.select_for_update(of=("self",)).select_related("fund__office").get(pk=batch.pk)
    permissions.check_keep(permissions.desk_of(by), row.fund)
    if row.state not in (BatchState.SENT, BatchState.ANSWERED):
        raise RuleRefused("batch.state", state=row.state)
    key = settings.NIK_KEY.encode()
    inside = {
        one.person.token: one
        for one in row.enrolments.exclude(state=EnrolmentState.LEFT_OUT).select_related("person__data_key")
    }
    tokens = {one.nik: token_of(one.nik, key) for one in rows if not fault_of(one.nik)}
    before = {
        token: one.state != EnrolmentState.REJECTED
        for token, one in inside.items()
        if one.state != EnrolmentState.OPEN
    }
    told = answers.read(
        rows, tokens={nik: token for nik, token in tokens.items() if token in inside}, before=before
    )
    fresh = [one for one in told if one.token not in before]
    _write(inside, fresh)
    if not row.enrolments.filter(state=EnrolmentState.OPEN).exists() and row.state == BatchState.SENT:
        rules.check_move(row.state, BatchState.ANSWERED)
        row.state = BatchState.ANSWERED
    row.answered_by, row.answered_at, row.answer_sha256 = by, clock.now(), digest
    row.save(update_fields=["state", "answered_by", "answered_at", "answer_sha256"])
    accepted = sum(one.accepted for one in fresh)
    counts = {"accepted": accepted, "rejected": len(fresh) - accepted}
    ledger.append("batch.answered", subject=row, by=by, sha256=digest, **counts)
    return row


def _write(inside: dict[str, Enrolment], told: Sequence[answers.Answer]) -> None:
    opener, changed = Opener(), []
    for one in told:
        row = inside[one.token]
        row.state = EnrolmentState.ACTIVE if one.accepted else EnrolmentState.REJECTED
        row.reason = "" if one.accepted else one.reason
        if one.number:
            row.number_sealed = sealing.seal(
                one.number, opener.key(row.person.data_key), f"number/{one.token}"
            )
            row.number_last = one.number[-4:]
        changed.append(row)
    Enrolment.objects.bulk_create(  # all of them stand already: a tenth of the time of an update by cases
        changed,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["state", "reason", "number_sealed", "number_last"],
        batch_size=AT_ONCE,
    )


def _members(batch: Batch) -> list[Enrolment]:
    """Return who waits in a batch; what many share, keys and villages, is read once and not for each."""
    rows = list(
        batch.enrolments.filter(state=EnrolmentState.OPEN).select_related("person", "worker").order_by("pk")
    )
    keys = DataKey.objects.in_bulk({one.person.data_key_id for one in rows})
    villages = Region.objects.in_bulk({one.worker.village_id for one in rows})
    for one in rows:
        one.person.data_key = keys[one.person.data_key_id]
        one.worker.village = villages[one.worker.village_id]
    return rows


def _cells(batch: Batch, one: Enrolment, opener: Opener) -> tuple[str, ...]:
    known, village = opener.all(one.person), one.worker.village
    return (
        known.nik,
        known.name,
        f"{known.born:%d-%m-%Y}",
        one.person.sex,
        village.pk,
        village.name,
        words.occupation(one.worker.occupation),
        one.programmes,
        one.first_month,
        CONTAINERS[FundKind(batch.fund.kind)] or "",
    )


def _rows(path: Path) -> list[answers.Row]:
    """Return the rows of an answer as they stand; raises DataFaults for a file that nobody can read."""
    from paritrana.core.rolls import roster as core

    said = {name: field for field, names in answers.HEADINGS.items() for name in names}
    layout = core.Layout(columns=said, header_row=1 if path.suffix == ".csv" else 0)
    found = core.look(path, layout=layout)
    line, columns = answers.headings_of(found.first_rows())
    names = ("nik", "result", "reason", "number")
    texts = {
        name: found.grid[f"c{columns[name]}"].to_pylist() if name in columns else [""] * len(found.grid)
        for name in names
    }
    kinds = found.grid[f"k{columns['nik']}"].to_pylist()
    rows = []
    for place, number in enumerate(found.grid["row"].to_pylist()):
        cells = {name: texts[name][place].strip() for name in names}
        if number > line and any(cells.values()):
            cells["nik"] = plain(cells["nik"])
            rows.append(answers.Row(number, **cells, numeric=kinds[place] == NUMBER))
    return rows

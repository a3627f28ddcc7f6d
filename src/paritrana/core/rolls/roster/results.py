"""The files a check gives back, written aside and moved into place together."""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import numpy as np
import pyarrow as pa

from paritrana.core.rolls.roster.birthdays import iso
from paritrana.core.rolls.roster.checked import Checked, Finding
from paritrana.core.rolls.roster.workbooks import corrected_workbook
from paritrana.errors import BadInput

ACCEPTED, REJECTED, WARNINGS = "accepted.csv", "rejected.csv", "warnings.csv"
CORRECTED, SUMMARY = "corrected.xlsx", "summary.json"
COLUMNS = ("row", "column", "code", "severity", "message_id", "message_en")
AT_ONCE = 1 << 14


def write_results(checked: Checked, folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
    """Write accepted.csv, rejected.csv, warnings.csv, corrected.xlsx and summary.json into a folder.

    accepted.csv and corrected.xlsx hold personal data and are readable by their owner alone; the others hold
    row numbers and codes.  Other files of the folder stay.  Raises BadInput (lake.unwritable).
    """
    with _aside(folder) as aside:
        say("file 1 of 5: accepted rows")
        with _owned(aside / ACCEPTED) as file:
            write_accepted(checked, file)
        say("file 2 of 5: rejected rows")
        _write_findings(aside / REJECTED, checked.findings(accepted=False))
        say("file 3 of 5: warnings")
        _write_findings(aside / WARNINGS, checked.findings(accepted=True))
        say("file 4 of 5: corrected workbook")
        with _owned(aside / CORRECTED):
            pass
        corrected_workbook(checked, aside / CORRECTED)
        say("file 5 of 5: summary")
        text = json.dumps(checked.summary(), ensure_ascii=False, indent=1) + "\n"
        (aside / SUMMARY).write_text(text, "utf-8")


def write_accepted(checked: Checked, file: TextIO) -> None:
    """Write the accepted rows as CSV under the headings of the upload; birth dates as YYYY-MM-DD."""
    roster, columns = checked.roster, checked.judged.columns
    at = np.flatnonzero(checked.is_accepted)
    keep = pa.array(at)
    texts = [columns.cells[f"c{place}"].take(keep) for place in range(roster.width)]
    texts[roster.fields["nik"]] = checked.judged.niks.text.take(keep)
    days = [iso(one) for one in checked.judged.day[at].tolist()]
    texts[roster.fields["birth_date"]] = pa.array(days, pa.string())
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([roster.label(place) for place in range(roster.width)])
    for start in range(0, len(at), AT_ONCE):
        writer.writerows(zip(*(one.slice(start, AT_ONCE).to_pylist() for one in texts), strict=True))


def _write_findings(path: Path, findings: Iterator[Finding]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            (one.row, one.column, one.code, one.severity, one.message("id"), one.message("en"))
            for one in findings
        )


def _owned(path: Path) -> TextIO:
    """Open a new file for its owner alone."""
    return os.fdopen(
        os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline=""
    )


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Yield a folder beside, for its owner alone; what was written there is moved into place at the end."""
    aside = folder.absolute().parent / f".{folder.absolute().name}.{secrets.token_hex(4)}.part"
    try:
        aside.mkdir(parents=True, mode=0o700)
        yield aside
        if folder.exists():
            for file in sorted(aside.iterdir()):
                file.replace(folder / file.name)
        else:
            aside.rename(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput("lake.unwritable", folder=str(folder), reason=reason) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)

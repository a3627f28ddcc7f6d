"""The way from the site to the lake: receive rolls, refresh, compute the standard set of figures.

The engine is loaded only here, when it is used: no page waits for it.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings

import paritrana
from paritrana.apps.coverage.commands.deliveries import Quality
from paritrana.apps.coverage.commands.runs import Computed
from paritrana.apps.coverage.models import Delivery, Run
from paritrana.apps.coverage.queries.deliveries import denominators_csv, received_inputs
from paritrana.apps.coverage.queries.runs import published_rows
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.withholding import withheld
from paritrana.errors import BadInput


def receive(delivery: Delivery, *, key: bytes) -> list[Quality]:
    """Take the files of a roll into the lake, all or none; return what was found, in their order."""
    from paritrana.core import engines, rolls

    files = list(delivery.files.order_by("pk"))
    with engines.scratch("paritrana-delivery-") as folder:  # rows with NIKs, so not left by a killed worker
        receipt = rolls.receive(
            _copied(delivery, folder),
            schema=delivery.schema,
            lake=settings.LAKE_DIR,
            key=key,
            as_of=delivery.as_of,
            source=delivery.source,
        )
    reports = {one.sha256: one for one in receipt.files}
    return [
        Quality(
            name=file.name,
            rows=reports[file.sha256].rows,
            accepted=reports[file.sha256].accepted,
            rejected=reports[file.sha256].rejected,
            warned=reports[file.sha256].warned,
            by_code=dict(reports[file.sha256].by_code),
            replayed=reports[file.sha256].replayed,
            file_no=reports[file.sha256].file_no,
        )
        for file in files
    ]


def compute(run: Run, *, tell: Callable[[int], None] = lambda done: None) -> Computed:
    """Refresh the lake and compute every table of a run's year; `tell` hears how many are done."""
    inputs = received_inputs()
    if not inputs:
        raise BadInput("coverage.no_lake")
    from paritrana.core import coverage, engines

    table = denominators_csv(run.denominators)
    rows: list[figures.Row] = []
    with closing(engines.open_engine()) as engine, tempfile.TemporaryDirectory() as folder:
        coverage.refresh(settings.LAKE_DIR, engine=engine)
        path = Path(folder) / "denominators.csv"
        path.write_bytes(table)
        for done, asked in enumerate(figures.standard_set(run.year, months=run.months), start=1):
            found = coverage.figures(
                settings.LAKE_DIR,
                period=asked.period,
                level=[str(level) for level in asked.levels],
                measure=str(asked.measure),
                by=asked.by,
                denominators=path,
                suppress=run.suppress,
                engine=engine,
            )
            rows += [_row(dict(zip(found.columns, values, strict=True))) for values in found.rows]
            tell(done)
        tables = dict(coverage.digest(settings.LAKE_DIR, engine=engine))
    return Computed(
        rows=withheld(
            rows,
            limit=run.suppress,
            before=published_rows(run.year),
            earlier=published_rows(f"{int(run.year) - 1:04d}"),
        ),
        inputs=inputs,
        tables=tables,
        vintage=run.denominators.denominators.order_by("pk").values_list("vintage", flat=True).first() or "",
        denominators_sha256=hashlib.sha256(table).hexdigest(),
        code_version=code_version(),
    )


def code_version() -> str:
    """Return the version, and a digest of the sources of the method, as a snapshot names them."""
    folder = Path(paritrana.__file__).parent / "core"
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{paritrana.__version__}+core.{found.hexdigest()[:16]}"


def _row(one: dict[str, str]) -> figures.Row:
    """Return a figure of the method as a canonical row: what is hidden keeps neither of its counts."""
    hidden = one["suppressed"] == figures.HIDDEN
    return (
        *(one["period"], one["level"], one["region_code"], one.get("segment", ""), one.get("funder", "")),
        one["measure"],
        *(("", "") if hidden else (one["numerator"], one["denominator"])),
        one["suppressed"],
    )


def _copied(delivery: Delivery, folder: Path) -> list[Path]:
    """Return the files of a delivery as paths under their own names, copied out of the store."""
    paths = []
    for place, one in enumerate(delivery.files.order_by("pk")):
        target = folder / str(place) / one.name
        target.parent.mkdir()
        with one.file.open("rb") as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        paths.append(target)
    return paths

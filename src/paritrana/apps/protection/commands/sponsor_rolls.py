"""Taking an uploaded list of civil servants in: counts or people, office by office, all or nothing."""

import csv
import io
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files import File
from django.db import transaction

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import sponsors
from paritrana.apps.protection.rules import sponsor_rolls as rules
from paritrana.apps.regions.models import Region
from paritrana.errors import BadInput

SAMPLES = {
    rules.COUNTS: ("Dinas Sosial (contoh)", "KORPRI", "48", "3"),
    rules.PERSONS: ("Dinas Sosial (contoh)", "KORPRI", "Nama ASN (contoh)"),
}


@transaction.atomic
def take_in(*, kind: str, upload: File, office: Organisation, region: Region, by: Any) -> tuple[int, int]:
    """Return how many offices were written and how many people are new; raises DataFaults, BadInput."""
    permissions.check_open(permissions.desk_of(by), office, region.pk)
    if kind not in rules.COLUMNS:
        raise BadInput("sponsor.no_kind")
    rows = _rows(kind, upload)
    given = {"office": office, "region": region, "by": by}
    if kind == rules.COUNTS:
        counts = rules.read_counts(rows)
        for one in counts:
            sponsors.enter_workplace(
                name=one.name,
                association=one.association,
                servants=one.servants,
                stated_sponsors=one.stated,
                **given,
            )
        return len(counts), 0
    listed = rules.read_people(rows)
    new = 0
    for two in listed:
        known = office.workplaces.filter(name__iexact=two.name, association=two.association).first()
        place = known or sponsors.enter_workplace(
            name=two.name, association=two.association, servants=len(set(two.names)), **given
        )
        new += sponsors.list_people(workplace=place, names=two.names, by=by)
    return len(listed), new


def sample(kind: str) -> bytes:
    """Return a small example of a list, to be filled in any spreadsheet."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([rules.COLUMNS[kind], SAMPLES[kind]])
    return text.getvalue().encode("utf-8-sig")


def _rows(kind: str, upload: File) -> list[dict[str, str]]:
    """Return the rows of a small file, read in a child with little memory; it never stays on disk."""
    if upload.size > rules.LARGEST:
        raise BadInput("sponsor.file_too_large", limit=rules.LARGEST // 1024 // 1024)
    import pyarrow.parquet as pq

    from paritrana.core.rolls import reading

    limits = reading.Limits(size=rules.LARGEST, rows=20_000, cells=200_000, memory=1 << 30, seconds=60)
    ending = PurePosixPath(upload.name or "").suffix.lower()[:8]
    with tempfile.TemporaryDirectory(prefix="sponsors-") as folder:  # open to this user alone
        path, into = Path(folder) / f"daftar{ending}", Path(folder) / "rows.parquet"
        with path.open("wb") as file:
            for piece in upload.chunks():
                file.write(piece)
        reading.read(path, rules.COLUMNS[kind], limits=limits, into=into)
        found: list[dict[str, str]] = pq.read_table(into, memory_map=False).to_pylist()
    return found

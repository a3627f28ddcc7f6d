"""What a delivery of each kind must look like: its columns, the words a cell may hold, and a made-up sample.

Nobody in a sample exists: persons and employers are named made-up, and their NIK begin with 99, which is no
province.
"""

import csv
import io

from paritrana.apps.coverage.rules import denominators, printed
from paritrana.apps.coverage.states import Schema
from paritrana.core.rolls import schemas
from paritrana.core.rolls.workers import VULNERABLE

COLUMNS: dict[Schema, tuple[str, ...]] = {
    Schema.CONTRIBUTION: schemas.CONTRIBUTION,
    Schema.MEMBERSHIP: schemas.MEMBERSHIP,
    Schema.EMPLOYER: schemas.EMPLOYER,
    Schema.PROJECT: schemas.PROJECT,
    Schema.DENOMINATORS: denominators.COLUMNS,
    Schema.PRINTED: printed.COLUMNS,
}
_LISTS = {
    "segment": schemas.SEGMENTS,
    "worker_group": schemas.GROUPS,
    "occupation": schemas.OCCUPATIONS,
    "sector": schemas.SECTORS,
    "programmes": schemas.PROGRAMMES,
    "programmes_owed": schemas.PROGRAMMES,
    "programmes_joined": schemas.PROGRAMMES,
    "funder": schemas.FUNDERS,
    "state": schemas.STATES,
    "size": schemas.SIZES,
    "sex": ("L", "P"),
}
_JOINED = frozenset({"programmes", "programmes_owed", "programmes_joined"})
_PERSON = "9999990101900001,ORANG REKAAN SATU,1990-01-01,L,71.07.03.2006"
_OTHER = "9999994202850002,ORANG REKAAN DUA,1985-02-02,P,71.07.03.2006"
_ROWS: dict[Schema, tuple[str, ...]] = {
    Schema.CONTRIBUTION: (
        f"{_PERSON},,bpu,vulnerable,farmer,agriculture,JKK+JKM,2024-01,village,16800,2024-01-05,paid",
        f"{_OTHER},,bpu,vulnerable,fisher,agriculture,JKK+JKM,2024-01,self,16800,2024-01-09,paid",
    ),
    Schema.MEMBERSHIP: (
        f"{_PERSON},bpu,vulnerable,JKK+JKM,2023-05-02,",
        f"{_OTHER},bpu,vulnerable,JKK+JKM,2022-11-14,2024-06-30",
    ),
    Schema.EMPLOYER: (
        "REKAAN-1,PT Contoh Rekaan,71.71,large,trade,Manado,100,90,JKK+JKM+JHT,JKK+JKM,2,25,2024-06-30",
    ),
    Schema.PROJECT: ("REKAAN-1,71.07,2024-03,2024-09,45,2500000000",),
    Schema.DENOMINATORS: (
        "71,,2023-08,1000,2.0,Contoh rekaan bukan angka resmi",
        "71.07,,2023-08,100,8.0,Contoh rekaan bukan angka resmi",
    ),
    Schema.PRINTED: (
        '71.07,2024-08-31,1.000,800,"80,0",Contoh rekaan,https://contoh.invalid/berita',
        "71,2024,,1 juta,,Contoh rekaan,https://contoh.invalid/laporan",
    ),
}


def words_of(schema: Schema, column: str) -> tuple[str, ...]:
    """Return what a cell of a column may hold, where there is a list; programmes are joined by +."""
    if schema is Schema.DENOMINATORS and column == "segment":
        return tuple(sorted((*schemas.SEGMENTS, VULNERABLE)))
    return _LISTS.get(column, ())


def is_joined(column: str) -> bool:
    """Whether a cell may hold several words of its list, joined by +."""
    return column in _JOINED


def sample(schema: Schema) -> bytes:
    """Return a small made-up file that is accepted as it is, once its regions are in the table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[schema])
    writer.writerows(csv.reader(_ROWS[schema]))
    return text.getvalue().encode()

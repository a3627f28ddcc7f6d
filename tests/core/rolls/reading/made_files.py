"""Small rolls, and files made of them by hand."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from paritrana.core.rolls import reading
from paritrana.errors import DataFaults

COLUMNS = ("nik", "name", "period", "amount", "paid_on")
HEADER = ",".join(COLUMNS)
ROW = "7107000000000001,Baris Satu,2024-01,16800,2024-01-05"
ROWS = [f"710700000000{n:04},Baris {n},2024-01,{16800 + n},2024-01-05" for n in range(1, 6)]


def csv_file(folder: Path, content: str | bytes, name: str = "roll.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(raw: reading.Raw) -> list[dict]:
    return pq.read_table(raw.into).to_pylist()


def read(path: Path, **options) -> tuple[reading.Raw, list[dict]]:
    raw = reading.read(path, COLUMNS, into=path.with_name("raw.parquet"), **options)
    return raw, rows_of(raw)


def codes(path: Path, **options) -> dict[str, int]:
    """Return code and line of every fault with which a file is refused."""
    with pytest.raises(DataFaults) as refused:
        reading.read(path, COLUMNS, into=path.with_name("raw.parquet"), **options)
    assert [one.name for one in path.parent.iterdir() if one.name.startswith("raw.parquet")] == []
    for fault in refused.value.faults:
        assert fault.file == path.name
        assert "{" not in str(fault) + "".join(fault.indonesian)
        assert all(fault.told("id"))
        assert fault.told("id") != fault.told("en")
    return {fault.code: fault.line for fault in refused.value.faults}

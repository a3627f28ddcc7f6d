"""How long a roll in a workbook takes to become a raw table, beside the readers of cells alone.

Prints ratios of wall and CPU time to bare calamine (every cell to Python), all in one run.  Each reader works
in a process of its own, start included, with its peak memory beside.  Ours hashes the file, looks through it,
measures the sheet, marks damaged cells and writes the raw table; the others only hold the cells.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

COLUMNS = (
    "nik,name,birth_date,sex,village_code,workplace_code,segment,worker_group,occupation,sector,programmes,"
    "period,funder,amount,paid_on,state"
)
SEED, RUNS = 20_231_231, 3


def main() -> None:
    """Write a made-up workbook and time the four on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roll.xlsx"
        _write(path, asked.rows)
        print(
            f"{asked.rows} rows × 16 columns, {path.stat().st_size / 1e6:.1f} MB, seed {SEED}, "
            f"best of {asked.runs}, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}"
        )
        readers: dict[str, Callable[[Path], None]] = {
            "calamine, bare": _calamine,
            "paritrana, raw table": _paritrana,
            "pandas + calamine": _pandas,
            "openpyxl, read-only": _openpyxl,
        }
        # turn by turn, so that a busy spell of the machine meets all of them
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in readers}
        for turn in range(asked.runs):
            for name, reader in readers.items():
                if turn == 0 or reader is not _openpyxl:
                    found[name].append(_timed(reader, path))
    wall, cpu = (min(one[at] for one in found["calamine, bare"]) for at in (0, 1))
    for name, times in found.items():
        seconds, used, peak = (min(one[at] for one in times) for at in (0, 1, 2))
        print(
            f"{name:24} wall {seconds:6.2f} s ({seconds / wall:5.2f}x) "
            f"CPU {used:6.2f} s ({used / cpu:5.2f}x) peak {peak / 1024:6.0f} MB"
        )


def _write(path: Path, rows: int) -> None:
    draw = random.Random(SEED)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, COLUMNS.split(","))
        for row in range(1, rows + 1):
            day = f"{draw.randrange(1, 29):02}"
            village = f"71.07.{draw.randrange(1, 13):02}.{draw.randrange(2001, 2013)}"
            sheet.write_row(
                row,
                0,
                [
                    f"7107{draw.randrange(10**12):012}",
                    f"Orang {draw.randrange(10**5)}",
                    f"{draw.randrange(1960, 2005)}-0{draw.randrange(1, 10)}-{day}",
                    draw.choice("LP"),
                    village,
                    village,
                    draw.choice(["pu", "bpu", "jakon", "pmi"]),
                    draw.choice(["company", "vulnerable"]),
                    "farmer",
                    "agriculture",
                    "JKK+JKM",
                    "2024-01",
                    "village",
                    16800,
                    f"2024-01-{day}",
                    "paid",
                ],
            )


def _timed(reader: Callable[[Path], None], path: Path) -> tuple[float, float, float]:
    """Run a reader in a child; return wall and CPU seconds and the peak in kilobytes."""
    start = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            reader(path)
        except BaseException as error:
            print(f"{reader.__name__}: {error!r}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(70)
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss


def _calamine(path: Path) -> None:
    import python_calamine

    python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _paritrana(path: Path) -> None:
    from paritrana.core.rolls import reading

    with tempfile.TemporaryDirectory() as folder:
        reading.read(path, tuple(COLUMNS.split(",")), into=Path(folder) / "raw.parquet")


def _pandas(path: Path) -> None:
    import pandas

    pandas.read_excel(path, engine="calamine", dtype=str)


def _openpyxl(path: Path) -> None:
    import openpyxl

    for _ in openpyxl.load_workbook(path, read_only=True)["Daftar"].iter_rows(values_only=True):
        pass


if __name__ == "__main__":
    main()

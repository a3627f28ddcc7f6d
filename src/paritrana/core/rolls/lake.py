"""The lake as a folder: one manifest that names everything that counts, and folders it points to.

A change writes new folders beside the old ones and then replaces the manifest in one step; whatever the
manifest does not name is rubbish of an interrupted change and is swept away by the next one.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from paritrana.errors import BadInput, RuleRefused

FORMAT = "paritrana-lake/1"
MANIFEST = "manifest.json"
_ASIDE = f".{MANIFEST}.part"
_LOCK = ".lock"
# Folders a lake makes for itself; it looks into and sweeps no other.
GROUPS = (
    *("rolls", "tokens", "regions", "contribution", "membership", "person", "person_month", "funder_share"),
    *("person_year", "coverage_fact", "coverage_rollup", "denominator", "employer", "project"),
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One received file: what it was, what became of its rows, and which months it speaks of.

    rows = accepted + rejected. by_code counts rows by fault and doubt. months: those its accepted rows are
    for.
    """

    file_no: int
    name: str
    kind: str
    sha256: str
    rows: int
    accepted: int
    rejected: int
    warned: int
    by_code: dict[str, int]
    as_of: str
    source: str
    months: list[int] = field(default_factory=list)

    @property
    def folder(self) -> str:
        return f"rolls/{self.file_no:06d}"


@dataclass
class Manifest:
    """Everything that counts in a lake.

    tables: for each table its partitions, each with the folder that holds it now ('' is the only partition).
    seen: the deliveries the tables were computed from. key_mark: tells another key apart, reveals nothing.
    """

    key_mark: str = ""
    change: int = 0
    deliveries: list[Delivery] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    persons: int = 0
    regions: str = ""
    regions_sha256: str = ""
    seen: list[int] = field(default_factory=list)
    settings: dict[str, int] = field(default_factory=dict)
    tables: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def as_of(self) -> str:
        """Return the latest as-of date of all deliveries, empty when there is none."""
        return max((one.as_of for one in self.deliveries), default="")

    @property
    def named(self) -> set[str]:
        """Return every folder that counts."""
        found = {place for parts in self.tables.values() for place in parts.values()}
        found |= set(self.tokens) | {one.folder for one in self.deliveries} | {self.regions}
        return found - {""}

    def of_kind(self, kind: str) -> list[Delivery]:
        """Return the deliveries of one kind in the order of receipt."""
        return [one for one in self.deliveries if one.kind == kind]


class Lake:
    """A lake on disk; `opened` holds the lock while it is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest()
        if (folder / MANIFEST).exists():
            self.manifest = _read(folder / MANIFEST)

    @classmethod
    def existing(cls, folder: Path) -> Lake:
        """Return a lake that is there; raises BadInput (lake.absent, lake.unreadable)."""
        if not (folder / MANIFEST).is_file():
            raise BadInput("lake.absent", folder=str(folder))
        return cls(folder)

    def paths(self, table: str) -> list[Path]:
        """Return the folders that hold a table now, in the order of its partitions."""
        return [self.folder / place for _, place in sorted(self.manifest.tables.get(table, {}).items())]

    def path(self, table: str, partition: str = "") -> Path | None:
        """Return the folder that holds one partition, None when there is none."""
        place = self.manifest.tables.get(table, {}).get(partition)
        return self.folder / place if place else None

    def token_paths(self) -> list[Path]:
        """Return the parts of the append-only table of tokens and their dense keys."""
        return [self.folder / place for place in self.manifest.tokens]

    def fresh(self, name: str) -> Path:
        """Return a folder that does not exist yet, for what the coming manifest will name."""
        return self.folder / f"{name}.{self.manifest.change + 1}"

    def commit(self) -> None:
        """Replace the manifest in one step, then sweep away what it no longer names.

        What it newly names is on the disk before it, and it before what it no longer names is gone: the lake
        is whole also when the power fails in between.
        """
        self.manifest.change += 1
        for place in sorted(self.manifest.named - self._kept().named):
            _settle(self.folder / place)
        for group in sorted({self.folder / Path(place).parent for place in self.manifest.named}):
            _flush(group)
        aside = self.folder / _ASIDE
        with aside.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, **asdict(self.manifest)}, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.folder / MANIFEST)
        _flush(self.folder)
        self.sweep()

    def sweep(self) -> None:
        """Remove what an interrupted change left: every folder of a lake that the manifest does not name."""
        named = self._kept().named
        (self.folder / _ASIDE).unlink(missing_ok=True)
        for group in (self.folder / name for name in GROUPS):
            if not group.is_dir() or group.is_symlink():
                continue
            for one in group.iterdir():
                if one.relative_to(self.folder).as_posix() not in named:
                    shutil.rmtree(one, ignore_errors=True)
            if not any(group.iterdir()):
                group.rmdir()

    def _kept(self) -> Manifest:
        """Return the manifest as it is on the disk now."""
        return _read(self.folder / MANIFEST) if (self.folder / MANIFEST).exists() else Manifest()


def _settle(place: Path) -> None:
    """Have a folder with all below it on the disk, not only in the memory of the system."""
    for one in place.rglob("*"):
        _flush(one)
    _flush(place)


def _flush(place: Path) -> None:
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def opened(folder: Path) -> Iterator[Lake]:
    """Hold a lake for changing; an error leaves it as it was.

    Raises RuleRefused (lake.busy) while another process changes it, BadInput (lake.disk_full,
    lake.unwritable) when the disk refuses, BadInput (lake.foreign) for a folder of something else.
    """
    found = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if strange := _strange(folder):
            raise BadInput("lake.foreign", folder=str(folder), example=strange)
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        raise BadInput("lake.unwritable", folder=str(folder), reason=error.strerror) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RuleRefused("lake.busy", folder=str(folder)) from error
        lake = Lake(folder)
        lake.sweep()
        try:
            yield lake
        except BaseException as error:
            lake.sweep()
            if not (folder / MANIFEST).exists():
                _unmake(folder, found)
            if _is_full(error):
                raise BadInput("lake.disk_full", folder=str(folder)) from error
            raise


def _unmake(folder: Path, found: bool) -> None:
    """Leave nothing of a lake that did not come to be."""
    (folder / _LOCK).unlink(missing_ok=True)
    if not found and not any(folder.iterdir()):
        folder.rmdir()


def _strange(folder: Path) -> str:
    """Return the name of something that no lake made, in a folder without a manifest; '' for none.

    Of an interrupted first delivery there is a lock and perhaps folders of `GROUPS`.
    """
    if (folder / MANIFEST).exists():
        return ""
    known = {*GROUPS, _LOCK, _ASIDE} if (folder / _LOCK).exists() else set()
    return min((path.name for path in folder.iterdir() if path.name not in known), default="")


def _is_full(error: BaseException) -> bool:
    told = str(error)
    return (
        getattr(error, "errno", None) == errno.ENOSPC
        or "No space left" in told
        or "disk full" in told.lower()
    )


def _read(path: Path) -> Manifest:
    try:
        text: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if text.pop("format") != FORMAT:
            raise KeyError("format")
        deliveries = [Delivery(**one) for one in text.pop("deliveries")]
        return Manifest(deliveries=deliveries, **text)
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise BadInput("lake.unreadable", file=str(path)) from broken

"""The bundle of a published result: one ZIP that anyone can check without asking anyone.

The archive is the same byte for byte for the same contents: files by name, stored without compression,
with one fixed date.
"""

import io
import os
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from paritrana.core.bundle.readme import readme
from paritrana.core.bundle.verifier import CHECKPOINT, LEDGER, NEEDED, SEED, SUMS, content_digest
from paritrana.core.ranking import awards_csv, contributions_csv, excluded_csv, rank_book, ranking_csv
from paritrana.core.rulebook import read
from paritrana.core.rulebook.canonical import digest as sha256
from paritrana.core.scoring import BookValues, Entrants, Marks, entrants_csv, marks_csv, values_csv
from paritrana.errors import BadInput

README, VERIFIER, MORE_CHECKERS = "README.txt", "verifier.py", ("method_two.py", "fair_two.py")
OF_TWO = {"awards.csv", "entrants.csv", *MORE_CHECKERS}
OWN_NAMES = {*NEEDED, SUMS, CHECKPOINT, LEDGER, SEED, README, VERIFIER, *OF_TWO}
_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


def contents(
    *,
    rulebook_text: str,
    values: BookValues,
    marks: Marks,
    entrants: Entrants | None = None,
    seed: str | None = None,
    extra: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return every file of a bundle by name, but for the ledger's files and SHA256SUMS.

    marks: jurors under the pseudonyms that shall be published.  entrants: facts about them, for rules of
    format /2 that ask for any.  extra: further files; names as in ``papers/decree.pdf``.  Raises
    RulebookFaults, DataFaults, and BadInput for a name that cannot be taken.
    """
    rulebook = read(rulebook_text)
    result = rank_book(rulebook, values, marks, seed=seed, entrants=entrants)
    made = {
        "rulebook.toml": rulebook.text.encode(),
        "rulebook.json": rulebook.canonical,
        "values.csv": values_csv(values).encode(),
        "marks.csv": marks_csv(marks).encode(),
        "ranking.csv": ranking_csv(result).encode(),
        "contributions.csv": contributions_csv(result).encode(),
        "excluded.csv": excluded_csv(result).encode(),
        README: readme(result).encode(),
        VERIFIER: checker_source(),
    }
    if rulebook.format == 2:
        made["awards.csv"] = awards_csv(result).encode()
        made |= {name: checker_source(name) for name in MORE_CHECKERS}
        if entrants:
            made["entrants.csv"] = entrants_csv(entrants).encode()
    if seed is not None:
        made[SEED] = f"{seed}\n".encode()
    for name, data in (extra or {}).items():
        _check_name(name)
        made[name] = data
    return made


def digest(files_by_name: Mapping[str, bytes]) -> str:
    """Return the digest of `contents`, 64 hex digits, that a leaf names before the checkpoint is taken."""
    return content_digest({name: sha256(data) for name, data in files_by_name.items()})


def write(
    path: str | os.PathLike[str],
    files_by_name: Mapping[str, bytes],
    *,
    checkpoint: str | None = None,
    leaves: str | None = None,
) -> Path:
    """Write a bundle of `contents` beside its place and move it there; return its path.

    checkpoint: the body of the ledger's checkpoint (origin, size, base64 root, one a line).
    leaves: all leaves of the ledger up to it, one a line, exactly as they were hashed.
    """
    every = dict(files_by_name)
    if checkpoint is not None:
        every[CHECKPOINT] = checkpoint.encode()
    if leaves is not None:
        every[LEDGER] = leaves.encode()
    every[SUMS] = "".join(f"{sha256(every[name])}  {name}\n" for name in sorted(every)).encode()
    target = Path(path)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(aside, "wb") as file:
            file.write(_zipped(every))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def build(
    path: str | os.PathLike[str],
    *,
    rulebook_text: str,
    values: BookValues,
    marks: Marks,
    entrants: Entrants | None = None,
    seed: str | None = None,
    extra: Mapping[str, bytes] | None = None,
    checkpoint: str | None = None,
    leaves: str | None = None,
) -> Path:
    """Write the bundle of a result in one step; a checkpoint vouches for it if a leaf names its `digest`."""
    made = contents(
        rulebook_text=rulebook_text, values=values, marks=marks, entrants=entrants, seed=seed, extra=extra
    )
    return write(path, made, checkpoint=checkpoint, leaves=leaves)


def checker_source(name: str = VERIFIER) -> bytes:
    """Return a file of the stand-alone checker as it ships: ``verifier.py``, or one of MORE_CHECKERS.

    It is run as ``python verifier.py BUNDLE``; rules of format /2 need the others beside it.
    """
    return (files("paritrana.core.bundle") / name).read_bytes()


def _check_name(name: str) -> None:
    parts = name.split("/")
    plain = name.isprintable() and not set(name) & set('\\:*?"<>|')
    if name in OWN_NAMES or not plain or any(part in ("", ".", "..") for part in parts):
        raise BadInput("bundle.name", name=name)


def _zipped(every: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(every):
            member = zipfile.ZipInfo(name, _DATE)
            member.external_attr, member.create_system = _MODE, _UNIX
            archive.writestr(member, every[name])
    return out.getvalue()

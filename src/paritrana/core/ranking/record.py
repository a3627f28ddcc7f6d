"""The record of a ranking: what it was computed from, how, and what came out, as one small JSON text.

The same inputs give the same bytes on every machine, so two records tell whether two results agree.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FORMAT = "paritrana-record/1"
ENGINE = "paritrana-method/2"


@dataclass(frozen=True, slots=True)
class FairRecord:
    """How the fair view of one category was computed: gates as (code, facts), link, and lambda as text."""

    mode: str
    link: str
    lam: str
    gates: tuple[tuple[str, Mapping[str, str]], ...] = field(default=())


def data_hash(texts: Iterable[str]) -> str:
    """Return the SHA-256 of the input tables in their canonical text, one after the other."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()


def record_json(
    *,
    rulebook_hash: str,
    inputs: Mapping[str, str],
    outputs: Mapping[str, str],
    reports: Mapping[str, str],
    fair: Mapping[str, FairRecord],
    seed: str | None,
    worlds: int,
    category: str | None = None,
) -> str:
    """Return ``record.json``.

    inputs: the canonical input tables by name, in the order that the data hash covers; outputs: the official
    tables by name, in the order that the result hash covers; reports: what was computed beside the result;
    fair: by category, empty where no fair view was asked for; seed: the public one; worlds: of the report;
    category: the only one that was ranked, and no key where all were.
    """
    tree: dict[str, object] = {
        **_head(rulebook_hash, data_hash(inputs.values()), _digests(inputs), seed, category),
        "worlds": worlds,
        "fair": {
            category: {
                "mode": one.mode,
                "link": one.link,
                "lambda": one.lam,
                "gates": [{"code": code, **facts} for code, facts in one.gates],
            }
            for category, one in fair.items()
        },
        "result_hash": data_hash(outputs.values()),
        "result": _digests(outputs),
        "reports": _digests(reports),
    }
    return _json(tree)


def bulk_record_json(
    *,
    rulebook_hash: str,
    data: Mapping[str, str],
    outputs: Mapping[str, bytes],
    seed: str | None,
    category: str | None,
    way: str,
) -> str:
    """Return ``record.json`` of a result without jurors and reports, computed another way.

    data: the SHA-256 of the one file of data, by its name, which is the data hash too; outputs: as for
    `record_json`; way: how the result was computed, and by which version of it.
    """
    tree: dict[str, object] = {
        **_head(rulebook_hash, next(iter(data.values())), data, seed, category),
        "way": way,
        "worlds": 0,
        "fair": {},
        "result_hash": hashlib.sha256(b"".join(outputs.values())).hexdigest(),
        "result": {name: hashlib.sha256(table).hexdigest() for name, table in outputs.items()},
        "reports": {},
    }
    return _json(tree)


def _head(
    rulebook_hash: str, whole: str, data: Mapping[str, str], seed: str | None, category: str | None
) -> dict[str, object]:
    """Return what a result was computed from; the only category, and no key where all were ranked."""
    head: dict[str, object] = {
        "format": FORMAT,
        "engine": ENGINE,
        "rulebook_hash": rulebook_hash,
        "data_hash": whole,
        "data": dict(data),
        "seed": seed or "",
    }
    return head if category is None else head | {"category": category}


def _json(tree: Mapping[str, object]) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _digests(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}

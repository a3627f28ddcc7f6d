"""The sealed ballot: its canonical text, its commitment, and the hash of its opening."""

import hashlib
import json
from collections.abc import Collection, Mapping

PREFIX = "paritrana/ballot/v1\n"
OPENING_PREFIX = "paritrana/opening/v1\n"


def ballot_text(
    *,
    edition: str,
    category: str,
    stage: str,
    juror: str,
    marks: Mapping[str, Mapping[str, str]],
    recused: Collection[str],
) -> str:
    """Return the canonical JSON of one sheet: keys sorted, no spaces, marks as decimal text.

    marks: {entrant: {criterion: mark}} without the entrants in `recused`, which are listed by id.
    """
    ballot = {
        "category": category,
        "edition": edition,
        "juror": juror,
        "marks": {entrant: dict(cells) for entrant, cells in marks.items() if entrant not in recused},
        "recused": sorted(recused),
        "stage": stage,
    }
    return json.dumps(ballot, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def commitment_of(nonce: str, sealed: str) -> str:
    """Return the SHA-256, as 64 hex digits, that binds a juror to a ballot without telling it.

    nonce: 32 random bytes as 64 hex digits.
    """
    return hashlib.sha256(f"{PREFIX}{nonce}\n{sealed}".encode()).hexdigest()


def opening_hash(nonce: str, sealed: str) -> str:
    """Return the SHA-256 under which the ledger records that this nonce and ballot were opened."""
    return hashlib.sha256(f"{OPENING_PREFIX}{nonce}\n{sealed}".encode()).hexdigest()

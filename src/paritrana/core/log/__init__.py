"""The append-only log: a Merkle tree as in RFC 9162 section 2.1 with SHA-256, and its checkpoints as text.

`Frontier` appends in logarithmic space, `root` recomputes from all leaves, `inclusion_proof` and
`verify_inclusion` show one leaf to be in a tree of a given size.  Source: RFC 9162; C2SP tlog-checkpoint.
"""

from paritrana.core.log.checkpoint import Checkpoint
from paritrana.core.log.merkle import (
    Frontier,
    inclusion_proof,
    leaf_hash,
    root,
    verify_inclusion,
)

__all__ = [
    "Checkpoint",
    "Frontier",
    "inclusion_proof",
    "leaf_hash",
    "root",
    "verify_inclusion",
]

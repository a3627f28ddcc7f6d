"""Hashes, roots and inclusion proofs of a Merkle tree.  Source: RFC 9162 section 2.1."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the 32-byte hash of one leaf; the 0x00 prefix keeps leaves apart from inner nodes."""
    return sha256(b"\x00" + leaf).digest()


def _join(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return int(1 << ((size - 1).bit_length() - 1))


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes, in order; 32 bytes."""
    frontier = Frontier()
    for one in hashes:
        frontier.append(one)
    return frontier.root


@dataclass
class Frontier:
    """The right edge of a tree: enough to append and to give the root, at most one hash per bit of the size.

    size: leaves so far.  nodes: roots of the perfect subtrees, largest first.
    """

    size: int = 0
    nodes: list[bytes] = field(default_factory=list)

    def append(self, hashed: bytes) -> None:
        """Add one leaf hash at the end."""
        node, size = hashed, self.size
        while size & 1:
            node = _join(self.nodes.pop(), node)
            size >>= 1
        self.nodes.append(node)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The 32-byte root of all leaves so far."""
        if not self.nodes:
            return EMPTY_ROOT
        node = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            node = _join(left, node)
        return node


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes that lead from leaf `index` to the root, lowest first.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return []
    cut = _split(len(hashes))
    if index < cut:
        return [*inclusion_proof(hashes[:cut], index), root(hashes[cut:])]
    return [*inclusion_proof(hashes[cut:], index - cut), root(hashes[:cut])]


def verify_inclusion(*, hashed: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Decide whether the leaf hash stands at `index` in the tree of `size` leaves with this root.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    first, last, node = index, size - 1, hashed
    for sibling in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            node = _join(sibling, node)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            node = _join(node, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and node == root

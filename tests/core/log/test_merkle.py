"""The tree against the vectors of certificate transparency and against a slow reading of RFC 9162."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.log import Frontier, inclusion_proof, leaf_hash, root, verify_inclusion

# The eight leaves and the roots of every size that implementations of certificate transparency share.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(1, 65)
HASHES = [leaf_hash(f"leaf {number}".encode()) for number in range(64)]


def slow_root(hashes: list[bytes]) -> bytes:
    """MTH as section 2.1.1 writes it: split at the largest power of two below the size."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    return sha256(b"\x01" + slow_root(hashes[:cut]) + slow_root(hashes[cut:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots(size):
    assert root([leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size - 1]


def test_the_empty_tree_is_the_hash_of_nothing():
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


KNOWN_PATHS = [
    (1, 0, []),
    (
        8,
        0,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        8,
        5,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (3, 2, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        5,
        1,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]


@pytest.mark.parametrize(("size", "index", "path"), KNOWN_PATHS)
def test_known_inclusion_paths(size, index, path):
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:size]]
    assert [node.hex() for node in inclusion_proof(hashes, index)] == path


@pytest.mark.parametrize("size", SIZES)
def test_frontier_and_root_agree_with_the_definition(size):
    frontier = Frontier()
    for one in HASHES[:size]:
        frontier.append(one)
    assert frontier.size == size
    assert frontier.root == root(HASHES[:size]) == slow_root(HASHES[:size])
    assert len(frontier.nodes) == size.bit_count()


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_where_it_stands_and_nowhere_else(size):
    hashes = HASHES[:size]
    top = slow_root(hashes)
    for index in range(size):
        proof = inclusion_proof(hashes, index)
        assert verify_inclusion(hashed=hashes[index], index=index, size=size, proof=proof, root=top)
        for other in range(size):
            if other != index:
                assert not verify_inclusion(
                    hashed=hashes[index], index=other, size=size, proof=proof, root=top
                )


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 21, 33, 64])
def test_a_changed_proof_does_not_hold(size):
    hashes = HASHES[:size]
    top = slow_root(hashes)
    for index in {0, size // 2, size - 1}:
        proof = inclusion_proof(hashes, index)
        good = {"hashed": hashes[index], "index": index, "size": size, "proof": proof, "root": top}
        assert not verify_inclusion(**{**good, "hashed": leaf_hash(b"another")})
        assert not verify_inclusion(**{**good, "root": leaf_hash(b"another")})
        assert not verify_inclusion(**{**good, "proof": [*proof, top]})
        assert not verify_inclusion(**{**good, "index": size})
        assert not verify_inclusion(**{**good, "index": -1})
        for place in range(len(proof)):
            bent = bytes([proof[place][0] ^ 1]) + proof[place][1:]
            assert not verify_inclusion(**{**good, "proof": [*proof[:place], bent, *proof[place + 1 :]]})
            assert not verify_inclusion(**{**good, "proof": proof[:place] + proof[place + 1 :]})


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_no_proof_for_a_leaf_that_is_not_there(index):
    with pytest.raises(IndexError):
        inclusion_proof(HASHES[:3], index)


def test_a_leaf_cannot_pass_for_an_inner_node():
    inner = HASHES[0] + HASHES[1]
    assert root([leaf_hash(inner)]) != root(HASHES[:2])


@given(st.lists(st.binary(max_size=20), max_size=80), st.data())
def test_any_edit_of_the_leaves_changes_the_root(leaves, data):
    hashes = [leaf_hash(leaf) for leaf in leaves]
    assert root(hashes) == slow_root(hashes)
    if leaves:
        place = data.draw(st.integers(0, len(leaves) - 1))
        edited = [*leaves]
        edited[place] = edited[place] + b"x"
        assert root([leaf_hash(leaf) for leaf in edited]) != root(hashes)
        assert root(hashes[:place] + hashes[place + 1 :]) != root(hashes)

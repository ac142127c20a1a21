"""The tree against the standard's reference trees, and every proof for every small size."""

import json
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import BadProof
from audit.merkle import (
    EMPTY,
    Frontier,
    check_entry,
    check_growth,
    leaf_hash,
    node_hash,
    prove_entry,
    prove_growth,
    root,
    subtree_of,
)

REFERENCE = json.loads((Path(__file__).parent.parent / "vectors/journal/rfc6962.json").read_text())
INPUTS = [bytes.fromhex(text) for text in REFERENCE["leaves"]]
LEAVES = [leaf_hash(b"%d" % i) for i in range(131)]
ROOTS = [root(LEAVES[:n]) for n in range(132)]
sizes = st.integers(1, 130)


@pytest.mark.parametrize("size", range(9))
def test_the_reference_trees_have_the_published_roots(size: int) -> None:
    leaves = [leaf_hash(entry) for entry in INPUTS[:size]]
    assert root(leaves).hex() == REFERENCE["roots"][size]
    assert Frontier.over(leaves).root().hex() == REFERENCE["roots"][size]


@pytest.mark.parametrize(("index", "size", "proof"), REFERENCE["inclusion"])
def test_the_reference_inclusion_proofs_are_ours(index: int, size: int, proof: list[str]) -> None:
    subtree = subtree_of([leaf_hash(entry) for entry in INPUTS])
    assert [node.hex() for node in prove_entry(index, size, subtree)] == proof


@pytest.mark.parametrize(("old", "new", "proof"), REFERENCE["growth"])
def test_the_reference_growth_proofs_are_ours(old: int, new: int, proof: list[str]) -> None:
    subtree = subtree_of([leaf_hash(entry) for entry in INPUTS])
    assert [node.hex() for node in prove_growth(old, new, subtree)] == proof


def test_a_leaf_and_a_node_of_the_same_bytes_have_different_hashes() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)
    assert leaf_hash(b"") != EMPTY == sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 131))
def test_every_entry_of_every_small_tree_is_proven(size: int) -> None:
    subtree = subtree_of(LEAVES)
    for index in range(size):
        check_entry(index, size, LEAVES[index], prove_entry(index, size, subtree), ROOTS[size])


@pytest.mark.parametrize("new", range(131))
def test_every_growth_of_every_small_tree_is_proven(new: int) -> None:
    subtree = subtree_of(LEAVES)
    for old in range(new + 1):
        check_growth(old, new, ROOTS[old], ROOTS[new], prove_growth(old, new, subtree))


@given(size=sizes, data=st.data())
def test_an_inclusion_proof_that_is_off_in_any_way_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = prove_entry(index, size, subtree_of(LEAVES))
    wrong = [(other, size, LEAVES[index], proof) for other in (index - 1, index + 1, size) if other != index]
    wrong += [
        (index, size, LEAVES[index + 1], proof),
        (index, size, LEAVES[index], [*proof, EMPTY]),
        (index, size, LEAVES[index], [EMPTY, *proof]),
    ]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        wrong += [
            (index, size, LEAVES[index], proof[1:]),
            (index, size, LEAVES[index], proof[:-1]),
            (index, size, LEAVES[index], [*proof[:at], EMPTY, *proof[at + 1 :]]),
        ]
    for one in wrong:
        with pytest.raises(BadProof):
            check_entry(*one, ROOTS[size])


@given(new=sizes, data=st.data())
def test_a_growth_proof_that_is_off_in_any_way_is_refused(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    proof = prove_growth(old, new, subtree_of(LEAVES))
    wrong = [
        (old, new, leaf_hash(b"rewritten"), ROOTS[new], proof),
        (old, new, ROOTS[old], ROOTS[new], [*proof, EMPTY]),
        (new + 1, new, ROOTS[new + 1], ROOTS[new], proof),
        (-1, new, EMPTY, ROOTS[new], proof),
    ]
    if old:
        wrong.append((old, new, ROOTS[old], leaf_hash(b"rewritten"), proof))
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:at], EMPTY, *proof[at + 1 :]]
        wrong += [(old, new, ROOTS[old], ROOTS[new], one) for one in (proof[1:], proof[:-1], changed)]
    for one in wrong:
        with pytest.raises(BadProof):
            check_growth(*one)


@given(cuts=st.lists(st.integers(0, 300), max_size=8))
def test_a_frontier_fed_in_any_portions_has_the_root_of_the_recursive_tree(cuts: list[int]) -> None:
    leaves = [leaf_hash(b"%d" % i) for i in range(300)]
    frontier = Frontier()
    for start, stop in pairwise(sorted({0, *cuts})):
        frontier.extend(leaves[start:stop])
        frontier = Frontier(frontier.size, frontier.state())
        assert (frontier.size, frontier.root()) == (stop, root(leaves[:stop]))


def test_a_frontier_is_at_most_one_hash_per_binary_digit_of_its_size() -> None:
    for size in (0, 1, 2, 64, 127, 128, 130):
        assert len(Frontier.over(LEAVES[:size]).state()) == 32 * size.bit_count()


@pytest.mark.parametrize(
    ("size", "state"), [(1, b""), (2, b"x" * 31), (3, b"x" * 32), (0, b"x" * 32), (-1, b"")]
)
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, state: bytes) -> None:
    with pytest.raises(ValueError, match="not the frontier"):
        Frontier(size, state)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_there_is_no_proof_of_an_entry_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(BadProof):
        prove_entry(index, size, subtree_of(LEAVES))
    with pytest.raises(BadProof):
        check_entry(index, size, LEAVES[0], [], ROOTS[1])


@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 3)])
def test_there_is_no_proof_of_shrinking(old: int, new: int) -> None:
    with pytest.raises(BadProof):
        prove_growth(old, new, subtree_of(LEAVES))

"""A witness signs what grows, once, and remembers."""

from datetime import timedelta
from pathlib import Path

import pytest

from audit.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from audit.cosignature import cosigned_at
from audit.errors import BadNote, Unwitnessed
from audit.journal import MemoryJournal
from audit.witness import Witness
from tests.audit.journals import KEY, NOON, ORIGIN, OTHER_KEY, PUBLIC, a_journal, an_entry
from tests.audit.test_concurrency import together


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness("witness.example/w1", OTHER_KEY, PUBLIC, tmp_path / "seen.txt")


def test_a_witness_follows_a_growing_journal(witness: Witness) -> None:
    journal = a_journal(0)
    for size in (0, 1, 1, 5, 64, 100):
        journal.append_many(None, [an_entry(n) for n in range(journal.size(None), size)])
        note = journal.checkpoint(None, KEY, NOON)
        proof = journal.prove_growth(None, witness.size(), size)
        at = NOON + timedelta(minutes=size)
        cosigned = note + witness.cosign(note, proof, at)
        assert witness.size() == size
        assert cosigned_at(cosigned, witness.public) == at
        assert open_checkpoint(cosigned, [PUBLIC]).size == size


def test_a_witness_remembers_after_a_restart(witness: Witness, tmp_path: Path) -> None:
    journal = a_journal(8)
    witness.cosign(journal.checkpoint(None, KEY, NOON), [], NOON)
    again = Witness("witness.example/w1", OTHER_KEY, PUBLIC, tmp_path / "seen.txt")
    assert again.size() == 8
    kept = (tmp_path / "seen.txt").read_bytes().decode()
    assert cosigned_at(kept, again.public) == NOON
    assert sorted(path.name for path in tmp_path.iterdir()) == ["seen.txt", "seen.txt.lock"]


def test_a_witness_refuses_another_root_for_a_size_it_signed(witness: Witness) -> None:
    witness.cosign(a_journal(8).checkpoint(None, KEY, NOON), [], NOON)
    fork = sign_checkpoint(Checkpoint(ORIGIN, 8, bytes(32)), None, KEY)
    refused(witness, "fork", fork, [])


def test_a_witness_refuses_a_rewritten_past_however_it_is_proven(witness: Witness) -> None:
    witness.cosign(a_journal(8).checkpoint(None, KEY, NOON), [], NOON)
    rewritten = MemoryJournal(ORIGIN)
    rewritten.append_many(None, [an_entry(n + n // 5) for n in range(12)])
    note = rewritten.checkpoint(None, KEY, NOON)
    for proof in (rewritten.prove_growth(None, 8, 12), a_journal(12).prove_growth(None, 8, 12), []):
        refused(witness, "fork", note, proof)


def test_a_witness_refuses_growth_without_its_proof(witness: Witness) -> None:
    journal = a_journal(8)
    witness.cosign(journal.checkpoint(None, KEY, NOON), [], NOON)
    journal.append_many(None, [an_entry(n) for n in range(8, 12)])
    note = journal.checkpoint(None, KEY, NOON)
    refused(witness, "fork", note, journal.prove_growth(None, 8, 12)[:-1])
    refused(witness, "fork", note, journal.prove_growth(None, 7, 12))


def test_a_witness_never_goes_back(witness: Witness) -> None:
    witness.cosign(a_journal(8).checkpoint(None, KEY, NOON), [], NOON)
    refused(witness, "stale", a_journal(7).checkpoint(None, KEY, NOON), [])


def test_a_witness_refuses_an_empty_journal_with_a_root(witness: Witness) -> None:
    refused(witness, "fork", sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), None, KEY), [])


def test_a_witness_knows_one_journal_and_its_key(witness: Witness) -> None:
    refused(witness, "unknown", a_journal(3).checkpoint(None, OTHER_KEY, NOON), [])
    refused(witness, "unknown", "no checkpoint", [])
    foreign = sign_checkpoint(Checkpoint("other.example/journal", 0, bytes(32)), None, KEY)
    refused(witness, "unknown", foreign, [])


def test_a_witness_that_cannot_read_its_memory_signs_nothing(witness: Witness, tmp_path: Path) -> None:
    for damaged in (b"", b"\xff\xfe", b"seen 8\n"):
        (tmp_path / "seen.txt").write_bytes(damaged)
        with pytest.raises(BadNote):
            witness.cosign(a_journal(3).checkpoint(None, KEY, NOON), [], NOON)


@pytest.mark.timeout(60)
def test_of_two_pasts_shown_at_once_only_one_is_signed(tmp_path: Path) -> None:
    forked = MemoryJournal(ORIGIN)
    forked.append_many(None, [an_entry(n, actor="u_matti") for n in range(8)])
    notes = [journal.checkpoint(None, KEY, NOON) for journal in (a_journal(8), forked)] * 4
    signed: list[str] = []

    def show(note: str) -> None:
        witness = Witness("witness.example/w1", OTHER_KEY, PUBLIC, tmp_path / "seen.txt")
        try:
            witness.cosign(note, [], NOON)
        except Unwitnessed:
            return
        signed.append(note)

    together(*(lambda note=note: show(note) for note in notes))
    assert len(signed) == 4
    assert len(set(signed)) == 1


def refused(witness: Witness, code: str, note: str, proof: list[bytes]) -> None:
    """The witness says no with this code, and remembers what it remembered."""
    before = witness.size()
    with pytest.raises(Unwitnessed) as refusal:
        witness.cosign(note, proof, NOON)
    assert refusal.value.code == code
    assert witness.size() == before

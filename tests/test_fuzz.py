"""The six readers that `make fuzz` tries: what broke them once, and a little of the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.target import NAMES, Target, target
from hypothesis import given, settings
from hypothesis import strategies as st

CRASHES = Path(__file__).resolve().parent / "fuzz" / "crashes"
KEPT = sorted(path for path in CRASHES.glob("*/*") if path.is_file())


@pytest.mark.parametrize("name", NAMES)
def test_the_seeds_reach_what_is_behind_the_first_refusal(name: str) -> None:
    found = target(name)
    outcomes = [found.run(seed) for seed in found.seeds]
    assert outcomes.count("read") >= 3
    assert set(outcomes) <= {"read", "refused"}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_broke_a_reader_once_breaks_it_no_more(path: Path) -> None:
    assert target(path.parent.name).run(path.read_bytes()) in {"read", "refused"}


def _edited(of: Target) -> st.SearchStrategy[bytes]:
    """Seeds with stretches replaced by words of the format, by other stretches, or by anything."""
    pieces = st.sampled_from([*of.words, b""]) | st.binary(max_size=8)
    edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), pieces), max_size=6)
    return st.builds(_apply, st.sampled_from(of.seeds), edits)


def _apply(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for share, length, piece in edits:
        at = round(share * len(seed))
        seed = seed[:at] + piece + seed[at + length :]
    return seed


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_reads_or_refuses_whatever_it_is_given(name: str) -> None:
    found = target(name)

    @settings(max_examples=60)
    @given(_edited(found) | st.binary(max_size=200))
    def check(data: bytes) -> None:
        assert found.run(data) in {"read", "refused"}

    check()

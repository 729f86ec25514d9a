"""What is fuzzed: a reader, the bytes to begin with, and words that its files use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

NAMES = ("pages", "sheets", "queries", "binding", "accept", "sssom")
"""The targets, one module each."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader under trial.

    `seeds` are inputs that it reads; `words` are put into inputs as they are. `run` tries one
    input and says `read` or `refused`; it raises what is no refusal, and `Broken` for a law.
    """

    name: str
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]
    run: Callable[[bytes], str]


def target(name: str) -> Target:
    """Give a target by its name."""
    found = import_module(f"fuzz.{name}").TARGET
    assert isinstance(found, Target)
    return found

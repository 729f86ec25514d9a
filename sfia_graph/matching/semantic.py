"""Nearness of meaning, by the vectors of a sentence-embedding model that lies on the disk.

An optional extra: sentence-transformers or model2vec reads the model, and nothing is downloaded.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sfia_graph.errors import UsageError, quoted
from sfia_graph.matching.concept import Concept
from sfia_graph.matching.index import Scores
from sfia_graph.matching.texts import languages, names, wording

_SENTENCE_TRANSFORMERS = ("sentence_transformers", "SentenceTransformer", "sentence-transformers")
_MODEL2VEC = ("model2vec", "StaticModel", "model2vec")


class Semantic:
    """The targets as vectors of a model; `encode` gives an array with a row for each text."""

    def __init__(self, encode: Callable[[list[str]], Any], targets: Sequence[Concept]) -> None:
        self._encode = encode
        self._vectors = _units(encode(list(map(_text, targets))))

    def score(self, source: Concept) -> Scores:
        """Give the cosine of the source's vector and each target's, where it is positive."""
        cosines = self._vectors @ _units(self._encode([_text(source)]))[0]
        return {number: each for number, each in enumerate(cosines.tolist()) if each > 0}


def semantic(folder: Path, targets: Sequence[Concept]) -> Semantic:
    """Open a model; raises `UsageError` where there is none, or no package that reads it."""
    module, kind, package = _reader(folder)
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        reader = getattr(importlib.import_module(module), kind)
    except ImportError:
        remedy = "pip install 'sfia-graph[semantic]'"
        raise UsageError(f"--model {folder}: needs the package {package}; {remedy}") from None
    try:
        opened = (reader.from_pretrained if package == "model2vec" else reader)(str(folder))
    except (OSError, ValueError, KeyError) as error:
        problem = f"{package} cannot read the model ({quoted(str(error))})"
        raise UsageError(f"--model {folder}: {problem}; name a whole one") from None
    return Semantic(opened.encode, targets)


def _reader(folder: Path) -> tuple[str, str, str]:
    """Tell which package reads a model: modules of sentence-transformers, or vectors of words."""
    modules = folder / "modules.json"
    if modules.is_file() and "StaticEmbedding" not in modules.read_text("utf-8", "replace"):
        return _SENTENCE_TRANSFORMERS
    if (folder / "model.safetensors").is_file():
        return _MODEL2VEC
    known = "modules.json or model.safetensors"
    raise UsageError(f"--model {folder}: no model there, which has a {known}; name its folder")


def _text(concept: Concept) -> str:
    """Give the name and the texts of a concept in its first language, English where it has it."""
    tags = languages(concept)
    language = "en" if "en" in tags else tags[0] if tags else ""
    return " ".join([*names(concept, language)[:1], *wording(concept, language)])


def _units(vectors: Any) -> Any:
    """Give the rows of an array with length 1, those without length as they are."""
    import numpy

    wide = numpy.asarray(vectors, dtype="float64")
    lengths = numpy.linalg.norm(wide, axis=1, keepdims=True)
    return wide / numpy.where(lengths == 0, 1, lengths)

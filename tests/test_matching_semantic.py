"""The optional signal of meaning, by a real model that is made here and lies on the disk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sfia_graph.errors import UsageError
from sfia_graph.matching import Concept, Matcher
from sfia_graph.matching.semantic import semantic

SKILLS = [
    Concept("urn:bread", labels={"en": ("loaf",)}),
    Concept("urn:soup", labels={"en": ("broth",)}),
]
VECTORS = {
    "loaf": (1, 0),
    "bread": (0.9, 0.1),
    "broth": (0, 1),
    "soup": (0.1, 0.9),
    "[UNK]": (0, 0),
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model of five words, in the form of model2vec."""
    model2vec = pytest.importorskip("model2vec", reason="needs the package model2vec")
    import numpy
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = {word: number for number, word in enumerate(VECTORS)}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    vectors = numpy.array(list(VECTORS.values()), dtype="float32")
    model2vec.StaticModel(vectors, tokenizer).save_pretrained(tmp_path / "model")
    return tmp_path / "model"


def test_meaning_brings_together_what_shares_no_word(model: Path) -> None:
    asked = Concept("urn:asked", labels={"en": ("bread",)})
    near = semantic(model, SKILLS).score(asked)
    assert near == {0: pytest.approx(0.994, abs=0.001), 1: pytest.approx(0.110, abs=0.001)}


def test_meaning_is_weighed_with_the_other_signals(model: Path) -> None:
    asked = Concept("urn:asked", labels={"en": ("soup",)})
    assert Matcher([asked], SKILLS).ranking(asked) == []
    ranks = Matcher([asked], SKILLS, model=semantic(model, SKILLS)).ranking(asked)
    assert [iri for iri, _ in ranks] == ["urn:soup", "urn:bread"]


def test_a_text_without_a_vector_is_near_nothing(model: Path) -> None:
    assert semantic(model, SKILLS).score(Concept("urn:x", labels={"en": ("unheard",)})) == {}


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        semantic(tmp_path, SKILLS)
    assert str(caught.value) == (
        f"--model {tmp_path}: no model there, which has a modules.json or model.safetensors; "
        "name its folder"
    )


def test_a_broken_model_is_told(model: Path) -> None:
    (model / "tokenizer.json").unlink()
    with pytest.raises(UsageError) as caught:
        semantic(model, SKILLS)
    assert str(caught.value).startswith(f"--model {model}: model2vec cannot read the model (")


def test_the_package_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modules.json").write_text("[]")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(UsageError) as caught:
        semantic(tmp_path, SKILLS)
    assert str(caught.value) == (
        f"--model {tmp_path}: needs the package sentence-transformers; pip install "
        "'sfia-graph[semantic]'"
    )

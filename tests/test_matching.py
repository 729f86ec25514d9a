"""Concepts as a matcher sees them, the signals, and the ranks that they add up to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from kitchens import BAKERY, KITCHEN, PREFIXES, TO_BAKERY, TO_KITCHEN, names, written

from sfia_graph.errors import SfiaError, UsageError
from sfia_graph.matching import WEIGHTS, Concept, Matcher, concepts
from sfia_graph.matching.concept import AtLevel
from sfia_graph.matching.free_text import TextMatcher
from sfia_graph.matching.schemes import NAMES, is_role, is_sfia, scheme
from sfia_graph.matching.signals import Levels, Links, Neighbours
from sfia_graph.matching.suggest import MATCHING, as_mappings, suggest
from sfia_graph.matching.texts import Collection, by_passage
from sfia_graph.matching.words import grams, language_of, passages, terms
from sfia_graph.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store([written(tmp_path)])


@pytest.fixture
def kitchen(store: Store) -> dict[str, Concept]:
    return _by_name(concepts(store, TO_KITCHEN))


@pytest.fixture
def bakery(store: Store) -> dict[str, Concept]:
    return _by_name(concepts(store, TO_BAKERY))


def _by_name(found: list[Concept]) -> dict[str, Concept]:
    return {each.iri.rsplit("/", 1)[-1]: each for each in found}


def _list(found: dict[str, Concept]) -> list[Concept]:
    return list(found.values())


def test_a_skill_at_a_level_is_part_of_its_skill(kitchen: dict[str, Concept]) -> None:
    assert list(kitchen) == ["bread", "cake", "old", "soup"]
    assert kitchen["bread"].levels == (1, 3)
    texts = [each.texts for each in kitchen["bread"].at_levels]
    assert texts == [
        {"en": ("Weighs flour under supervision.",)},
        {"en": ("Writes recipes and trains bakers.",)},
    ]


def test_two_regions_of_a_language_count_once(kitchen: dict[str, Concept]) -> None:
    assert kitchen["bread"].texts == {
        "en": ("Kneads dough and bakes loaves of bread in a hot oven.",),
        "fr": ("Pétrit la pâte et cuit des pains dans un four chaud.",),
    }


def test_the_preferred_name_comes_first(kitchen: dict[str, Concept]) -> None:
    assert kitchen["soup"].labels == {"en": ("Soup cooking", "Broths")}
    assert (kitchen["soup"].name, kitchen["soup"].notation) == ("Soup cooking", "SOUP")


def test_what_stands_around_a_concept_is_known_by_name(kitchen: dict[str, Concept]) -> None:
    assert kitchen["cake"].around == (("https://example.org/kitchen/oven", "The oven"),)


def test_a_role_that_needs_a_skill_at_a_level_stands_around_the_skill(tmp_path: Path) -> None:
    role = 'k:cook skos:related k:bread-1 ; skos:prefLabel "Cook"@en .'
    found = _by_name(concepts(open_store([written(tmp_path, role)]), TO_KITCHEN))
    assert ("https://example.org/kitchen/cook", "Cook") in found["bread"].around


def test_an_occupation_of_esco_stands_around_its_skills(tmp_path: Path) -> None:
    skill, occupation = (f"http://data.europa.eu/esco/{each}/1" for each in ("skill", "occupation"))
    said = f"""
        <{skill}> a skos:Concept ; skos:prefLabel "bake"@en .
        <{occupation}> a skos:Concept ; skos:prefLabel "baker"@en ;
            <http://data.europa.eu/esco/model#relatedEssentialSkill> <{skill}> .
    """
    found = _by_name(
        concepts(open_store([written(tmp_path, said)]), "http://data.europa.eu/esco/skill/*")
    )
    assert found["1"].around == ((occupation, "baker"),)


def test_glosses_stand_in_where_a_language_has_no_wording(tmp_path: Path) -> None:
    said = 'k:soup sfia:gloss "Our own words."@en , "Nos propres mots."@fr .'
    found = _by_name(concepts(open_store([written(tmp_path, said)]), TO_KITCHEN))
    assert found["soup"].texts == {
        "en": ("Simmers vegetables and bones into broth.",),
        "fr": ("Nos propres mots.",),
    }


def test_glosses_are_no_wording() -> None:
    shipped = concepts(open_store(), "sfia-9")
    assert len(shipped) == 147
    assert not any(each.worded for each in shipped)
    assert all((each.texts or {}).get("en") for each in shipped)


def test_a_store_without_the_framework_is_told(store: Store) -> None:
    with pytest.raises(SfiaError) as caught:
        concepts(store, "onet")
    assert str(caught.value) == (
        f"{store.where} has no concepts of onet; import the framework, and name the file with "
        "--store"
    )


@pytest.mark.parametrize("name", ["sfia", "ESCO", "nice 2", 'gdad*"', ""])
def test_a_name_of_no_framework_is_told(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        scheme(name)
    assert str(caught.value) == (
        f"'{name}' names no framework; use one of sfia-9, sfia-8, digcomp-3, ecf-3, ecf-4, gdad, "
        "nice-2, onet, esco, or a scheme's IRI"
    )


@pytest.mark.parametrize("name", [*NAMES, "https://w3id.org/sfia-graph/9", "nice/2/*-WRL-*"])
def test_a_name_of_a_framework_is_known(name: str) -> None:
    assert scheme(name).name == name


def test_a_star_chooses_by_the_form_of_an_iri(store: Store) -> None:
    found = concepts(store, "https://example.org/*/*a*")
    assert names(each.iri for each in found) == ["gateau", "loaves", "bread", "cake"]


def test_roles_are_told_from_skills() -> None:
    base = "https://w3id.org/sfia-graph/"
    assert is_role(f"{base}nice/2/OG-WRL-001")
    assert is_role(f"{base}gdad/role/tester")
    assert not is_role(f"{base}gdad/skill/testing")
    assert is_sfia(f"{base}9/skill/TEST")
    assert not is_sfia(f"{base}gdad/skill/testing")


def test_words_are_stems_without_those_of_any_text() -> None:
    assert terms("The services that we're managing, in C and C++", "en") == [
        *("servic", "re", "manag", "c", "c++"),
    ]
    assert terms("Les services gérés", "fr") == ["servic", "ger"]
    assert terms("Backen von Brot", "de") == ["backen", "von", "brot"]


def test_the_language_of_a_text_is_told_by_its_commonest_words() -> None:
    assert language_of("Elle gère les services de la ville") == "fr"
    assert language_of("She manages the services of the town") == "en"
    assert language_of("") == "en"


def test_passages_are_sentences_and_lines() -> None:
    assert passages("One.\n- two\r\n\nThree! Four") == ["One.", "- two", "Three!", "Four"]


def test_letters_of_a_name_include_its_ends() -> None:
    assert grams("A b!") == [" a b", "a b "]


def test_the_nearest_comes_first_with_the_words_that_say_so(
    kitchen: dict[str, Concept], bakery: dict[str, Concept]
) -> None:
    matcher = Matcher(_list(bakery), _list(kitchen))
    best = [matcher.rank(each)[0] for each in bakery.values()]
    assert [(each.source.name, each.target.name) for each in best] == [
        ("Gateaux", "Cake making"),
        ("Loaves", "Bread making"),
        ("Stock pots", "Soup cooking"),
    ]
    assert best[1].words == ("bread", "loaves", "dough", "bakes")


def test_what_is_deprecated_is_no_target(
    kitchen: dict[str, Concept], bakery: dict[str, Concept]
) -> None:
    matcher = Matcher(_list(bakery), _list(kitchen))
    assert "old" not in names(iri for iri, _ in matcher.ranking(bakery["loaves"]))
    used = Matcher(_list(bakery), [replace(each, deprecated=False) for each in kitchen.values()])
    assert "old" in names(iri for iri, _ in used.ranking(bakery["loaves"]))


def test_languages_are_matched_each_by_itself(kitchen: dict[str, Concept]) -> None:
    french = Concept(
        "urn:pain", labels={"fr": ("Cuisson du pain",)}, texts={"fr": ("Pain au four",)}
    )
    matcher = Matcher([french], _list(kitchen))
    assert names(iri for iri, _ in matcher.ranking(french)) == ["bread"]


def test_no_language_in_common_is_told(kitchen: dict[str, Concept]) -> None:
    german = Concept("urn:brot", labels={"de": ("Brot",)})
    with pytest.raises(SfiaError) as caught:
        Matcher([german], _list(kitchen))
    assert str(caught.value) == (
        "no language in common: de and en, fr; name a store that has both in one"
    )


def test_a_score_is_the_weighted_mean_of_the_signals(
    kitchen: dict[str, Concept], bakery: dict[str, Concept]
) -> None:
    matcher = Matcher(_list(bakery), _list(kitchen))
    best = matcher.rank(bakery["loaves"])[0]
    signals = dict(best.signals)
    assert list(signals) == list(WEIGHTS)
    mean = sum(WEIGHTS[name] * signals[name] for name in WEIGHTS) / sum(WEIGHTS.values())
    assert best.score == pytest.approx(mean, abs=0.0001)
    assert 0 < best.score < 1


def test_a_concept_against_itself_has_the_whole_words(kitchen: dict[str, Concept]) -> None:
    matcher = Matcher(_list(kitchen), _list(kitchen), {"words": 1.0})
    ranks = matcher.ranking(kitchen["bread"])
    assert ranks[0] == (kitchen["bread"].iri, 1.0)


def test_equal_scores_are_ranked_by_address() -> None:
    targets = [Concept(f"urn:{name}", labels={"en": ("Same",)}) for name in "cab"]
    matcher = Matcher(targets, targets, {"words": 1.0})
    assert [iri for iri, _ in matcher.ranking(targets[0])] == ["urn:a", "urn:b", "urn:c"]


def test_neighbours_speak_with_the_mean_of_their_words() -> None:
    one, two, three, alone = (
        Concept(f"urn:{n}", around=(("urn:role", "Baker"),) if n < 3 else ()) for n in range(4)
    )
    neighbours = Neighbours([one, two, three, alone])
    for concept, near in ((one, {0: 0.9}), (two, {0: 0.5, 1: 0.1}), (three, {1: 0.3})):
        neighbours.add(concept, near)
    assert neighbours.score(one, {0: 0.9, 1: 0.0}) == {
        0: pytest.approx(0.25),
        1: pytest.approx(0.2),
    }
    assert neighbours.score(alone, {0: 0.9}) == {}
    assert neighbours.named(one, 0, 3) == ["Baker"]


def test_what_a_like_concept_is_mapped_to_speaks_for_it() -> None:
    target = Concept("urn:t", labels={"en": ("Far",)})
    asked = Concept("urn:1", labels={"en": ("Bake bread",)}, links=("urn:t",))
    like = Concept("urn:2", labels={"en": ("Bake cake",)}, links=("urn:t", "urn:elsewhere"))
    links = Links([asked, like], [target])
    assert links.score(asked) == {0: pytest.approx(links._words.nearest(asked)[1])}
    assert links.named(asked, 0, 3) == ["Bake cake"]
    assert Links([asked], [target]).score(asked) == {}


def test_levels_meet_by_their_share_of_the_scale(kitchen: dict[str, Concept]) -> None:
    bread = kitchen["bread"]
    low = replace(bread, at_levels=bread.at_levels[:1])
    levels = Levels([bread], [bread, kitchen["soup"]])
    near = {0: 0.5, 1: 0.5}
    assert levels.score(bread, near) == {0: 1.0}
    assert levels.score(low, near) == {0: pytest.approx(1 / 3)}
    assert levels.score(kitchen["soup"], near) == {}


def test_levels_that_are_mapped_count_as_those_of_sfia(tmp_path: Path) -> None:
    said = """
        <https://w3id.org/sfia-graph/level/2> a sfia:Level ; sfia:levelNumber 2 ;
            skos:closeMatch k:level1 .
        k:level3 skos:broadMatch <https://w3id.org/sfia-graph/level/5> .
        <https://w3id.org/sfia-graph/level/5> a sfia:Level ; sfia:levelNumber 5 .
    """
    found = _by_name(concepts(open_store([written(tmp_path, said)]), TO_KITCHEN))
    bread = found["bread"]
    assert bread.sfia_levels == (2, 5)
    seven = Concept("urn:7", at_levels=tuple(AtLevel(f"urn:{n}", n, {}) for n in range(1, 8)))
    assert Levels([bread], [seven]).score(bread, {0: 1.0}) == {0: pytest.approx(4 / 7)}


def test_suggestions_leave_out_what_is_mapped_or_decided(tmp_path: Path) -> None:
    store = open_store([written(tmp_path, "k:bread skos:closeMatch b:loaves .")])
    sources, targets = concepts(store, TO_BAKERY), concepts(store, TO_KITCHEN)
    cake = ("https://example.org/kitchen/cake", "https://example.org/bakery/gateau")
    matcher = Matcher(sources, targets)
    found = list(suggest(matcher, sources, most=1, least=0.0, decided={cake}))
    pairs = [(names([each.source.iri])[0], names([each.target.iri])[0]) for each in found]
    assert pairs == [("loaves", "cake"), ("stock", "soup")]


def test_a_suggestion_carries_its_evidence() -> None:
    skill = Concept(
        "https://w3id.org/sfia-graph/9/skill/TEST", labels={"en": ("Testing software",)}
    )
    role = Concept(
        "https://w3id.org/sfia-graph/gdad/role/tester", labels={"en": ("Tests of software",)}
    )
    matcher = Matcher([role], [skill])
    (mapping,) = as_mappings(matcher.rank(role), ("gdad", "sfia-9")).mappings
    assert mapping.pair == (skill.iri, role.iri)
    assert mapping.predicate == "http://www.w3.org/2004/02/skos/core#relatedMatch"
    assert mapping.justification == MATCHING
    assert dict(mapping.slots)["match_string"] == ("software", "tests")
    assert mapping.one("comment") == "words 1.00, passages 1.00, characters 0.77"
    assert mapping.one("similarity_score") == "0.562"


def test_a_text_is_matched_to_the_nearest_skill_and_level(kitchen: dict[str, Concept]) -> None:
    matcher = TextMatcher(_list(kitchen))
    (best, *_) = matcher.match("We bake bread. You write recipes and train the bakers.", 3)
    assert best.candidate.target is kitchen["bread"]
    assert best.level is not None
    assert best.level.number == 3
    assert best.candidate.words == ("bread", "bakers", "recipes", "train", "write", "bake")
    (best, *_) = matcher.match("Il faut pétrir la pâte pour le pain", 3)
    assert best.candidate.target is kitchen["bread"]


def test_the_level_is_the_one_whose_text_is_nearest(kitchen: dict[str, Concept]) -> None:
    text = "You know flour and bread. You write recipes and train bakers."
    (best,) = TextMatcher(_list(kitchen)).match(text, 1)
    assert best.level is not None
    assert best.level.number == 3


def test_the_best_text_of_a_target_counts() -> None:
    target = Concept("urn:t", texts={"en": ("Bake bread.", "Bread, soup, cake, broth.")})
    found = Collection([target], by_passage).best(["bake", "bread"], "en")
    assert found == {0: pytest.approx(1.0)}


def test_a_skill_with_glosses_only_has_no_level(tmp_path: Path) -> None:
    said = f"{PREFIXES}{KITCHEN}{BAKERY}".replace("skos:definition", "sfia:gloss")
    path = tmp_path / "glosses.ttl"
    path.write_text(said, encoding="utf-8")
    found = TextMatcher(concepts(open_store([path]), TO_KITCHEN)).match(
        "Bake bread, train bakers", 1
    )
    assert [(each.candidate.target.notation, each.level) for each in found] == [("BRED", None)]


def test_a_text_without_words_is_told(kitchen: dict[str, Concept]) -> None:
    with pytest.raises(SfiaError, match=r"^no words in it; give a text$"):
        TextMatcher(_list(kitchen)).match(" 12 the — ", 3)

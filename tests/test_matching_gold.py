"""Gold standards: which rows count, which are left out, and what is measured on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from kitchens import TO_BAKERY, TO_KITCHEN, written

from sfia_graph.errors import SourceError
from sfia_graph.matching import Concept, concepts
from sfia_graph.matching.evaluate import GoldLink, Measures, measure
from sfia_graph.matching.gold import read_gold
from sfia_graph.store import open_store

CLOSE, BROAD = (f"http://www.w3.org/2004/02/skos/core#{each}Match" for each in ("close", "broad"))
LOAVES = GoldLink(f"{TO_BAKERY}loaves", f"{TO_KITCHEN}bread")
STOCK = GoldLink(f"{TO_BAKERY}stock", f"{TO_KITCHEN}soup")

Sides = tuple[list[Concept], list[Concept]]


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    store = open_store([written(tmp_path)])
    return concepts(store, TO_BAKERY), concepts(store, TO_KITCHEN)


def _file(tmp_path: Path, text: str, name: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_names_concepts_by_code_label_or_address(tmp_path: Path, sides: Sides) -> None:
    text = f"\ufeffFrom,To,seen\r\nl1,Bread  making,yes\r\n{STOCK.source},soup,\r\n,,\r\n"
    assert read_gold(_file(tmp_path, text, "gold.csv"), *sides).links == (LOAVES, STOCK)


def test_a_table_may_name_the_relation(tmp_path: Path, sides: Sides) -> None:
    text = f"from,to,relation\nL1,BRED,{CLOSE}\n"
    (link,) = read_gold(_file(tmp_path, text, "gold.csv"), *sides).links
    assert link.relation == CLOSE


@pytest.mark.parametrize("form", ['{"sfia_mapping": %s, "notes": []}', "%s"])
def test_json_gives_lists_of_codes(tmp_path: Path, sides: Sides, form: str) -> None:
    text = form % '{"Loaves": ["BRED"], "Stock pots": ["SOUP", "SOUP"], "Gateaux": []}'
    assert read_gold(_file(tmp_path, text, "gold.json"), *sides).links == (LOAVES, STOCK)


def test_mappings_count_whichever_way_round(tmp_path: Path, sides: Sides) -> None:
    text = (
        "#mapping_set_id: https://example.org/set\n#curie_map:\n"
        f"#  k: {TO_KITCHEN}\n#  b: {TO_BAKERY}\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
        "k:bread\tskos:narrowMatch\t\tb:loaves\tsemapv:ManualMappingCuration\n"
        "b:stock\tskos:closeMatch\t\tk:soup\tsemapv:ManualMappingCuration\n"
        "b:gateau\tskos:closeMatch\tNot\tk:bread\tsemapv:ManualMappingCuration\n"
    )
    links = read_gold(_file(tmp_path, text, "gold.sssom.tsv"), *sides).links
    assert links == (
        GoldLink(STOCK.source, STOCK.target, CLOSE),
        GoldLink(LOAVES.source, LOAVES.target, BROAD),
    )


def test_a_link_to_a_skill_at_a_level_counts_for_the_skill(tmp_path: Path, sides: Sides) -> None:
    text = f"from,to\nL1,{TO_KITCHEN}bread-3\n"
    assert read_gold(_file(tmp_path, text, "gold.csv"), *sides).links == (LOAVES,)


def test_what_names_no_concept_is_told_and_the_rest_is_used(tmp_path: Path, sides: Sides) -> None:
    text = "from,to\nL1,DOCU\nL1,BRED\nA,SOUP\nB,SOUP\nC,SOUP\nD,SOUP\nD,CAKE\n"
    gold = read_gold(_file(tmp_path, text, "gold.csv"), *sides)
    assert gold.links == (LOAVES,)
    assert gold.left_out == (
        "gold.csv, row 2: 'L1' is linked to 'DOCU', which is no concept there; left out",
        "gold.csv: 4 names of no concept to match: 'A', 'B', 'C' and 1 more; left out",
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "gold.csv",
            "role,sfia7_code\nBaker,BRED\n",
            "gold.csv, row 1: found the columns 'role', 'sfia7_code', expected 'from' and 'to'; "
            "name them so; 'relation' may follow",
        ),
        (
            "gold.csv",
            "",
            "gold.csv, row 1: found the columns nothing, expected 'from' and 'to'; name them so; "
            "'relation' may follow",
        ),
        (
            "gold.csv",
            "from,to\nBaker,CHEF\n",
            "gold.csv: no row names a concept on both sides; check --from and --to, and that "
            "--store holds both frameworks",
        ),
        (
            "gold.json",
            '{"Loaves":\n ["BRED"',
            'gold.json, line 2: no JSON (Expecting \',\' delimiter); write {"name": ["CODE", …], '
            "…}",
        ),
        (
            "gold.json",
            '{"Loaves": "BRED"}',
            'gold.json: \'Loaves\' has no list of codes; write {"name": ["CODE", …], …}',
        ),
        ("gold.json", "[]", 'gold.json: no object of lists; write {"name": ["CODE", …], …}'),
        (
            "gold.json",
            '{"a":' * 100_000,
            'gold.json: JSON nested too deeply; write {"name": ["CODE", …], …}',
        ),
    ],
    ids=["columns", "empty", "nothing", "broken", "no list", "no object", "nested"],
)
def test_a_gold_standard_that_is_none_is_told(
    tmp_path: Path, sides: Sides, name: str, text: str, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read_gold(_file(tmp_path, text, name), *sides)
    assert str(caught.value) == message


def test_a_binary_gold_standard_is_told(tmp_path: Path, sides: Sides) -> None:
    path = tmp_path / "gold.csv"
    path.write_bytes(b"from,to\n\xff\xfe\n")
    with pytest.raises(SourceError) as caught:
        read_gold(path, *sides)
    assert str(caught.value) == "gold.csv: no UTF-8 text (byte 8); save it as UTF-8"


def test_the_measures_are_means_over_sources() -> None:
    links = [GoldLink("a", "1"), GoldLink("a", "9"), GoldLink("b", "2")]
    ranks = {
        "a": [("1", 0.9), ("2", 0.8)],
        "b": [(str(n), 0.5 - n / 100) for n in (*range(5, 14), 2)],
    }
    assert measure(links, ranks.__getitem__, 0.8) == {
        None: Measures(
            sources=2,
            links=3,
            hit_at_1=0.5,
            recall_at_5=0.25,
            recall_at_10=0.75,
            mrr=(1 + 1 / 10) / 2,
            precision=0.5,
            recall=1 / 3,
        )
    }


def test_a_relation_is_measured_past_what_others_link() -> None:
    links = [GoldLink("a", "1", CLOSE), GoldLink("a", "2", BROAD)]
    found = measure(links, {"a": [("1", 0.9), ("2", 0.8)]}.__getitem__, 0.95)
    assert list(found) == [None, BROAD, CLOSE]
    assert (found[BROAD].hit_at_1, found[BROAD].mrr, found[BROAD].precision) == (1.0, 1.0, None)

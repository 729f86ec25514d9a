"""What the questions about editions answer, on what is shipped and the invented samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from sfia_graph import ask
from sfia_graph.editions import KINDS, compare
from sfia_graph.parameters import Values
from sfia_graph.resources import DATA, shipped_data
from sfia_graph.results import Rows, Value
from sfia_graph.store import Store, open_store
from sfia_graph.web.site import open_site

Row = tuple[Value, ...]
Asker = Callable[..., list[Row]]

RENAMED = {
    "BPTS": "User acceptance testing",
    "INCA": "Content design and authoring",
    "INOV": "Innovation management",
    "ITOP": "Infrastructure operations",
    "MKTG": "Marketing management",
    "PEDP": "Information and data compliance",
    "RELM": "Release management",
    "RSCH": "Formal research",
    "SYSP": "System software administration",
    "TEST": "Functional testing",
}
SPLIT = {
    "CIPM": "Organisational change management",
    "FMIT": "Financial management",
    "IRMG": "Information management",
    "MKTG": "Marketing",
    "RELM": "Release and deployment",
    "TEST": "Testing",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store([*shipped_data(), DATA / "samples"])


@pytest.fixture(scope="module")
def rows(store: Store) -> Asker:
    def asked(query: str, **values: Values) -> list[Row]:
        answer = ask(query, store, **values)
        assert isinstance(answer, Rows)
        return answer.values()

    return asked


def test_changes_by_type(rows: Asker) -> None:
    assert rows("changes-by-type") == [
        ("levelRemoved", "DATS", "Data science", 7, None),
        ("levelRemoved", "MKTG", "Marketing management", 2, None),
        ("levelRemoved", "MKTG", "Marketing management", 3, None),
        *(("renamed", code, name, None, None) for code, name in RENAMED.items()),
        *(("split", code, name, None, None) for code, name in SPLIT.items()),
    ]


def test_changes_by_type_are_those_that_diff_tells(rows: Asker, store: Store) -> None:
    found = Counter(kind for kind, *_ in rows("changes-by-type", kind=KINDS))
    counts = compare(store, 8, 9).counts
    assert found == {kind: count for kind, count in counts.items() if count}
    texts = rows("changes-by-type", kind="textRevised")
    assert [row[1:] for row in texts if row[1] == "AVMT"] == [
        ("AVMT", "Availability management", None, "definition"),
        ("AVMT", "Availability management", None, "guidance"),
        ("AVMT", "Availability management", 4, None),
    ]
    assert rows("changes-by-type", before=7, kind=KINDS) == []


def test_history_of_a_skill(rows: Asker) -> None:
    revised = [("definition", None), ("guidance", None), *((None, level) for level in range(1, 7))]
    assert rows("history-of-a-skill") == [
        (8, "defined", "Testing", 1, 6, None, None),
        (9, "defined", "Functional testing", 1, 6, None, None),
        (9, "renamed", None, None, None, None, None),
        (9, "split", None, None, None, None, "NFTS"),
        (9, "split", None, None, None, None, "PRTS"),
        *((9, "textRevised", None, level, level, text, None) for text, level in revised),
    ]


def test_history_of_a_part_of_a_split_skill_names_what_it_was_part_of(rows: Asker) -> None:
    assert rows("history-of-a-skill", code="NFTS") == [
        (9, "defined", "Non-functional testing", 1, 6, None, None),
        (9, "new", None, None, None, None, None),
        (9, "split", None, None, None, None, "TEST"),
    ]


def test_history_of_a_skill_in_the_language_asked_for(rows: Asker) -> None:
    names = [row[:5] for row in rows("history-of-a-skill", code="SLMO", lang="fr") if row[2]]
    assert names == [
        (7, "defined", "Gestion des niveaux de service", 2, 7),
        (8, "defined", "Service level management", 2, 7),
        (9, "defined", "Service level management", 2, 7),
    ]


def test_successors(rows: Asker) -> None:
    assert rows("successors") == [
        ("BUAN", "replaced", "BUSA", "Business situation analysis", None, None),
        ("BUAN", "replaced", "REQM", "Requirements definition and management", None, None),
        ("CIPM", "narrower", "CIPM", "Organisational change management", 8, 9),
        ("CIPM", "narrower", "OCEN", "Organisational change enablement", 8, 9),
        ("IRMG", "narrower", "IRMG", "Information management", 8, 9),
        ("IRMG", "related", "PEDP", "Information and data compliance", 8, 9),
        ("IRMG", "narrower", "RMGT", "Records management", 8, 9),
    ]
    assert rows("successors", code="ITCM") == [
        ("ITCM", "broader", "ITCM", "Contract management", 8, 9)
    ]


def test_levels_added_to_my_skills(rows: Asker) -> None:
    """Ada holds ITOP 3, SLMO 4 and USUP 4; edition 9 added levels to USUP alone of these."""
    assert rows("levels-added-to-my-skills") == [
        ("USUP", "Incident management", 1, 4),
        ("USUP", "Incident management", 6, 4),
    ]
    assert rows("levels-added-to-my-skills", before=7) == []
    assert rows("levels-added-to-my-skills", person="nobody") == []


def test_profiles_affected(rows: Asker) -> None:
    """The coordinator asks for MKTG 3 and INCA 3 of edition 8; the other roles are of edition 9."""
    content, marketing = "Content authoring", "Marketing"
    role = "marketing-coordinator", "core"
    assert rows("profiles-affected") == [
        (*role, "INCA", content, "renamed", None, None),
        (*role, "INCA", content, "textRevised", None, "definition"),
        (*role, "INCA", content, "textRevised", None, "guidance"),
        (*role, "MKTG", marketing, "levelRemoved", 3, None),
        (*role, "MKTG", marketing, "moved", None, None),
        (*role, "MKTG", marketing, "renamed", None, None),
        (*role, "MKTG", marketing, "split", None, None),
        (*role, "MKTG", marketing, "textRevised", None, "definition"),
        (*role, "MKTG", marketing, "textRevised", None, "guidance"),
    ]
    assert rows("profiles-affected", kind="levelRemoved") == [
        (*role, "MKTG", marketing, "levelRemoved", 3, None)
    ]


def test_a_site_asks_of_profiles_only_where_it_holds_some() -> None:
    questions = {"profiles-affected", "levels-added-to-my-skills"}
    assert set(open_site().queries) & questions == set()
    held = open_site([*shipped_data(), DATA / "samples" / "roles.ttl"]).queries
    assert set(held) & questions == {"profiles-affected"}

"""Stored queries: their files, their parameters, and what a value can and cannot do."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from long import some
from rdflib.plugins.sparql import prepareQuery

from sfia_graph.errors import UsageError
from sfia_graph.namespaces import PREFIXES
from sfia_graph.queries import SUBJECTS, StoredQuery, stored_queries, stored_query
from sfia_graph.resources import DATA, QUERIES, shipped_data
from sfia_graph.store import EmbeddedStore, Store, open_store

ALL = list(stored_queries().values())
SELECTS = [query for query in ALL if query.form == "SELECT"]
XSD = PREFIXES["xsd"]

every_query = pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
every_select = pytest.mark.parametrize("query", SELECTS, ids=lambda query: query.name)

ASKED_FOR = {
    "attribute-progression",
    "category-tree",
    "describe-iri",
    "describe-skill",
    "edition-counts",
    "entry-level-skills",
    "level-histogram",
    "level-text",
    "official-iri",
    "progression",
    "related-by-range",
    "resolve-name",
    "responsibilities-beside",
    "search",
    "skill-levels",
    "skills-at-level",
    "skills-in-category",
    "skills-reaching-level",
    "source-and-licence",
    "to-official-rdf",
    "translation-coverage",
    "why-not-at-level",
}

KEYWORDS = {
    *("HAVING", "SUM", "MAX", "LIMIT"),
    *("PREFIX", "SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "DISTINCT", "WHERE", "VALUES", "FILTER"),
    *("OPTIONAL", "UNION", "BIND", "GRAPH", "MINUS", "GROUP", "ORDER", "BY", "ASC", "DESC", "AS"),
    *("EXISTS", "NOT", "IN", "COUNT", "MIN", "MAX", "SUM", "AVG", "SAMPLE", "IF", "COALESCE"),
    *("BOUND", "STR", "LANG", "STRLANG", "STRDT", "LANGMATCHES", "ISIRI", "ISBLANK", "ISLITERAL"),
    *("LCASE", "UCASE", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "STRLEN"),
    *("SUBSTR", "CONCAT", "REPLACE", "REGEX", "ROUND", "IRI", "NOW"),
}

OWN = """\
#+ summary: One of each type
#+ description: A query whose parameters have every type there is.
#+ tags: [tests]
#+ parameters:
#+   code: {description: A text}
#+   level: {description: A whole number}
#+   share: {description: A number}
#+   iri: {description: An IRI}
SELECT ?code ?level ?share ?iri
WHERE {
  VALUES ?code { "SLMO" "PROG" }   # parameter
  VALUES ?level { 5 }   # parameter
  VALUES ?share { 0.5 }   # parameter
  VALUES ?iri { <https://example.org/> }   # parameter
  VALUES ?fixed { 1 }
}
ORDER BY ?code
"""


@pytest.fixture(scope="module")
def own() -> StoredQuery:
    return StoredQuery("one-of-each", "tests", OWN)


def solutions(text: str) -> list[tuple[ox.NamedNode | ox.Literal, ...]]:
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(solution) for solution in found]


def without_literals_and_comments(text: str) -> str:
    return re.sub(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*', " ", text)


# What every file in queries/ holds to.


def test_the_questions_that_people_rely_on_are_there() -> None:
    assert set(stored_queries()) >= ASKED_FOR


def test_questions_come_by_subject_the_most_asked_first_and_then_by_name() -> None:
    places = [(SUBJECTS.index(query.subject), query.name) for query in ALL]
    assert places == sorted(places)
    assert {query.subject for query in ALL} == set(SUBJECTS)


def test_every_file_below_queries_is_a_question_in_a_subject() -> None:
    files = [path.relative_to(QUERIES) for path in QUERIES.rglob("*") if path.is_file()]
    assert {(len(path.parts), path.suffix) for path in files} == {(2, ".rq")}
    assert len({path.name for path in files}) == len(files) == len(ALL)


@every_query
def test_names_are_kebab_case(query: StoredQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.subject)


@every_query
def test_the_header_says_all_and_nothing_else(query: StoredQuery) -> None:
    known = {"summary", "description", "tags"} | ({"parameters"} if query.parameters else set())
    assert set(query.header) == known
    assert query.summary
    assert not query.summary.endswith(".")
    assert query.header["description"].endswith(".")
    assert query.header["tags"]
    assert all(re.fullmatch(r"[a-z ]+", tag) for tag in query.header["tags"])


@every_query
def test_every_parameter_is_described_and_no_other(query: StoredQuery) -> None:
    described = query.header.get("parameters", {})
    assert list(described) == [parameter.name for parameter in query.parameters]
    assert all(query.describe(name) for name in described)


@every_query
def test_the_header_stands_above_the_query(query: StoredQuery) -> None:
    body = query.text[query.text.index("PREFIX") :]
    assert "#+" not in body
    assert all(line.startswith("#+ ") for line in query.text.split("PREFIX")[0].splitlines())


@every_query
def test_parameters_have_defaults_and_no_marked_line_is_overlooked(query: StoredQuery) -> None:
    assert "# parameter" not in query.without_defaults
    assert len({each.name for each in query.parameters}) == len(query.parameters)
    assert all(parameter.defaults for parameter in query.parameters)


@every_query
def test_parameters_are_codes_numbers_and_words_never_instance_iris(query: StoredQuery) -> None:
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    assert {name for name, kind in kinds.items() if kind == "an IRI"} <= {"iri"}


@every_query
def test_it_runs_as_it_stands_with_no_prefix_supplied(query: StoredQuery) -> None:
    ox.Store().query(query.text)


@pytest.mark.parametrize("query", some(ALL, 3), ids=lambda query: query.name)
def test_a_second_parser_reads_it_too(query: StoredQuery) -> None:
    declared = re.findall(r"^PREFIX ", query.text, re.MULTILINE)
    assert declared
    prepareQuery(query.text)


@every_query
def test_every_prefix_is_declared_once_in_order_and_used(query: StoredQuery) -> None:
    declared = re.findall(r"^PREFIX (\w+): <(.*)>$", query.text, re.MULTILINE)
    names = [name for name, _ in declared]
    assert names == sorted(set(names))
    body = without_literals_and_comments(re.sub(r"^PREFIX .*$", "", query.text, flags=re.M))
    assert set(re.findall(r"\b(\w+):\w", body)) == set(names)
    known = PREFIXES | {"official": "https://rdf.sfia-online.org/9/ontology/"}
    assert {name: iri for name, iri in declared} == {name: known[name] for name in names}


@every_query
def test_it_uses_no_function_of_one_engine(query: StoredQuery) -> None:
    body = without_literals_and_comments(query.text)
    casts_of_sparql = {"xsd:boolean("}
    assert set(re.findall(r"\w+:\w+\s*\(", body)) <= casts_of_sparql
    assert not re.search(r"\b(SERVICE|LATERAL|FROM)\b", body)


@every_query
def test_keywords_are_upper_case(query: StoredQuery) -> None:
    body = re.sub(r"[?$]\w+|\w*:\w*|@[\w-]+", " ", without_literals_and_comments(query.text))
    others = set(re.findall(r"[A-Za-z]+", body)) - KEYWORDS
    assert others <= {"a", "true", "false"}


@every_select
def test_a_select_names_its_columns_and_orders_its_rows(query: StoredQuery) -> None:
    assert "*" not in re.findall(r"\bSELECT\s+(?:DISTINCT\s+)?(\S)", query.text)
    last = query.text.rstrip().splitlines()[-1]
    assert last.startswith("ORDER BY ")


@every_query
def test_its_defaults_find_something_in_the_shipped_data_and_samples(
    query: StoredQuery, with_samples: Store
) -> None:
    answer = with_samples.sparql(query.text)
    assert not isinstance(answer, bool)
    assert bool(len(answer)) is (query.name != "conflicting-mappings")


@pytest.mark.parametrize(
    "query",
    some([query for query in ALL if query.name != "source-and-licence"], 4),
    ids=lambda query: query.name,
)
def test_facts_that_two_graphs_both_state_count_once(
    query: StoredQuery, with_samples: Store, twofold: Store
) -> None:
    assert twofold.sparql(query.text) == with_samples.sparql(query.text)


@pytest.fixture(scope="module")
def shipped() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def with_samples() -> Store:
    return open_store([*shipped_data(), DATA / "samples"])


@pytest.fixture(scope="module")
def twofold(with_samples: Store) -> Store:
    """Give the facts under two graph names, united by the engine for each query."""
    store = ox.Store()
    for name in ("one", "two"):
        graph = ox.NamedNode(f"urn:{name}")
        store.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in with_samples.quads()
        )
    return EmbeddedStore(store, "twofold", merged=False)


# Parameters.


def test_a_parameter_gives_its_default_as_an_example(own: StoredQuery) -> None:
    assert {each.name: each.example for each in own.parameters} == {
        "code": "SLMO,PROG",
        "level": "5",
        "share": "0.5",
        "iri": "https://example.org/",
    }


def test_a_parameter_says_what_it_must_be(own: StoredQuery) -> None:
    assert [each.kind for each in own.parameters] == [
        "a text",
        "a level from 1 to 7",
        "a number",
        "an IRI",
    ]


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("level", 0, "level: found '0', expected a level from 1 to 7, as in level=4"),
        ("level", 8, "level: found '8', expected a level from 1 to 7, as in level=4"),
        ("lang", "fr_FR", "lang: found 'fr_FR', expected a language tag, as in lang=en"),
        ("lang", "", "lang: found '', expected a language tag, as in lang=en"),
        ("edition", "nine", "edition: found 'nine', expected a whole number, as in edition=9"),
    ],
)
def test_levels_and_languages_are_what_they_say(name: str, value: str | int, line: str) -> None:
    with pytest.raises(UsageError) as refused:
        stored_query("level-text").bind({name: value})
    assert str(refused.value) == line


@pytest.mark.parametrize(
    ("query", "values", "line"),
    [
        (
            "person-gap",
            {"policy": "more"},
            "policy: found 'more', expected at-least or exact, as in policy=at-least",
        ),
        (
            "stale-holdings",
            {"basis": ["assessed", "said"]},
            "basis: found 'said', expected self-assessed or assessed or endorsed or certified, "
            "as in basis=self-assessed,assessed,endorsed,certified",
        ),
        (
            "stale-holdings",
            {"date": "1.5.2026"},
            "date: found '1.5.2026', expected a date, as in date=2020-01-01",
        ),
        (
            "stale-holdings",
            {"date": "2026-02-30"},
            "date: found '2026-02-30', expected a date, as in date=2020-01-01",
        ),
    ],
    ids=["policy", "basis", "form of a date", "no such day"],
)
def test_words_of_a_few_and_dates_are_what_they_say(
    query: str, values: dict[str, str], line: str
) -> None:
    with pytest.raises(UsageError) as refused:
        stored_query(query).bind(values)
    assert str(refused.value) == line


def test_without_values_the_text_stays_as_it_is(own: StoredQuery) -> None:
    assert own.bind({}) == OWN


def test_a_value_takes_the_place_of_all_defaults(own: StoredQuery) -> None:
    assert own.bind({"code": "TEST"}) == OWN.replace('"SLMO" "PROG"', '"TEST"')


@pytest.mark.parametrize(
    ("name", "value", "terms"),
    [
        ("level", 4, "4"),
        ("level", "4", "4"),
        ("level", [4, "5"], "4 5"),
        ("level", range(1, 4), "1 2 3"),
        ("code", ("A", "B"), '"A" "B"'),
        ("code", 12, '"12"'),
        ("code", "0012", '"0012"'),
        ("iri", "urn:x", "<urn:x>"),
        ("iri", ["urn:x", "urn:y"], "<urn:x> <urn:y>"),
    ],
    ids=str,
)
def test_values_are_written_as_terms_of_the_type_of_the_default(
    own: StoredQuery, name: str, value: str, terms: str
) -> None:
    column = ["code", "level", "share", "iri"].index(name)
    expected = [row[0] for row in solutions(f"SELECT ?x {{ VALUES ?x {{ {terms} }} }}")]
    found = [row[column] for row in solutions(own.bind({name: value}))]
    assert sorted(set(found), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"levle": 4}, "unknown parameter 'levle'; did you mean 'level'?"),
        ({"zzz": 4}, "unknown parameter 'zzz'; one-of-each takes code, level, share, iri"),
        ({"level": "four"}, "level: found 'four', expected a level from 1 to 7, as in level=5"),
        ({"level": ""}, "level: found '', expected a level from 1 to 7, as in level=5"),
        ({"level": "4.0"}, "level: found '4.0', expected a level from 1 to 7, as in level=5"),
        ({"level": True}, "level: found 'True', expected a level from 1 to 7, as in level=5"),
        ({"level": []}, "level: no value; for example level=5"),
        ({"share": "half"}, "share: found 'half', expected a number, as in share=0.5"),
        ({"share": "nan"}, "share: found 'nan', expected a number, as in share=0.5"),
        (
            {"iri": "9/skill"},
            "iri: found '9/skill', expected an IRI, as in iri=https://example.org/",
        ),
        ({"iri": "urn:x>"}, "iri: found 'urn:x>', expected an IRI, as in iri=https://example.org/"),
        ({"code": "\udcff"}, "code: found '\ufffd', expected a text, as in code=SLMO,PROG"),
    ],
    ids=lambda case: next(iter(case)) if isinstance(case, dict) else "",
)
def test_a_wrong_value_is_refused_with_a_hint(
    own: StoredQuery, values: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        own.bind(values)
    assert str(refused.value) == message


def test_a_query_without_parameters_says_so() -> None:
    with pytest.raises(UsageError) as refused:
        stored_query("edition-counts").bind({"edition": 9})
    assert str(refused.value) == "unknown parameter 'edition'; edition-counts takes none"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("describe-skil", "unknown query 'describe-skil'; did you mean 'describe-skill'?"),
        ("zzz", "unknown query 'zzz'; 'sfia-graph query' lists them"),
        ("../skills/skill-levels", "unknown query '../skills/skill-levels'"),
        ("*", "unknown query '*'; 'sfia-graph query' lists them"),
        ("", "unknown query ''; 'sfia-graph query' lists them"),
    ],
    ids=["near", "far", "path", "pattern", "empty"],
)
def test_an_unknown_query_is_refused_with_a_hint(name: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        stored_query(name)
    assert str(refused.value).startswith(message)


def test_queries_of_ones_own_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "one-of-each.rq").write_text(OWN, encoding="utf-8")
    query = stored_query("one-of-each", tmp_path)
    assert (query.name, query.subject, query.summary) == (
        "one-of-each",
        "mine",
        "One of each type",
    )
    assert stored_queries(tmp_path) == {"one-of-each": query}


@pytest.mark.parametrize(
    ("text", "form"),
    [("SELECT ?s {}", "SELECT"), ("# SELECT\nASK {}", "ASK"), ("CONSTRUCT {}", "CONSTRUCT")],
    ids=["select", "ask", "construct"],
)
def test_the_form_of_a_query_is_known(text: str, form: str) -> None:
    assert StoredQuery("x", "y", text).form == form


# No value becomes syntax.

NAME = stored_query("resolve-name")
BEFORE, AFTER = NAME.text.split('"Gestion des niveaux de service"')

HOSTILE = [
    '" } } DROP ALL #',
    '"@en',
    '"^^<http://www.w3.org/2001/XMLSchema#integer>',
    "\\",
    '\\"',
    '"""',
    "'''",
    "a\nb\r\nc\td",
    "\u2028\u2029\x85\x0b\x0c\x00",
    "# parameter",
    ' }   # parameter\n  VALUES ?x { "',
    r"\1 \g<name> \u0022",
    "{}",
    "?name",
    "<urn:x>",
]


def given_back(text: str) -> None:
    bound = NAME.bind({"name": text})
    assert bound.startswith(BEFORE)
    assert bound.endswith(AFTER)
    written = bound.removeprefix(BEFORE).removesuffix(AFTER)
    assert "\n" not in written
    assert solutions(f"SELECT ?x {{ VALUES ?x {{ {written} }} }}") == [(ox.Literal(text),)]
    ox.Store().query(bound)
    again = StoredQuery("again", "tests", bound)
    assert [each.defaults for each in again.parameters] == [(ox.Literal(text),)]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_comes_back_as_that_text(text: str) -> None:
    given_back(text)


@given(st.text())
def test_any_text_comes_back_as_that_text(text: str) -> None:
    given_back(text)


@given(st.lists(st.text(), min_size=1))
def test_any_texts_come_back_as_those_texts(texts: list[str]) -> None:
    again = StoredQuery("again", "tests", NAME.bind({"name": texts}))
    assert [each.defaults for each in again.parameters] == [tuple(map(ox.Literal, texts))]


@given(st.integers())
def test_any_whole_number_comes_back_as_that_number(number: int) -> None:
    query = stored_query("level-histogram")
    bound = query.bind({"edition": number})
    parameter = StoredQuery("again", "tests", bound).parameters[0]
    integer = ox.NamedNode(f"{XSD}integer")
    assert parameter.defaults == (ox.Literal(str(number), datatype=integer),)
    before, after = query.text.split("{ 9 }")
    assert bound.startswith(before)
    assert bound.endswith(after)


@given(st.text())
def test_any_text_for_an_iri_is_that_iri_or_is_refused(text: str) -> None:
    query = stored_query("describe-iri")
    try:
        bound = query.bind({"iri": text})
    except UsageError:
        return
    assert StoredQuery("again", "tests", bound).parameters[0].defaults == (ox.NamedNode(text),)
    ox.Store().query(bound)


def test_a_parameter_that_takes_one_value_refuses_two() -> None:
    query = stored_query("describe-skill")
    with pytest.raises(UsageError) as refused:
        query.bind({"edition": [8, 9]})
    assert str(refused.value) == "edition: describe-skill takes one value at a time"
    assert '?edition { "8"^^<http://www.w3.org/2001/XMLSchema#integer> }' in query.bind(
        {"edition": [8]}
    )
    assert 'VALUES ?code { "SLMO" "PROG" }' in query.bind({"code": ["SLMO", "PROG"]})


def test_defaults_that_are_given_leave_the_query_as_it_is() -> None:
    query = stored_query("describe-skill")
    assert query.bind({"code": ["SLMO"], "edition": [9], "lang": ["en"]}) == query.text
    assert query.bind({"edition": ["09"]}) == query.text


def test_without_defaults_the_parameters_are_free() -> None:
    text = stored_query("skill-levels").without_defaults
    assert "VALUES" not in text
    assert "#" not in re.sub(r"<[^>]*>", "", text)
    assert text.startswith("PREFIX ")
    assert "?code" in text

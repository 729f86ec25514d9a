"""Queries that no server ends in time, that fill its memory or that end its engine, by kind."""

from __future__ import annotations

TWO = "?a ?b ?c . ?d ?e ?f"
THREE = f"{TWO} . ?g ?h ?i"
SAME = "?s ?p ?o . "
ANY = "(!<x:y>|^!<x:y>)"
"""A step of a path along any edge, either way."""

_GROUP = "{ SELECT ?a# (COUNT(*) AS ?n#) { ?a# ?b ?c } GROUP BY ?a# }"


def _chain(start: str, steps: int, step: str) -> str:
    """Give BINDs that each make a value from the one before: `{0}` is its number, `{1}` its own."""
    binds = (f"BIND ({step.format(n, n + 1)})" for n in range(steps))
    return " ".join([f"BIND ({start} AS ?x0)", *binds])


def _numbers(name: str, count: int) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, range(count)))} }}"


_JOINS = {
    "three-way cross join": f"SELECT (COUNT(*) AS ?n) {{ {THREE} }}",
    "distinct cross join": f"SELECT DISTINCT ?a ?d ?g {{ {THREE} }}",
    "product of VALUES": "SELECT (SUM(?a * ?b * ?c * ?d) AS ?n) { "
    + " ".join(_numbers(each, 600) for each in "abcd")
    + " }",
    "cycle of twelve": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"?x{n} ?p{n} ?x{(n + 1) % 12} ." for n in range(12))
    + " }",
    "MINUS without a common name": "SELECT * { ?a ?b ?c MINUS { ?d ?e ?f . ?g ?h ?c } }",
    "20 UNIONs multiplied": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"{{ ?s{n} ?p ?o }} UNION {{ ?o ?p ?s{n} }}" for n in range(20))
    + " }",
    "60 OPTIONALs apart": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o "
    + " ".join(f"OPTIONAL {{ ?s{n} ?p{n} ?o{n} }}" for n in range(60))
    + " }",
    "six groups multiplied": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(_GROUP.replace("#", str(n)) for n in range(6))
    + " }",
    "graphs multiplied": "SELECT (COUNT(*) AS ?n) { "
    "GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i } }",
}

_SORTS = {
    "sorted cross join": f"SELECT * {{ {TWO} }} ORDER BY ?a ?e",
    "sorted by chance": f"SELECT * {{ {TWO} }} ORDER BY RAND() LIMIT 1",
    "sorted by 200 hashes": f"SELECT * {{ {TWO} }} ORDER BY "
    + " ".join(f"SHA512(CONCAT(STR(?a), STR(?d), '{n}'))" for n in range(200)),
    "a huge OFFSET": f"SELECT * {{ {THREE} }} OFFSET 999999999999 LIMIT 1",
    "a huge LIMIT": f"SELECT * {{ {THREE} }} LIMIT 999999999999",
}

_PATHS = {
    "path through all": "SELECT * { ?a (!<x:y>)* ?b }",
    "path there and back": f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY}* ?b }}",
    "path of paths": f"SELECT * {{ ?a {'(' * 3_000}!<x:y>{')*' * 3_000} ?b }}",
    "path of 800 ways": f"SELECT * {{ ?a (<x:a>{'|!<x:y>' * 800})* ?b }}",
    "path of 60 steps": f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join([ANY] * 60)} ?b }}",
    "path of 60 stars": f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join(['(!<x:y>)*'] * 60)} ?b }}",
}

_TEXTS = {
    "regex that goes back": f'SELECT * {{ {TWO} FILTER REGEX(STR(?c), "^((.+)+)+x$") }}',
    "regex that grows": 'SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), "(.{1,1000}){1,1000}x") }',
    "regex from data": (
        f'SELECT * {{ {TWO} FILTER REGEX(STR(?c), CONCAT("(", STR(?f), "){{50}}")) }}'
    ),
    "all as one text": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?all) {{ {TWO} }}",
    "100 long texts at once": "SELECT "
    + " ".join(f'(GROUP_CONCAT(?c; separator="{n}") AS ?x{n})' for n in range(100))
    + f" {{ {TWO} }}",
    "a text that doubles": "SELECT (STRLEN(?x40) AS ?n) { "
    + _chain(f'"{"x" * 99}"', 40, "CONCAT(?x{0}, ?x{0}) AS ?x{1}")
    + " }",
    "a text that is replaced": "SELECT (STRLEN(?x12) AS ?n) { "
    + _chain(f'"{"a" * 200}"', 12, 'REPLACE(?x{0}, "a", "aaaaaaaa") AS ?x{1}')
    + " }",
}

_COUNTS = {
    "arithmetic on a cross join": f"SELECT (COUNT(*) AS ?n) {{ {THREE} "
    "FILTER (STRLEN(STR(?a)) * STRLEN(STR(?d)) / STRLEN(STR(?g)) > 1e9) }",
    "a sum of 7,000": f"SELECT (1{'+1' * 7_000} AS ?n) {{ {TWO} }}",
    "groups of a cross join": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {THREE} }} GROUP BY ?a ?d ?g",
    "150 distinct counts": "SELECT "
    + " ".join(f"(COUNT(DISTINCT CONCAT(STR(?a), '{n}', STR(?f))) AS ?n{n})" for n in range(150))
    + f" {{ {TWO} }}",
    "the least of a cross join": (
        f"SELECT (MIN(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?n) {{ {THREE} }}"
    ),
}

_GRAPHS = {
    "graph of a cross product": f"CONSTRUCT {{ ?a ?e ?i }} {{ {THREE} }}",
    "graph of 400 blank nodes a row": "CONSTRUCT { "
    + " . ".join(f"?a <x:{n}> [ <x:y> ?d ]" for n in range(400))
    + f" }} {{ {TWO} }}",
    "all described": f"DESCRIBE ?a ?d {{ {TWO} }}",
}

_DEEP = {
    "deep brackets": f"SELECT * {{ FILTER ({'(' * 7_000}1{')' * 7_000}) }}",
    "deep lists": f"SELECT * {{ ?s ?p {'(' * 7_000}{')' * 7_000} }}",
    "2,500 braces": f"SELECT * {{ {'{' * 2_500}{'}' * 2_500} }}",
    "4,000 braces behind others": f"# {'}' * 4_000}\nSELECT * {'{' * 4_000}{'}' * 4_000}",
    "15,000 NOTs": f"SELECT * {{ ?s ?p ?o FILTER ({'!' * 15_000}true) }}",
    "EXISTS 900 deep": f"SELECT * {{ ?s ?p ?o {'FILTER EXISTS {' * 900}{'}' * 900} }}",
    "EXISTS 490 deep": f"SELECT * {{ ?s ?p ?o {'FILTER EXISTS { ?s ?p ?o ' * 490}{'}' * 490} }}",
    "EXISTS in 400 IFs": "SELECT * { ?s ?p ?o "
    f"FILTER ({'IF(EXISTS { ?s ?p ?o }, ' * 400}true{', false)' * 400}) }}",
    "MINUS 490 deep": f"SELECT * {{ ?s ?p ?o {'MINUS { ?s ?p ?o ' * 490}{'}' * 490} }}",
    "240 SELECTs deep": f"SELECT * {{ {'{ SELECT * { ?s ?p ?o . ' * 240}{'}}' * 240} }}",
}

_PLANS = {
    "a megabyte": f"SELECT * {{ ?s ?p ?o }} # {'x' * 1_000_000}",
    "10,000 OPTIONALs": f"SELECT * {{ ?s ?p ?o {'OPTIONAL { ?s ?p ?o } ' * 10_000} }}",
    "800 OPTIONALs": f"SELECT * {{ ?s ?p ?o {'OPTIONAL{?s ?p ?o}' * 800} }}",
    "140 patterns alike": f"SELECT * {{ {SAME * 140} }}",
    "140 patterns unlike": "SELECT * { " + "".join(f"?s{n} ?p{n} ?o. " for n in range(140)) + "}",
    "all of 25 with all": "SELECT * { "
    + " ".join(f"?x{n} ?p{n}_{m} ?x{m} ." for n in range(25) for m in range(n + 1, 25))
    + " }",
    "EXISTS 250 times": "SELECT * { ?s ?p ?o "
    + " ".join(f"FILTER EXISTS {{ ?s ?p{n} ?o{n} . ?o{n} ?q{n} ?r{n} }}" for n in range(250))
    + " }",
}

SHAPES = {**_JOINS, **_SORTS, **_PATHS, **_TEXTS, **_COUNTS, **_GRAPHS, **_DEEP, **_PLANS}
"""Queries by what they are; some are refused before they run, others end by a limit."""

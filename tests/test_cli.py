"""The command line: what it answers, where it writes, and with which exit code it ends."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib.metadata import version
from pathlib import Path
from threading import Timer

import pyoxigraph as ox
import pytest
from faulty import dumb
from long import some
from program import PROGRAM, in_a_terminal, run, without_colour

from sfia_graph.cli import COMMANDS, build_parser, main
from sfia_graph.queries import stored_queries, stored_query
from sfia_graph.resources import DATA

SAMPLE = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix e: <https://example.org/> .
e:a dcterms:title "A"@en-GB ; e:n 1 .
e:b dcterms:title "B"@en-GB ; e:n 2 .
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.ttl"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


# Exit codes, and what goes where.


def test_good_is_0_with_the_answer_on_standard_output_alone() -> None:
    done = run("query", "level-histogram")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "edition  level  skills",
        "-------  -----  ------",
        "      9      1      16",
        "      9      2      99",
        "      9      3     113",
        "      9      4     139",
        "      9      5     144",
        "      9      6     126",
        "      9      7      35",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("query describe-skil", "unknown query 'describe-skil'; did you mean 'describe-skill'?"),
        ("query skill-levels cod=X", "unknown parameter 'cod'; did you mean 'code'?"),
        ("query skill-levels SLMO", "found 'SLMO', expected parameter=value, as in level=5"),
        (
            "query skills-at-level level=five",
            "level: found 'five', expected a level from 1 to 7, as in level=5",
        ),
        (
            "query describe-iri --format csv",
            "a graph has no format 'csv'; use one of table, ttl, json, xml",
        ),
        (
            "query skill-levels --format ttl",
            "rows have no format 'ttl'; use one of table, csv, tsv, json, xml, md",
        ),
        (
            "import x.txt -o out.doc",
            "-o out.doc: the ending says no format; "
            "use one of .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
        ),
        (
            "import x.txt -o out.ttl --language en_US",
            "--language en_US: no language tag, such as fr or en-GB",
        ),
        (
            "import x.txt -o out.ttl --base here",
            "--base here: must begin with http(s):// and end in / or #",
        ),
    ],
    ids=lambda text: text[:40],
)
def test_a_wrong_call_is_2_with_one_line_on_standard_error(words: str, message: str) -> None:
    done = run(*shlex.split(words))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"sfia-graph: {message}\n"


@pytest.mark.parametrize(
    "words",
    ["nonsense", "query skill-levels --format pdf", "load", "import", "completion tcsh"],
)
def test_a_call_that_the_parser_refuses_is_2_and_shows_the_usage(words: str) -> None:
    done = run(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: sfia-graph")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("query skill-levels --store none.ttl", "none.ttl: no such file; check its name"),
        ("load none.ttl --into store", "none.ttl: no such file; check its name"),
        ("import none.txt -o out.ttl", "none.txt: no such file; check its name"),
        ("sparql none.rq", "none.rq: no such file; check its name"),
    ],
    ids=lambda text: text[:30],
)
def test_data_at_fault_is_1_with_one_line_on_standard_error(
    words: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words.split(), PYTHONPATH=str(Path(__file__).parent.parent))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"sfia-graph: {message}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_malformed_query_is_1_with_one_line() -> None:
    done = run("sparql", "-", stdin="SELECT ?x WHERE { ?x }")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sfia-graph: not a SPARQL query: ")
    assert done.stderr.count("\n") == 1


def test_a_value_that_is_no_unicode_is_refused_like_any_other() -> None:
    words = [*PROGRAM, "query", "skill-levels"]
    done = subprocess.run(
        [*map(os.fsencode, words), b"code=\xff"], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"sfia-graph: code: found ")


def test_no_answer_is_0_with_an_empty_table_and_a_word_on_standard_error() -> None:
    done = run("query", "skill-levels", "code=NOPE", "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "code,level,defined\n")
    assert done.stderr == "no answer for code=NOPE edition=9\n"


# Values.


def test_a_comma_separates_values_and_so_does_naming_the_parameter_again() -> None:
    together = run("query", "skill-levels", "code=SLMO,PROG").stdout
    assert run("query", "skill-levels", "code=SLMO", "code=PROG").stdout == together
    assert together.count("PROG") == together.count("SLMO") == 7


def test_a_comma_before_a_blank_is_part_of_the_value() -> None:
    done = run("query", "skills-in-category", "category=Governance, risk and compliance")
    assert len(done.stdout.splitlines()) == 2 + 6


def test_an_equals_sign_in_a_value_stays(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "describe-iri", "iri=https://example.org/?a=1,2", "--show"]) == 0
    assert "{ <https://example.org/?a=1,2> }   # parameter" in capsys.readouterr().out


# Formats.


def test_csv() -> None:
    done = run("query", "skill-levels", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0] == {"code": "SLMO", "level": "1", "defined": "false"}


def test_tsv() -> None:
    done = run("query", "skill-levels", "--format", "tsv")
    assert done.stdout.splitlines()[:2] == ["?code\t?level\t?defined", '"SLMO"\t1\tfalse']


def test_json() -> None:
    answer = json.loads(run("query", "skill-levels", "--format", "json").stdout)
    assert answer["head"]["vars"] == ["code", "level", "defined"]
    assert answer["results"]["bindings"][0]["code"] == {"type": "literal", "value": "SLMO"}


def test_xml() -> None:
    root = ElementTree.fromstring(run("query", "skill-levels", "--format", "xml").stdout)
    results = "{http://www.w3.org/2005/sparql-results#}"
    assert len(root.findall(f"{results}results/{results}result")) == 7


def test_md() -> None:
    lines = run("query", "skill-levels", "--format", "md").stdout.splitlines()
    assert lines[:3] == ["| code | level | defined |", "| --- | --- | --- |", "| SLMO | 1 | no |"]


@pytest.mark.parametrize(
    ("name", "parser"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("table", ox.RdfFormat.TURTLE),
        ("json", ox.RdfFormat.JSON_LD),
        ("xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_in_each_format_holds_the_same(name: str, parser: ox.RdfFormat) -> None:
    done = run("query", "describe-iri", "--format", name)
    expected = run("query", "describe-iri").stdout
    assert set(ox.parse(done.stdout, format=parser)) == set(
        ox.parse(expected, format=ox.RdfFormat.TURTLE)
    )


def test_an_ask_is_true_or_false(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    query = sample.with_name("ask.rq")
    query.write_text("ASK { ?s dcterms:title 'A'@en-GB }", encoding="utf-8")
    assert main(["sparql", str(query), "--store", str(sample)]) == 0
    assert capsys.readouterr().out == "true\n"


def test_show_gives_the_query_with_its_values_and_asks_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["query", "skills-at-level", "level=3", "--show", "--store", "none.ttl"]) == 0
    assert capsys.readouterr().out == stored_query("skills-at-level").bind({"level": 3})


# A terminal and a pipe.


def test_a_pipe_gets_plain_text() -> None:
    assert "\x1b" not in run("query", "describe-skill").stdout
    assert "\x1b" not in run("query").stdout


def test_a_terminal_gets_a_drawn_table_in_colour() -> None:
    got = in_a_terminal("query", "level-histogram")
    assert "\x1b[" in got
    lines = [line.split() for line in without_colour(got).splitlines() if line.strip()]
    assert lines[0] == ["edition", "level", "skills"]
    assert set(lines[1][0]) == {"─"}
    assert lines[2:] == [
        ["9", str(level), str(count)]
        for level, count in enumerate((16, 99, 113, 139, 144, 126, 35), start=1)
    ]


def test_a_drawn_table_keeps_to_the_width_of_the_terminal() -> None:
    lines = without_colour(in_a_terminal("query", "source-and-licence", columns=72)).splitlines()
    assert max(map(len, lines)) <= 72


def test_a_terminal_gets_plain_text_where_a_format_is_asked_for() -> None:
    got = in_a_terminal("query", "level-histogram", "--format", "csv")
    assert got.splitlines()[:2] == ["edition,level,skills", "9,1,16"]
    assert "\x1b" not in got


def test_markup_in_data_is_text_in_a_terminal(sample: Path) -> None:
    sample.write_text('<urn:a> <urn:b> "[red]not red[/red] [link=x]" .', encoding="utf-8")
    query = sample.with_name("all.rq")
    query.write_text("SELECT ?o { ?s ?p ?o }", encoding="utf-8")
    got = in_a_terminal("sparql", query, "--store", sample)
    assert "[red]not red[/red] [link=x]" in without_colour(got)


# The menu.


def test_the_menu_in_a_pipe_names_every_question_with_its_summary() -> None:
    done = run("query")
    assert (done.returncode, done.stderr) == (0, "")
    for query in stored_queries().values():
        assert re.search(rf"^  {query.name} +{re.escape(query.summary)}$", done.stdout, re.M)
    assert "sfia-graph query describe-skill code=SLMO lang=fr\n" in done.stdout
    assert done.stdout.endswith("sfia-graph query resolve-name name=testing\n")


def test_the_menu_in_a_terminal_shows_how_each_is_asked() -> None:
    got = without_colour(in_a_terminal("query", columns=200))
    for query in stored_queries().values():
        assert re.search(rf"^ *{query.name} +{re.escape(query.summary)} *$", got, re.M)
    assert "code=SLMO edition=9 lang=en" in got


@pytest.mark.parametrize("first", some(range(6), 6))
def test_the_menu_as_csv_gives_calls_that_run(
    capsys: pytest.CaptureFixture[str], first: int
) -> None:
    assert main(["query", "--format", "csv"]) == 0
    menu = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in menu] == list(stored_queries())
    for row in menu[first::6]:
        people = ["--store", str(DATA)] if stored_query(row["name"]).samples else []
        assert main(["query", *shlex.split(row["example"]), *people]) == 0
        said = capsys.readouterr()
        assert said.out
        assert said.err == ("no answer\n" if row["name"] == "conflicting-mappings" else "")


def test_the_menu_as_turtle_describes_each_question_as_an_executable() -> None:
    turtle = run("query", "--format", "ttl").stdout
    store = ox.Store()
    store.extend(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    found = store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#>"
        "SELECT ?iri ?form ?text { VALUES (?class ?property ?form) {"
        "(sh:SPARQLSelectExecutable sh:select 'SELECT')"
        "(sh:SPARQLConstructExecutable sh:construct 'CONSTRUCT') }"
        "?iri a ?class ; ?property ?text }"
    )
    assert isinstance(found, ox.QuerySolutions)
    described = {str(row["iri"].value): (row["form"].value, row["text"].value) for row in found}
    assert described == {
        f"https://w3id.org/sfia-graph/query/{query.name}": (query.form, query.without_defaults)
        for query in stored_queries().values()
    }


def test_the_executables_name_each_parameter_with_type_and_default() -> None:
    store = ox.Store()
    store.extend(ox.parse(run("query", "--format", "ttl").stdout, format=ox.RdfFormat.TURTLE))
    found = store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#>"
        "SELECT ?query ?order ?name ?default { ?query sh:parameter ?one ."
        "?one a sh:Parameter ; sh:path ?one ; sh:order ?order ; sh:name ?name ;"
        "sh:defaultValue ?default . ?one sh:datatype|sh:nodeKind ?kind }"
    )
    assert isinstance(found, ox.QuerySolutions)
    described = {
        (row["query"].value.rsplit("/")[-1], int(row["order"].value), row["name"].value): row[
            "default"
        ]
        for row in found
    }
    assert described == {
        (query.name, order, parameter.name): parameter.defaults[0]
        for query in stored_queries().values()
        for order, parameter in enumerate(query.parameters)
    }


# Help.


def parsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


SMALL = Path(__file__).resolve().parent.parent / "data" / "sfia-7.ttl"


def examples() -> dict[str, str]:
    helps = {name: parser.format_help() for name, parser in parsers().items()}
    helps["the whole"] = build_parser().format_help()
    return {name: text.rsplit("example:", 1)[-1].strip() for name, text in helps.items()}


def test_every_command_has_a_help_that_ends_in_an_example() -> None:
    assert len(examples()) == len(COMMANDS) + 1
    assert all("sfia-graph " in example for example in examples().values())
    assert all("\n" not in example for example in examples().values())


@pytest.mark.parametrize("name", examples())
def test_the_example_in_the_help_runs(name: str, tmp_path: Path, request: object) -> None:
    if name == "import":
        assert isinstance(request, pytest.FixtureRequest)
        official = request.getfixturevalue("sfia") / "sfia-9_current-standard_en_250129.xlsx"
        (tmp_path / "sfia-9.xlsx").write_bytes(official.read_bytes())
    (tmp_path / "sfia-9.ttl").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "people.nq").write_text("<urn:a> <urn:b> <urn:c> <urn:d> .", encoding="utf-8")
    roles = "role,skill,level,importance\nOps,SLMO,4,core\n"
    (tmp_path / "roles.csv").write_text(roles, encoding="utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    example = examples()[name].replace("http://127.0.0.1:8000/", "$ADDRESS")
    if name == "serve":
        example = f"exec {example.replace('8000', '0')}"
    store = {"SFIA_GRAPH_STORE": str(SMALL)} if name == "publish" else {}
    with (
        dumb(tmp_path) as address,
        subprocess.Popen(
            ["bash", "-c", example],
            cwd=tmp_path,
            env={**os.environ, **store, "ADDRESS": address, "PATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stderr
        in_time = Timer(120, process.kill)
        in_time.start()
        told = ""
        if name == "serve":  # which ends when it is told to, once it has said where it listens
            told = process.stderr.readline()
            process.terminate()
        told += process.stderr.read()
        in_time.cancel()
    assert process.returncode == 0, told


@pytest.mark.parametrize("words", ["", "--help", "query --help", "load --help"])
def test_help_is_an_answer_on_standard_output(words: str) -> None:
    done = run(*words.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: sfia-graph")


def test_the_version_is_said() -> None:
    assert run("--version").stdout == f"sfia-graph {version('sfia-graph')}\n"


# Completion.


def completions(line: str, tmp_path: Path) -> set[str]:
    answer = tmp_path / "answer"
    done = run(
        _ARGCOMPLETE="1",
        _ARGCOMPLETE_STDOUT_FILENAME=str(answer),
        _ARGCOMPLETE_SHELL="bash",
        _ARGCOMPLETE_SUPPRESS_SPACE="1",
        COMP_LINE=line,
        COMP_POINT=str(len(line)),
        COMP_TYPE="9",
        _ARGCOMPLETE_IFS="\n",
    )
    assert done.returncode == 0
    return {word.strip() for word in answer.read_text(encoding="utf-8").split("\n") if word.strip()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sfia-graph comp", {"completion"}),
        ("sfia-graph query describe-", {"describe-skill", "describe-iri"}),
        ("sfia-graph query skill-levels c", {"code=SLMO"}),
        ("sfia-graph query skill-levels --st", {"--store"}),
        ("sfia-graph query skill-levels --format t", {"table", "tsv", "ttl"}),
        ("sfia-graph query nothing-of-the-kind x", set[str]()),
        ("sfia-graph completion z", {"zsh"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_shell_completes(line: str, expected: set[str], tmp_path: Path) -> None:
    assert completions(line, tmp_path) == expected


def test_the_shell_completes_the_name_of_every_question(tmp_path: Path) -> None:
    assert completions("sfia-graph query ", tmp_path) >= set(stored_queries())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_lines_for_a_shell(shell: str) -> None:
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "sfia-graph" in done.stdout


# Ends.


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    script = f"{shlex.join([*PROGRAM, 'query', 'to-official-rdf'])} | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_below_standard_output_is_said_in_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full, the device that is always full")
    with full.open("w") as device:
        words = [*PROGRAM, "query", "skill-levels"]
        done = subprocess.run(words, stdout=device, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "sfia-graph: cannot write the answer (No space left on device)\n"


def test_control_c_ends_with_130_and_one_line() -> None:
    code = """
import os, signal, sys
from sfia_graph.cli import main

class Reader:
    def read(self):
        os.kill(os.getpid(), signal.SIGINT)
        signal.pause()

sys.stdin = Reader()
sys.exit(main(["sparql", "-"]))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "sfia-graph: stopped; nothing is half-written\n"


# What a question does not need is not imported.


@pytest.mark.parametrize(
    "words",
    [
        "query describe-skill code=SLMO",
        "query describe-skill --format csv",
        "query to-official-rdf",
    ],
)
def test_a_question_imports_no_heavy_library(words: str) -> None:
    code = (
        "import sys; from sfia_graph.cli import main; main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {module.split(".")[0] for module in done.stderr.split()}
    assert "pyoxigraph" in loaded
    heavy = {"rdflib", "oxrdflib", "pyshacl", "SPARQLWrapper", "starlette", "uvicorn"}
    heavy |= {"yaml", "rich", "openpyxl", "python_calamine", "argcomplete", "pandas", "polars"}
    assert loaded & (heavy | {"email", "http", "ssl"}) == set()
    ours = {each for each in done.stderr.split() if each.startswith("sfia_graph.")}
    rooms = {each for each in ours if each.split(".")[1] in {"conform", "profiles", "web"}}
    assert rooms <= NAMED_BY_COMMANDS


NAMED_BY_COMMANDS = {
    *("sfia_graph.conform", "sfia_graph.conform.limits", "sfia_graph.conform.outcome"),
    *("sfia_graph.profiles", "sfia_graph.profiles.answers", "sfia_graph.profiles.records"),
    "sfia_graph.profiles.answers.policies",
}
"""Modules of other rooms whose values stand in the help of commands."""


# Stores and importing through the command line.


def test_store_may_be_given_several_times(tmp_path: Path, sample: Path) -> None:
    other = tmp_path / "other.nt"
    other.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    done = run("sparql", "-", "--format", "csv", "--store", sample, "--store", other, stdin=query)
    assert done.stdout == "n\n5\n"


def test_an_empty_store_name_is_a_wrong_call() -> None:
    done = run("query", "edition-counts", "--store", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "sfia-graph: an empty name for a store; name a file or a folder\n"


def test_a_sheet_as_a_store_is_told_how_to_become_one(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(b"PK")
    done = run("query", "edition-counts", "--store", tmp_path / "own.xlsx")
    assert done.returncode == 1
    assert done.stderr == (
        "sfia-graph: own.xlsx: a sheet, no RDF; "
        "make RDF of it first: sfia-graph import own.xlsx -o own.ttl\n"
    )


@pytest.mark.parametrize(("told", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_and_sigterm_stop_a_query_that_would_not_end(
    told: signal.Signals, code: int
) -> None:
    cross = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with subprocess.Popen(
        [*PROGRAM, "sparql", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(cross, timeout=2)
        process.send_signal(told)
        out, said = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, "")
    assert said == "sfia-graph: stopped; nothing is half-written\n"


def test_a_long_query_is_answered_and_a_very_long_one_refused() -> None:
    many = " UNION ".join(["{ ?s a sfia:Edition }"] * 4_000)
    done = run("sparql", "-", "--format", "csv", stdin=f"SELECT DISTINCT ?s {{ {many} }} LIMIT 1")
    assert done.returncode == 0
    done = run("sparql", "-", stdin=f"SELECT ?s {{ ?s ?p '{'x' * 1_000_000}' }}")
    assert done.returncode == 1
    assert "more than 1000000" in done.stderr


def test_control_characters_in_a_message_are_spelt_out(tmp_path: Path) -> None:
    done = run("query", "edition-counts", "--store", tmp_path / "a\n\x1b[31mb.ttl")
    assert done.stderr == "sfia-graph: a\\n\\x1b[31mb.ttl: no such file; check its name\n"


def test_a_terminal_without_the_character_gets_it_spelt_out() -> None:
    done = subprocess.run(
        [*PROGRAM, "query", "level-text", "lang=fr", "--format", "csv"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert b"\\xc9tudie" in done.stdout


def test_import_writes_to_a_file_and_tells_on_standard_error(tmp_path: Path, sfia: Path) -> None:
    out = tmp_path / "page.ttl"
    done = run("import", sfia / "sfia-7_fr_page_SLMO.txt", "-o", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("SFIA 7, fr: 1 skill")
    assert done.stderr.splitlines()[-1].endswith(f" statements to {out}")
    assert [path.name for path in tmp_path.iterdir()] == ["page.ttl"]


def test_import_of_a_bad_source_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "page.txt"
    source.write_text("no page of any skill", encoding="utf-8")
    done = run("import", source, "-o", tmp_path / "out.ttl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sfia-graph: page.txt")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]

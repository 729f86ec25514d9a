"""`sfia-graph load`: into a folder or onto a server, with what would change, and how to go on."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from between import Between, Fault, between
from endpoints import alone, free_port
from program import PROGRAM, in_a_terminal, run, without_colour
from pyoxigraph import Literal

from scripts.servers import virtuoso, writable_oxigraph
from sfia_graph.cli import main
from sfia_graph.store import open_store
from sfia_graph.store.retrying import Retrying

SAMPLE = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix e: <https://example.org/> .
e:a dcterms:title "A"@en-GB ; e:n 1 .
e:b dcterms:title "B"@en-GB ; e:n 2 .
"""
GRAPHS = """\
<https://example.org/a> { <urn:s> <urn:p> "1", "2" }
<https://example.org/b> { <urn:s> <urn:p> [ <urn:q> "3"@en-GB ] }
<https://example.org/c> { <urn:s> <urn:p> "4" }
"""
A, B, C = (f"https://example.org/{name}" for name in "abc")
CHANGED = f"""\
<{A}> {{ <urn:s> <urn:p> "2", "5", "6" }}
<{B}> {{ <urn:s> <urn:p> [ <urn:q> "3"@en-gb ] }}
"""
HEAD = "graph\tchange\tbefore\tafter\tgoing\tcoming\n"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in a folder of our own, where a pause between two attempts takes no time."""
    alone(monkeypatch, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Retrying, "wait", lambda self, attempt, *_: attempt < self.attempts)
    Path("sample.ttl").write_text(SAMPLE, encoding="utf-8")
    Path("graphs.trig").write_text(GRAPHS, encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Between]:
    """A real Oxigraph server, behind one that fails where it is told to."""
    with writable_oxigraph(tmp_path / "server") as real, between(real) as standing:
        yield standing


@dataclass(frozen=True)
class Said:
    """What a command said: its exit code, its result, and the last line beside it."""

    code: int
    out: str
    last: str


Load = Callable[[str], Said]


@pytest.fixture
def load(capsys: pytest.CaptureFixture[str]) -> Load:
    """Load, and give what was said."""

    def load(words: str) -> Said:
        capsys.readouterr()
        code = main(["load", *shlex.split(words)])
        said = capsys.readouterr()
        return Said(code, said.out, said.err.splitlines()[-1])

    return load


def values(server: Between) -> list[str]:
    """Give the literals on the server, sorted."""
    store = open_store(server.real)
    return sorted(str(quad.object) for quad in store.quads() if isinstance(quad.object, Literal))


def tree(folder: Path) -> dict[Path, tuple[int, float]]:
    """Give what is in a folder: sizes and times of change."""
    return {each: (each.stat().st_size, each.stat().st_mtime) for each in folder.rglob("*")}


# Into a folder.


def test_the_folder_answers_as_the_file_does() -> None:
    done = run("load", "sample.ttl", "--into", "store")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "loading sample.ttl (0.0 of 0.0 MB)\n"
        "loading the union of all graphs (0.0 of 0.0 MB)\n"
        "loaded 1 graph, 4 statements, into store\n"
    )
    query = "SELECT ?t { ?s dcterms:title ?t } ORDER BY ?t"
    for where in ("store", "sample.ttl"):
        asked = run("sparql", "-", "--format", "tsv", stdin=query, SFIA_GRAPH_STORE=where)
        assert asked.stdout == '?t\n"A"@en-GB\n"B"@en-GB\n'


def test_statements_are_counted_once_a_graph(load: Load) -> None:
    Path("twice.nt").write_text("<urn:a> <urn:p> 'x' .\n".replace("'", '"') * 2)
    Path("again.nq").write_text('<urn:a> <urn:p> "x" <urn:g> .\n')
    assert load("twice.nt again.nq --into store").last == (
        "loaded 2 graphs, 2 statements, into store"
    )


def test_large_counts_are_grouped(load: Load) -> None:
    assert (
        load("--shipped --no-validate --into store").last
        == "loaded 17 graphs, 46,962 statements, into store"
    )


def test_a_broken_file_makes_no_store() -> None:
    Path("broken.ttl").write_text("<urn:a> <urn:b> ", encoding="utf-8")
    done = run("load", "broken.ttl", "--into", "store")
    assert done.returncode == 1
    assert done.stderr.startswith("sfia-graph: broken.ttl, line 1: no valid turtle: ")
    asked = run("query", "skill-levels", "--store", "store")
    assert asked.returncode == 1
    assert asked.stderr == "sfia-graph: store: no such file; check its name\n"
    assert not Path("store").exists()


def test_load_says_what_it_needs(load: Load) -> None:
    said = load("--into store")
    assert (said.code, said.last) == (
        2,
        "sfia-graph: nothing to load; name files, or say --shipped",
    )
    assert not Path("store").exists()


@pytest.mark.parametrize("option", ["replace", "add", "resume"])
def test_what_is_for_a_server_is_refused_for_a_folder(load: Load, option: str) -> None:
    said = load(f"sample.ttl --into store --{option}")
    assert (said.code, said.last) == (
        2,
        f"sfia-graph: --{option} is for a server; "
        "a folder takes the place of what was there as a whole",
    )
    assert not Path("store").exists()


def test_a_dry_run_into_a_new_folder_makes_none(load: Load) -> None:
    said = load("graphs.trig --into store --dry-run")
    assert (said.code, said.last) == (0, "nothing was changed")
    assert said.out == f"{HEAD}{A}\tnew\t0\t2\t0\t2\n{B}\tnew\t0\t2\t0\t2\n{C}\tnew\t0\t1\t0\t1\n"
    assert not Path("store").exists()


def test_a_dry_run_says_what_would_go_and_come_and_changes_nothing(load: Load) -> None:
    load("graphs.trig --into store")
    before = tree(Path("store"))
    Path("new.trig").write_text(f"{CHANGED}<urn:d> {{ <urn:s> <urn:p> 1 }}")
    said = load("new.trig --into store --dry-run")
    assert said.out == (
        f"{HEAD}{A}\treplaced\t2\t3\t1\t2\n{B}\tunchanged\t2\t2\t0\t0\n"
        f"{C}\tremoved\t1\t0\t1\t0\nurn:d\tnew\t0\t1\t0\t1\n"
    )
    assert tree(Path("store")) == before


def test_a_dry_run_refuses_what_the_load_would_refuse(load: Load) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.doc").write_text("mine")
    Path("broken.ttl").write_text("<urn:a> <urn:b> ", encoding="utf-8")
    for words in ("sample.ttl --into mine", "sample.ttl --into sample.ttl", "broken.ttl --into s"):
        dry, real = load(f"{words} --dry-run"), load(words)
        assert (dry.code, dry.last) == (real.code, real.last)
        assert dry.code == 1
    assert [path.name for path in Path("mine").iterdir()] == ["thesis.doc"]


def test_a_terminal_gets_a_drawn_table_of_what_would_change() -> None:
    drawn = without_colour(in_a_terminal("load", "graphs.trig", "--into", "store", "--dry-run"))
    assert "\t" not in drawn
    lines = [line.split() for line in drawn.splitlines()]
    assert ["graph", "change", "before", "after", "going", "coming"] in lines
    assert [A, "new", "0", "2", "0", "2"] in lines


# Onto a server.


def test_a_server_gets_each_graph(load: Load, server: Between) -> None:
    said = load(f"graphs.trig sample.ttl --into {server.address}")
    assert (said.code, said.out) == (0, "")
    assert said.last == f"loaded 4 graphs, 9 statements, into {server.address}"
    own = "https://w3id.org/sfia-graph/graph/file/sample"
    assert server.said("PUT") == [A, B, C, own]
    assert open_store(server.real).graphs() == [A, B, C, own]


def test_a_pipe_gets_a_line_a_graph(server: Between) -> None:
    done = run("load", "graphs.trig", "--into", server.address)
    assert done.stderr.splitlines()[-4:] == [
        f"sending {A} (0.0 of 0.0 MB)",
        f"sending {B} (0.0 of 0.0 MB)",
        f"sending {C} (0.0 of 0.0 MB)",
        f"loaded 3 graphs, 5 statements, into {server.address}",
    ]


def test_a_terminal_gets_the_rate_and_the_time_left(server: Between) -> None:
    lines = (f'<urn:{n}> <urn:p> "{n:0200}" <{A}> .\n' for n in range(20_000))
    Path("large.nq").write_text("".join(lines))
    words = ("load", "large.nq", "--no-validate", "--into", server.address)
    drawn = without_colour(in_a_terminal(*words))
    assert re.search(rf"sending {A} ━+ +[\d.]+/4\.\d MB [\d.]+ MB/s \d:\d\d:\d\d", drawn)
    assert drawn.endswith(f"loaded 1 graph, 20,000 statements, into {server.address}\n")


def test_replacing_is_the_default_and_other_graphs_stay(load: Load, server: Between) -> None:
    load(f"graphs.trig --into {server.address}")
    Path("new.trig").write_text(f'<{A}> {{ <urn:s> <urn:p> "5" }}')
    for option in ("", "--replace"):
        load(f"new.trig --into {server.address} {option}")
        assert values(server) == ['"3"@en-gb', '"4"', '"5"']


def test_adding_leaves_what_is_there(load: Load, server: Between) -> None:
    load(f"graphs.trig --into {server.address}")
    Path("new.trig").write_text(f'<{A}> {{ <urn:s> <urn:p> "5" }}')
    load(f"new.trig --into {server.address} --add")
    assert values(server) == ['"1"', '"2"', '"3"@en-gb', '"4"', '"5"']


def test_adding_and_replacing_at_once_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["load", "sample.ttl", "--into", "http://localhost/store", "--add", "--replace"])
    assert stopped.value.code == 2
    assert "not allowed with argument" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ("", "an empty name for --into; name a folder or an address"),
        (
            "htps://graph.example.org/store",
            "--into: found 'htps://graph.example.org/store', "
            "expected a folder or an http(s) address",
        ),
    ],
)
def test_a_place_that_is_none_is_a_wrong_call(
    into: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--shipped", "--into", into]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"sfia-graph: {said}"
    assert not Path("htps:").exists()


def test_a_file_that_is_broken_or_not_valid_sends_nothing(load: Load, server: Between) -> None:
    Path("broken.ttl").write_text("<urn:a> <urn:b> ", encoding="utf-8")
    Path("wrong.ttl").write_text("<urn:a> a <http://www.w3.org/2004/02/skos/core#Concept> .")
    for name, beginning in (("broken", "broken.ttl, line 1: "), ("wrong", "not valid: ")):
        said = load(f"graphs.trig {name}.ttl --into {server.address}")
        assert said.code == 1
        assert said.last.startswith(f"sfia-graph: {beginning}")
    assert server.said("PUT") == []
    assert load(f"wrong.ttl --no-validate --into {server.address}").code == 0


def test_two_sources_of_one_graph_are_refused(load: Load, server: Between) -> None:
    for name in ("old", "new"):
        Path(f"{name}.ttl").write_text(
            f"<urn:g> <https://w3id.org/sfia-graph/ontology#tier> 'texts' ; "
            f"<http://www.w3.org/ns/prov#wasDerivedFrom> <urn:{name}> ."
        )
    said = load(f"old.ttl new.ttl --no-validate --into {server.address}")
    assert (said.code, said.last) == (
        1,
        "sfia-graph: new.ttl: the same graph as old.ttl (<urn:g>), from another source; "
        "leave one of the two out",
    )
    assert server.said("PUT") == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://me:pw@localhost/store", "an address with a user or a password in it; "),
        ("HTTP://127.0.0.1:{port}/store", "HTTP://127.0.0.1:{port}/store: nobody answers there ("),
        ("http:///store", "http:///store: no address of an endpoint; "),
    ],
)
def test_an_address_that_cannot_be_asked_is_one_line(
    load: Load, address: str, message: str
) -> None:
    port = free_port()
    said = load(f"sample.ttl --into {address.format(port=port)}")
    assert said.code == 1
    assert said.last.startswith(f"sfia-graph: {message.format(port=port)}")


def test_a_server_is_asked_before_files_are_read(load: Load) -> None:
    Path("broken.ttl").write_text("<urn:a> <urn:b> ", encoding="utf-8")
    nobody = f"http://127.0.0.1:{free_port()}/store"
    for option in ("", "--dry-run", "--no-validate"):
        assert load(f"broken.ttl --into {nobody} {option}").last == (
            f"sfia-graph: {nobody}: nobody answers there (Connection refused)"
        )


def test_an_address_without_a_graph_store_is_one_line(load: Load, server: Between) -> None:
    said = load(f"sample.ttl --into {server.real} --dry-run")
    assert (said.code, said.last) == (
        1,
        f"sfia-graph: {server.real}: no graph store is there, 404; "
        "name its address, such as http://localhost:7878/store",
    )


# What would change on a server.


def test_a_dry_run_sends_nothing(load: Load, server: Between) -> None:
    said = load(f"graphs.trig --into {server.address} --dry-run")
    assert (said.code, said.last) == (0, "nothing was changed")
    assert said.out == f"{HEAD}{A}\tnew\t0\t2\t0\t2\n{B}\tnew\t0\t2\t0\t2\n{C}\tnew\t0\t1\t0\t1\n"
    assert {each.method for each in server.heard} == {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("options", "first", "second"),
    [
        ("", "replaced\t2\t3\t1\t2", "unchanged\t2\t2\t0\t0"),
        ("--resume", "replaced\t2\t3\t1\t2", "unchanged\t2\t2\t0\t0"),
        ("--add", "added to\t2\t4\t0\t2", "added to\t2\t4\t0\t2"),
        ("--add --resume", "added to\t2\t4\t0\t2", "unchanged\t2\t2\t0\t0"),
    ],
)
def test_a_dry_run_says_what_the_load_then_does(
    load: Load, server: Between, options: str, first: str, second: str
) -> None:
    load(f"graphs.trig --into {server.address}")
    Path("new.trig").write_text(CHANGED)
    said = load(f"new.trig --into {server.address} --dry-run {options}")
    assert said.out == f"{HEAD}{A}\t{first}\n{B}\t{second}\n"
    load(f"new.trig --into {server.address} {options}")
    after = Counter(str(quad.graph_name) for quad in open_store(server.real).quads())
    announced = [row.split("\t")[3] for row in said.out.splitlines()[1:]]
    assert announced == [str(after[f"<{name}>"]) for name in (A, B)]


# Going on.


def test_a_load_that_stopped_says_what_is_done_and_goes_on(load: Load, server: Between) -> None:
    server.fail(B, *[Fault()] * 9)
    said = load(f"graphs.trig --into {server.address}")
    again = f"load graphs.trig --into {server.address} --resume"
    assert (said.code, said.last) == (
        1,
        f"sfia-graph: {server.address}: the connection was lost before the answer was whole; "
        f"<{B}> may be there or not; done: 1 of 3 graphs ({A}), not {B}, {C}; "
        f"go on with: sfia-graph {again}",
    )
    assert values(server) == ['"1"', '"2"']
    server.faults.clear()
    server.heard.clear()
    assert load(again.removeprefix("load ")).last == (
        f"loaded 2 graphs, 3 statements, into {server.address}"
    )
    assert server.said("PUT") == [B, C]
    assert values(server) == ['"1"', '"2"', '"3"@en-gb', '"4"']


@pytest.mark.parametrize("status", [401, 413, 500, 507])
def test_a_refusal_in_the_middle_says_what_is_done(
    load: Load, server: Between, status: int
) -> None:
    server.fail(B, Fault(status))
    said = load(f"graphs.trig --no-validate --into {server.address}")
    assert said.code == 1
    assert said.last.endswith(
        f"; done: 1 of 3 graphs ({A}), not {B}, {C}; go on with: sfia-graph load graphs.trig "
        f"--into {server.address} --no-validate --resume"
    )
    assert values(server) == ['"1"', '"2"']


def test_a_refusal_of_the_first_graph_is_the_whole_message(load: Load, server: Between) -> None:
    server.fail(A, Fault(405))
    assert load(f"graphs.trig --into {server.address}").last == (
        f"sfia-graph: {server.address}: takes no graphs, 405; "
        "it may be read-only, or not the address of its graph store"
    )
    assert server.said("PUT") == [A]


def test_many_graphs_are_not_all_named(load: Load, server: Between) -> None:
    names = [f"urn:{number}" for number in range(9)]
    Path("many.trig").write_text("".join(f"<{name}> {{ <urn:s> <urn:p> 1 }}" for name in names))
    server.fail("urn:4", Fault(500))
    assert load(f"many.trig --into {server.address}").last == (
        f"sfia-graph: {server.address}: answered 500 Internal Server Error; "
        "done: 4 of 9 graphs (urn:0, urn:1, urn:2 and 1 more), not urn:4, urn:5, urn:6 and 2 more; "
        f"go on with: sfia-graph load many.trig --into {server.address} --resume"
    )


def test_what_is_in_the_query_of_an_address_is_not_shown(load: Load, server: Between) -> None:
    server.fail(B, Fault(500))
    said = load(f"graphs.trig --into {server.address}?key=s3cr3t")
    assert said.last.endswith("; go on with: the same command and --resume")
    assert "s3cr3t" not in said.last


def test_adding_that_was_lost_goes_on_without_adding_twice(load: Load, server: Between) -> None:
    server.fail(A, Fault(after=True), method="POST")
    Path("blank.trig").write_text(f'<{A}> {{ <urn:s> <urn:p> [ <urn:q> "1" ] }}')
    again = f"blank.trig --into {server.address} --add --resume"
    said = load(f"blank.trig --into {server.address} --add")
    assert said.last == (
        f"sfia-graph: {server.address}: the connection was lost before the answer was whole; "
        f"<{A}> may be there or not; done: 0 of 1 graph, not {A}; "
        f"go on with: sfia-graph load {again}"
    )
    assert load(again).last == f"there already: 1 of 1 graph, in {server.address}"
    assert values(server) == ['"1"']


def test_going_on_adds_nothing_where_more_is_there(load: Load, server: Between) -> None:
    load(f"graphs.trig --into {server.address}")
    Path("new.trig").write_text(GRAPHS.replace('"1", ', ""))
    assert load(f"new.trig --into {server.address} --add --resume").last == (
        f"there already: 3 of 3 graphs, in {server.address}"
    )
    assert server.said("POST") == []


def test_going_on_sends_what_has_changed(load: Load, server: Between) -> None:
    load(f"graphs.trig --into {server.address}")
    Path("graphs.trig").write_text(GRAPHS.replace('"1", ', "").replace('"4"', '"4", "5"'))
    server.heard.clear()
    assert load(f"graphs.trig --into {server.address} --resume").last == (
        f"loaded 2 graphs, 3 statements, into {server.address}"
    )
    assert server.said("PUT") == [A, C]


INTERRUPTIBLE = """
import signal, sys
from sfia_graph.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by what runs in the background
sys.exit(main(sys.argv[1:]))
"""


def test_a_load_that_is_interrupted_says_what_is_done(server: Between) -> None:
    server.fail(B, None)
    words = [sys.executable, "-c", INTERRUPTIBLE, "load", "graphs.trig", "--into", server.address]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        assert server.held.wait(120)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said.splitlines()[-1] == (
        f"sfia-graph: stopped; done: 1 of 3 graphs ({A}), not {B}, {C}; "
        f"go on with: sfia-graph load graphs.trig --into {server.address} --resume"
    )


# Other servers.


@pytest.mark.engines
def test_virtuoso_takes_graphs_and_gives_them_back(load: Load, tmp_path: Path) -> None:
    (tmp_path / "virtuoso").mkdir()
    Path("new.trig").write_text(CHANGED)
    with virtuoso(tmp_path / "virtuoso", {}, writable=True) as address:
        where = address.replace("/sparql", "/sparql-graph-crud")
        load(f"graphs.trig --into {where}")
        assert load(f"graphs.trig --into {where} --resume").last == (
            f"there already: 3 of 3 graphs, in {where}"
        )
        load(f"new.trig --into {where}")
        assert load(f"graphs.trig --into {where} --dry-run").out == (
            f"{HEAD}{A}\treplaced\t3\t2\t2\t1\n{B}\tunchanged\t2\t2\t0\t0\n"
            f"{C}\tunchanged\t1\t1\t0\t0\n"
        )
        assert load(f"new.trig --into {where} --add --resume").last == (
            f"there already: 2 of 2 graphs, in {where}"
        )
        refused = load(f"graphs.trig --into {where}-auth")
        assert refused.last.endswith("wants credentials by 'digest', 401; expected basic or bearer")


# Room.


def test_want_of_room_is_one_line_and_leaves_nothing(server: Between, tmp_path: Path) -> None:
    Path("room").mkdir()
    limited = ["bash", "-c", 'ulimit -f 8; exec "$@"', "-", *PROGRAM]
    done = subprocess.run(
        [*limited, "load", "--shipped", "--no-validate", "--into", server.address],
        env={**os.environ, "TMPDIR": str(tmp_path / "room"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"sfia-graph: {tmp_path / 'room'}: the load could not be prepared (")
    assert last.endswith("); TMPDIR names a folder with more room")
    assert list(Path("room").iterdir()) == []
    assert server.said("PUT") == []

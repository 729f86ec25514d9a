"""The graph for assistants: a client of the official SDK asks the real programs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolResult,
    Resource,
    ResourceTemplateReference,
    TextContent,
    TextResourceContents,
    Tool,
)
from program import run
from pyoxigraph import Literal
from served import Reply, Served, served

from sfia_graph.queries import stored_queries
from sfia_graph.results import Rows
from sfia_graph.web.assistants.answers import LARGEST, MOST_ROWS, answered
from sfia_graph.web.assistants.http import admit
from sfia_graph.web.exchange import Refused
from sfia_graph.web.site import Site, open_site

DATA = Path(__file__).resolve().parent.parent / "data"
SLMO = "https://w3id.org/sfia-graph/9/skill/SLMO"
TEMPLATE = "https://w3id.org/sfia-graph/{edition}/skill/{code}"
NEW = "2026-07-28"
OLD = "2025-11-25"
JSON = {"content-type": "application/json", "accept": "application/json, text/event-stream"}


@dataclass(frozen=True)
class Assistant:
    """A client of the protocol that is connected to one of the programs, its `own` or a server."""

    client: Client
    portal: BlockingPortal
    own: bool = False

    def call(self, name: str, **arguments: Any) -> CallToolResult:
        """Call a tool."""
        return self.portal.call(lambda: self.client.call_tool(name, arguments))

    def tools(self) -> list[Tool]:
        """List the tools."""
        return self.portal.call(self.client.list_tools).tools

    def read(self, uri: str) -> TextResourceContents:
        """Read a resource."""
        [found] = self.portal.call(self.client.read_resource, uri).contents
        assert isinstance(found, TextResourceContents)
        return found

    def complete(self, variable: str, begun: str, template: str = TEMPLATE) -> list[str]:
        """Complete what is begun of a template's variable."""
        reference = ResourceTemplateReference(uri=template)
        argument = {"name": variable, "value": begun}
        return self.portal.call(self.client.complete, reference, argument).completion.values


@contextmanager
def connected(to: StdioServerParameters | str, mode: str) -> Iterator[Assistant]:
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(to, mode=mode)) as client,
    ):
        yield Assistant(client, portal)


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module", params=["stdio-old", "stdio-new", "http-old", "http-new"])
def assistant(request: pytest.FixtureRequest, server: Served) -> Iterator[Assistant]:
    way, _, age = request.param.partition("-")
    program = StdioServerParameters(command=sys.executable, args=["-m", "sfia_graph", "mcp"])
    to = program if way == "stdio" else f"{server.address}mcp"
    with connected(to, "legacy" if age == "old" else NEW) as found:
        assert found.client.protocol_version == (OLD if age == "old" else NEW)
        yield replace(found, own=way == "stdio")


@pytest.fixture(scope="module")
def by_http(server: Served) -> Iterator[Assistant]:
    with connected(f"{server.address}mcp", "auto") as found:
        yield found


def text(result: CallToolResult) -> str:
    [found] = result.content
    assert isinstance(found, TextContent)
    return found.text


def line(result: CallToolResult) -> str:
    """Give the text of an error, which is one line."""
    assert result.is_error
    assert result.structured_content is None
    assert text(result).count("\n") == 0
    return text(result)


def refused(assistant: Assistant, uri: str) -> str:
    with pytest.raises(MCPError) as caught:
        assistant.read(uri)
    assert caught.value.code == INVALID_PARAMS
    return caught.value.message


# Tools.


def test_each_stored_query_is_a_tool_and_so_is_a_search(assistant: Assistant, site: Site) -> None:
    asked = stored_queries() if assistant.own else site.queries
    assert [each.name for each in assistant.tools()] == ["find", *asked]


def test_every_schema_is_valid_and_takes_the_defaults(assistant: Assistant) -> None:
    for tool in assistant.tools():
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema or {})
        properties = tool.input_schema["properties"]
        defaults = {name: each["default"] for name, each in properties.items() if "default" in each}
        assert all("description" in each for each in properties.values())
        required = {name: "x" for name in tool.input_schema.get("required", [])}
        Draft202012Validator(tool.input_schema).validate({**defaults, **required})


def test_a_schema_says_types_and_bounds(by_http: Assistant, site: Site) -> None:
    [tool] = [each for each in by_http.tools() if each.name == "skills-at-level"]
    level = {"type": "integer", "minimum": 1, "maximum": 7}
    many = {"type": "array", "items": level, "minItems": 1, "maxItems": 20}
    found = tool.input_schema["properties"]
    assert (found["level"]["default"], found["level"]["anyOf"]) == (5, [level, many])
    assert found["edition"]["enum"] == [7, 8, 9]
    assert found["lang"]["type"] == "string"
    assert tool.input_schema["additionalProperties"] is False
    assert tool.title == site.queries["skills-at-level"].summary


def test_every_tool_says_that_it_changes_nothing(assistant: Assistant) -> None:
    for tool in assistant.tools():
        said = tool.annotations
        assert said
        hints = (said.read_only_hint, said.destructive_hint, said.idempotent_hint)
        assert (*hints, said.open_world_hint) == (True, False, True, False)


def test_a_tool_gives_the_rows_of_its_query(assistant: Assistant, site: Site) -> None:
    rows = site.ask("skills-at-level", level=5)
    assert isinstance(rows, Rows)
    result = assistant.call("skills-at-level", level=5)
    assert result.structured_content == {
        "asked": {"level": [5], "edition": [9], "lang": ["en"]},
        "columns": list(rows.columns),
        "rows": [list(row) for row in rows.values()],
        "total": 144,
        "left_out": 0,
    }
    assert text(result).startswith(
        "skills-at-level level=5 edition=9 lang=en: 144 rows\n\n"
        "| code | name |\n| --- | --- |\n| ACIN | Accessibility and inclusion |\n"
    )
    assert not result.is_error


@pytest.mark.parametrize(
    "level", [[4, 5], ["4", "5"], [4.0, 5.0, None]], ids=["numbers", "texts", "floats"]
)
def test_several_values_are_a_list(by_http: Assistant, site: Site, level: list[Any]) -> None:
    rows = site.ask("level-text", code="SLMO", level=[4, 5])
    assert isinstance(rows, Rows)
    result = by_http.call("level-text", code=["SLMO"], level=level, lang=None)
    assert result.structured_content["rows"] == [list(row) for row in rows.values()]
    assert result.structured_content["asked"]["level"] == [4, 5]


def test_numbers_and_nothing_are_such_in_json(by_http: Assistant) -> None:
    found = by_http.call("from-sfia", code="SLMO").structured_content
    at = found["columns"].index("confidence")
    assert {type(row[at]) for row in found["rows"]} == {float, type(None)}


def test_every_tool_answers_its_defaults(by_http: Assistant, site: Site) -> None:
    for name in site.queries:
        result = by_http.call(name)
        found = result.structured_content
        assert not result.is_error
        assert found["total"] == len(found["rows"]) + found["left_out"]
        assert all(len(row) == len(found["columns"]) for row in found["rows"])


def test_a_long_answer_is_cut_and_says_so(by_http: Assistant) -> None:
    result = by_http.call("two-hop")
    found = result.structured_content
    assert (len(found["rows"]), found["total"], found["left_out"]) == (200, 293, 93)
    assert text(result).endswith("\n\n93 further rows left out; ask for less.")


def test_an_answer_of_long_texts_is_cut_too() -> None:
    rows = Rows(("text",), ((Literal("x" * (LARGEST // 2)),),) * MOST_ROWS)
    found = answered("name", {}, rows).structured_content
    assert (len(found["rows"]), found["left_out"]) == (1, MOST_ROWS - 1)


def test_a_construct_gives_its_triples(by_http: Assistant) -> None:
    result = by_http.call("describe-iri", iri=SLMO)
    found = result.structured_content
    assert found["columns"] == ["subject", "predicate", "object"]
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    assert [SLMO, notation, "SLMO"] in found["rows"]
    assert "@prefix skos:" in text(result)


@pytest.mark.parametrize(
    ("name", "arguments", "problem"),
    [
        (
            "skills-at-level",
            {"level": "five"},
            "level: found 'five', expected a level from 1 to 7, as in level=5",
        ),
        (
            "skills-at-level",
            {"level": True},
            "level: found 'true', expected a level from 1 to 7, as in level=5",
        ),
        (
            "skills-at-level",
            {"level": {"at": 5}},
            "level: found '{\"at\": 5}', expected a level from 1 to 7, as in level=5",
        ),
        (
            "skills-at-level",
            {"level": 8},
            "level: found '8', expected a level from 1 to 7, as in level=5",
        ),
        (
            "skills-at-level",
            {"levl": 5},
            "unknown parameter 'levl'; did you mean 'level'?",
        ),
        ("skills-at-level", {"edition": 6}, "edition: found '6', expected one of 7, 8, 9"),
        (
            "skills-at-level",
            {"edition": [8, 9]},
            "edition: skills-at-level takes at most 1 value at a time",
        ),
        ("level-text", {"code": "A\nB"}, "code: a value holds a character that no name has"),
        ("find", {}, "words: found 0 characters, expected 1 to 200"),
        ("find", {"words": ["a", "b"]}, "words: find takes one value at a time"),
        ("find", {"words": "a", "limit": 51}, "limit: found '51', expected a whole number from 1"),
        ("find", {"words": "a", "type": "cat"}, "type: found 'cat', expected one of skill, "),
        ("find", {"word": "a"}, "unknown parameter 'word'; find takes words, lang, type, limit"),
    ],
)
def test_what_is_wrong_with_arguments_is_said_in_one_line(
    by_http: Assistant, name: str, arguments: dict[str, Any], problem: str
) -> None:
    assert line(by_http.call(name, **arguments)).startswith(problem)


def test_a_wrong_type_is_an_error_of_the_tool_everywhere(assistant: Assistant) -> None:
    assert line(assistant.call("skills-at-level", level="five")).startswith("level: found 'five'")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("skils-at-level", "unknown tool 'skils-at-level'; did you mean 'skills-at-level'?"),
        ("sparql", "unknown tool 'sparql'"),
        ("z" * 9_000, f"unknown tool '{'z' * 100}'"),
    ],
)
def test_an_unknown_tool_is_an_error_of_the_protocol(
    assistant: Assistant, name: str, problem: str
) -> None:
    with pytest.raises(MCPError) as caught:
        assistant.call(name)
    assert (caught.value.code, caught.value.message) == (INVALID_PARAMS, problem)


def test_a_code_is_found_by_a_name_of_another_language(assistant: Assistant) -> None:
    result = assistant.call("find", words="gestion des niv", type="skill", limit=3)
    found = result.structured_content
    [row] = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    assert (row["code"], row["iri"], row["why"]) == ("SLMO", SLMO, "former name")


# Resources.


def test_the_skills_are_listed_a_page_at_a_time(assistant: Assistant) -> None:
    found: list[Resource] = []
    sizes: list[int] = []
    cursor = None
    while cursor or not sizes:
        asked = partial(assistant.client.list_resources, cursor=cursor)
        page = assistant.portal.call(asked)
        found += page.resources
        sizes.append(len(page.resources))
        cursor = page.next_cursor
    assert sizes == [50, 50, 47]
    assert [each.name for each in found] == sorted({each.name for each in found})
    [one] = [each for each in found if each.name == "SLMO"]
    assert (one.uri, one.title, one.mime_type) == (
        SLMO,
        "Service level management",
        "text/markdown",
    )
    assert one.description


def test_a_cursor_that_no_page_gave_is_refused(by_http: Assistant) -> None:
    with pytest.raises(MCPError, match="no page of resources ends in 'XXXX'"):
        by_http.portal.call(lambda: by_http.client.list_resources(cursor="XXXX"))


def test_a_skill_reads_as_markdown_with_its_levels_and_whose_words_they_are(
    assistant: Assistant,
) -> None:
    found = assistant.read(SLMO)
    assert (found.uri, found.mime_type) == (SLMO, "text/markdown")
    lines = found.text.splitlines()
    assert lines[0] == "# Service level management (SLMO)"
    headings = [each for each in lines if each.startswith("## ")]
    levels = [f"## Service level management, level {n} (SLMO-{n})" for n in range(2, 8)]
    assert headings == [*levels, "## Facts", "## Mappings", "## Sources"]
    assert sum(each.startswith("**gloss** (fr): ") for each in lines) == 7
    [gloss] = [each for each in lines if "glosses of this project (fr)" in each]
    assert "<https://creativecommons.org/licenses/by/4.0/>" in gloss


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("json", "application/json")],
)
def test_with_a_suffix_it_is_the_document_that_the_site_serves(
    by_http: Assistant, server: Served, suffix: str, media_type: str
) -> None:
    found = by_http.read(f"{SLMO}.{suffix}")
    assert found.mime_type == media_type
    assert found.text == server.ask(f"/9/skill/SLMO.{suffix}").text


@pytest.mark.parametrize(
    ("iri", "heading"),
    [
        (f"{SLMO}/4", "# Service level management, level 4 (SLMO-4)"),
        ("https://w3id.org/sfia-graph/level/4", "# Level 4 (4)"),
        ("https://w3id.org/sfia-graph/ecf/4/A.2", "# Service Level Management (A.2)"),
        ("https://w3id.org/sfia-graph/ontology#Skill", "# skill"),
        ("https://w3id.org/sfia-graph/query/search", "# Search names and texts"),
    ],
)
def test_whatever_has_an_iri_here_is_a_resource(by_http: Assistant, iri: str, heading: str) -> None:
    assert by_http.read(iri).text.splitlines()[0] == heading


@pytest.mark.parametrize(
    "uri",
    [
        *(f"{SLMO}X", f"{SLMO}.html", f"{SLMO}.exe", f"{SLMO}?x", "file:///etc/passwd"),
        *("https://w3id.org/sfia-graph/", "https://w3id.org/sfia-graph/../../etc/passwd"),
        *("https://w3id.org/sfia-graph/ontology.csv", "https://w3id.org/sfia-graph/queries.html"),
        *("http://example.org/9/skill/SLMO", "", "https://w3id.org/sfia-graph/" + "a/" * 5_000),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(by_http: Assistant, uri: str) -> None:
    problem = refused(by_http, uri)
    assert problem.startswith("no resource '")
    assert len(problem) < 300


def test_an_unknown_resource_is_an_error_of_the_protocol(assistant: Assistant) -> None:
    assert refused(assistant, f"{SLMO}X").startswith(f"no resource '{SLMO}X'; they begin with")


def test_templates_lead_to_resources(assistant: Assistant) -> None:
    found = assistant.portal.call(assistant.client.list_resource_templates).resource_templates
    given = {"{edition}": "9", "{code}": "SLMO", "{level}": "4", "{+path}": "9/skill/SLMO"}
    types = []
    for each in found:
        uri = each.uri_template
        for variable, value in given.items():
            uri = uri.replace(variable, value)
        read = assistant.read(uri)
        assert each.mime_type in {None, read.mime_type}
        types.append(read.mime_type)
    assert types == ["text/markdown", "text/markdown", "text/markdown", "text/turtle"]


def test_codes_are_completed_from_letters_and_from_names(assistant: Assistant) -> None:
    assert assistant.complete("code", "sl") == ["SLEN", "SLMO"]
    assert "SLMO" in assistant.complete("code", "service level")
    path = "https://w3id.org/sfia-graph/{+path}"
    assert assistant.complete("path", "slmo", path)[0] == "9/skill/SLMO"
    assert assistant.complete("edition", "") == ["9", "8", "7"]
    assert assistant.complete("level", "3", f"{TEMPLATE}/{{level}}") == ["3"]
    assert assistant.complete("code", "sl", "https://example.org/{code}") == []
    assert assistant.complete("name", "sl") == []


# Standard input and output.


def test_a_piped_request_is_answered_before_the_end() -> None:
    hello = {
        "protocolVersion": OLD,
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        *(
            {"jsonrpc": "2.0", "id": at, "method": "tools/call", "params": {"name": "two-hop"}}
            for at in range(2, 12)
        ),
    ]
    done = run("mcp", stdin="".join(f"{json.dumps(each)}\n" for each in messages))
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(each) for each in done.stdout.splitlines()]
    assert sorted(each["id"] for each in answers) == list(range(1, 12))
    assert all("result" in each for each in answers)


@pytest.mark.parametrize("given", ["", "\n", "no json\n"], ids=["nothing", "line", "no json"])
def test_an_input_without_a_request_ends_in_silence(given: str) -> None:
    done = run("mcp", stdin=given)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_store_that_cannot_be_served_is_one_line() -> None:
    done = run("mcp", "--store", "nothing.ttl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_is_no_failure() -> None:
    ping = '{"jsonrpc": "2.0", "id": 1, "method": "ping"}'
    call = f"(sleep 3; echo '{ping}') | {sys.executable} -m sfia_graph mcp | true"
    done = subprocess.run(
        ["bash", "-c", f"{call}; exit ${{PIPESTATUS[1]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_ends_it_at_once() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sfia_graph", "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        process.stdin.flush()
        assert process.stdout.readline() == b'{"jsonrpc":"2.0","id":1,"result":{}}\n'
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == -signal.SIGINT


def _without(module: str, *words: str) -> list[str]:
    code = f"import sys; sys.modules[{module!r}] = None; import sfia_graph.cli as cli; "
    return [sys.executable, "-c", f"{code}sys.exit(cli.main({list(words)}))"]


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    done = subprocess.run(_without("mcp", "mcp"), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "sfia-graph: mcp needs the extra 'assistants': pip install 'sfia-graph[assistants]'"
        " (no module 'mcp.server')\n"
    )


def test_without_the_extra_the_server_has_no_such_address() -> None:
    call = _without("mcp", "serve", "--port", "0")
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        address = next(word for word in process.stderr.readline().split() if "://" in word)
        running = Served(address, process)
        found = running.ask("/mcp").status, running.ask("/9/skill/SLMO.en.html").status
        process.terminate()
        assert process.wait(30) == 0
    assert found == (404, 200)


# HTTP.


def ping(server: Served, **headers: str) -> Reply:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    body = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}'
    return server.ask("/mcp", {**JSON, **given}, "POST", body)


@pytest.mark.parametrize("host", ["", "skills.example.org", "10.0.0.1:8080", "[::1]:8000"])
def test_an_assistant_is_answered_under_any_host_name(server: Served, host: str) -> None:
    reply = ping(server, **({"host": host} if host else {}))
    assert (reply.status, reply.text) == (200, '{"jsonrpc":"2.0","id":1,"result":{}}')
    assert "mcp-session-id" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"
    assert not [name for name in reply.headers if name.startswith("access-control-")]


def test_a_page_of_another_site_is_refused(server: Served) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"):
        reply = ping(server, origin=origin)
        assert (reply.status, reply.text) == (403, "a page of another site may not ask here\n")
        assert not [name for name in reply.headers if name.startswith("access-control-")]
    preflight = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    assert server.ask("/mcp", preflight, "OPTIONS").status == 403


def test_a_page_of_the_site_itself_may_ask(server: Served) -> None:
    assert ping(server, origin=server.address.rstrip("/")).status == 200


def _admitted(origins: list[str], host: str, own: str) -> bool:
    headers = [(b"host", host.encode()), *((b"origin", each.encode()) for each in origins)]
    try:
        admit({"type": "http", "headers": headers}, own)
    except Refused as refused:
        assert refused.status == 403
        return False
    return True


@pytest.mark.parametrize(
    ("origins", "host", "own", "admitted"),
    [
        ([], "evil.example", "", True),
        ([""], "skills.example", "", False),
        (["https://skills.example"], "skills.example", "", True),
        (["https://skills.example"], "Skills.Example:443", "", True),
        (["https://skills.example:8443"], "skills.example:8443", "", True),
        (["https://skills.example"], "skills.example:8443", "", False),
        (["https://evil.example"], "skills.example", "", False),
        (["http://rebound.example"], "rebound.example", "", False),
        (["http://rebound.example:8000"], "rebound.example:8000", "http://127.0.0.1:8000", False),
        (["http://skills.example"], "127.0.0.1:8000", "http://skills.example", True),
        (["http://localhost:8000"], "localhost:8000", "", True),
        (["http://[::1]:8000"], "[::1]:8000", "", True),
        (["http://localhost:3000"], "localhost:8000", "", False),
        (["http://localhost.evil.example"], "localhost.evil.example", "", False),
        (["https://skills.example/"], "skills.example", "", False),
        (["https://user@skills.example"], "skills.example", "", False),
        (["chrome-extension://skills.example"], "skills.example", "", False),
        (["https://[bad"], "[bad", "", False),
        (["https://skills.example", "https://skills.example"], "skills.example", "", False),
    ],
)
def test_no_rebound_name_is_taken_for_the_site(
    origins: list[str], host: str, own: str, admitted: bool
) -> None:
    assert _admitted(origins, host, own) is admitted


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT", "OPTIONS"])
def test_there_is_no_stream_to_open_and_no_session_to_end(server: Served, method: str) -> None:
    reply = server.ask("/mcp", {"accept": "text/event-stream", "mcp-session-id": "x"}, method)
    assert (reply.status, reply.headers["allow"]) == (405, "POST")


def test_a_body_that_is_too_large_is_refused(server: Served) -> None:
    reply = server.ask("/mcp", JSON, "POST", b" " * 2_000_000)
    assert (reply.status, reply.text) == (413, "the body is larger than 65,536 bytes\n")
    assert ping(server).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 60_000, 400),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "prompts/list"}', 200),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}', 200),
        (b'{"jsonrpc": "2.0", "method": "notifications/initialized"}', 202),
    ],
)
def test_every_body_gets_an_answer(server: Served, body: bytes, status: int) -> None:
    reply = server.ask("/mcp", JSON, "POST", body)
    assert reply.status == status
    if status < 202:
        assert json.loads(reply.body)["error"]["message"]


def test_half_of_a_character_is_refused(server: Served) -> None:
    meta = {
        "io.modelcontextprotocol/protocolVersion": NEW,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    params = {"name": "level-text", "arguments": {"code": "\ud800"}, "_meta": meta}
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    headers = {"mcp-protocol-version": NEW, "mcp-method": "tools/call", "mcp-name": "level-text"}
    reply = server.ask("/mcp", {**JSON, **headers}, "POST", json.dumps(asked).encode())
    found = json.loads(reply.body)["result"]
    assert (found["isError"], found["content"][0]["text"]) == (
        True,
        "code: a value holds a character that no name has",
    )


def test_requests_leave_nothing_behind(server: Served) -> None:
    for _ in range(100):
        ping(server)
    before = _memory(server)
    for _ in range(500):
        ping(server)
    assert _memory(server) - before < 2_000_000


def _memory(server: Served) -> int:
    resident = Path(f"/proc/{server.process.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(resident) * os.sysconf("SC_PAGE_SIZE")


def test_a_reload_is_seen_by_who_is_connected(tmp_path: Path) -> None:
    graph = tmp_path / "sfia-9.ttl"
    shutil.copy(DATA / "sfia-9.ttl", graph)
    with (
        served("--store", str(graph), "--root", "/sfia/") as running,
        connected(f"{running.address}mcp", "auto") as assistant,
    ):
        assert "Service level management" in assistant.read(SLMO).text
        words = graph.read_text(encoding="utf-8")
        renamed = words.replace('"Service level management"', '"Care for services"')
        graph.write_text(renamed, encoding="utf-8")
        running.process.send_signal(signal.SIGHUP)
        assert running.process.stderr
        assert running.process.stderr.readline().startswith("reloaded ")
        assert assistant.read(SLMO).text.startswith("# Care for services (SLMO)")
        rows = assistant.call("find", words="care for").structured_content["rows"]
        assert [row[0] for row in rows] == ["SLMO"]

"""Files of stored queries: the header after `#+`, the marked lines, and the SPARQL below."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz.drawing import Draw, packed
from fuzz.laws import hold, read_or_refused
from fuzz.target import Target
from sfia_graph.queries import StoredQuery, stored_query
from sfia_graph.resources import QUERIES
from sfia_graph.store import prologue

FOLDER = TemporaryDirectory(prefix="sfia-graph-fuzz-")
NAMES = ("skills-at-level", "describe-skill", "edition-counts", "describe-iri", "people-with-skill")
FORMS = ("", *prologue.FORMS)


def run(data: bytes) -> str:
    """Read a stored query from its file, and all that a menu or a page asks of it."""
    draw = Draw(data)
    folder = Path(FOLDER.name) / "skills"
    folder.mkdir(exist_ok=True)
    (folder / "asked.rq").write_bytes(draw.rest())

    def read() -> None:
        query = stored_query("asked", Path(FOLDER.name))
        _check_words(query.text)
        _check(query)

    return read_or_refused(read)


def _check(query: StoredQuery) -> None:
    hold(isinstance(query.summary, str) and isinstance(query.header["tags"], list), query.header)
    hold(query.form in FORMS, query.form)
    for parameter in query.parameters:
        hold(bool(parameter.defaults and parameter.kind), parameter)
        query.describe(parameter.name)
    hold(query.bind({}) == query.text, "bound to nothing, a query is as it was")
    bare = StoredQuery(query.name, query.subject, query.without_defaults)
    hold(bare.parameters == (), query.text)


def _check_words(text: str) -> None:
    """The tokens stand in the text in their order; what is asked of it has an answer."""
    end = 0
    for found in prologue.tokens(text):
        hold(found.start() >= end, found)
        end = found.end()
    hold(prologue.with_prefixes(text).endswith(text), text)
    hold(prologue.form_of(text) == prologue.form_of(f"# SELECT\n{text}"), text)
    limit = prologue.limit_of(text)
    hold(limit is None or limit >= 0, limit)
    prologue.names_dataset(text)


def _seeds() -> list[bytes]:
    found = [path for name in NAMES for path in QUERIES.glob(f"*/{name}.rq")]
    return [packed(path.read_bytes()) for path in found]


TARGET = Target(
    "queries",
    tuple(_seeds()),
    (
        *(
            b"#+ summary: ",
            b"#+ parameters:\n",
            b"#+   level: {description: a}\n",
            b"#+ tags: []\n",
        ),
        *(b"VALUES ?level { 5 }   # parameter\n", b'VALUES ?lang { "en" }   # parameter\n'),
        *(b"VALUES ?v { <urn:a> skos:Concept 1.5 true UNDEF }   # parameter\n", b"}", b"{"),
        *(b"LIMIT 99999999999999999999", b"SELECT", b"CONSTRUCT", b"ASK", b"DESCRIBE", b"FROM <"),
        *(b"PREFIX a: <urn:a> ", b'"""', b"'''", b"\\", b"#", b"<", b">", b"&x ", b"*x ", b"!!"),
        *(b"!!python/object", b"<<: *x", b"- ", b": ", b"single: true", "٣".encode(), b"@base"),
    ),
    run,
)

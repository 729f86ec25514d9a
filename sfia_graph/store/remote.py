"""Any SPARQL 1.1 endpoint, asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar
from urllib.request import Request

from pyoxigraph import BlankNode, NamedNode, Quad
from SPARQLWrapper import POST, SPARQLWrapper

from sfia_graph.errors import QueryError, StoreError, counted
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Answer, Rows, Term, Triples
from sfia_graph.store.compatibility import VIRTUOSO_CAP, Engine
from sfia_graph.store.connection import Reply, fetch
from sfia_graph.store.endpoint import Endpoint
from sfia_graph.store.prologue import FORMS, form_of, limit_of, names_dataset, with_prefixes
from sfia_graph.store.replies import ACCEPT_GRAPHS, ACCEPT_RESULTS, check_status, read_answer

if TYPE_CHECKING:
    import rdflib

Part = TypeVar("Part", bound=Term)

LONGEST_ADDRESS = 2000
"""How long an address may be for GET, in characters; a longer query goes by POST."""

_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_ANYTHING = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"


@dataclass(frozen=True)
class RemoteStore(Endpoint):
    """An endpoint, asked as the SPARQL 1.1 Protocol says (section 2.1); nothing is ever written."""

    merged: ClassVar[bool] = True

    @cached_property
    def engine(self) -> Engine:
        """What answers there."""
        _, reply = self._first
        return Engine(reply.headers.get("Server") or "")

    @cached_property
    def _first(self) -> tuple[Answer, Reply]:
        """Something in the default graph, and what came with it."""
        return self._ask(_ANYTHING, "SELECT")

    def _united(self) -> tuple[str, ...]:
        """Give the graphs that a request must name to see their union, none where it need not.

        `oxigraph serve` (0.5) unites them only when told, and its default graph is empty otherwise.
        They are asked for each time, since others may come.
        """
        anything, _ = self._first
        if anything and not self.engine.names_graphs:
            return ()
        graphs, _ = self._ask(_GRAPHS, "SELECT")
        return tuple(self.engine.without_its_own(_iris(graphs)))

    def sparql(self, query: str) -> Answer:
        """Answer a SPARQL 1.1 query; the project's prefixes need no declaration.

        Gives `Rows` for SELECT, `Triples` for CONSTRUCT and DESCRIBE, a boolean for ASK.
        Raises `QueryError` for a query that the endpoint refuses, and `StoreError` where it does
        not answer, not in time, not as SPARQL 1.1 says, or with a part of the answer only.
        """
        form = _checked_form(query)
        written = self.engine.adapted(with_prefixes(query))
        # Graphs that a request names would take the place of those that the query names (2.1.4).
        graphs = () if names_dataset(query) else self._united()
        answer, reply = self._ask(written, form, graphs)
        self._check_whole(answer, reply, limit_of(query))
        return self.engine.evened(answer)

    def graphs(self) -> list[str]:
        """Give the IRIs of the named graphs, sorted, but for those that the engine keeps itself."""
        return sorted(self.engine.without_its_own(_iris(self.sparql(_GRAPHS))))

    def quads(self) -> Iterator[Quad]:
        """Give the statements of the named graphs, in no order; each graph is one request.

        Blank nodes of different graphs are different.
        """
        for number, name in enumerate(self.graphs()):
            for subject, predicate, object_ in self._graph(name):
                ends = _apart(subject, number), _apart(object_, number)
                yield Quad(ends[0], predicate, ends[1], NamedNode(name))

    def to_rdflib(self) -> rdflib.Dataset:
        """Give a copy as an rdflib dataset: the named graphs, and their union as default graph."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        for name in self.graphs():
            graph = dataset.graph(rdflib.URIRef(name))
            graph += self._graph(name).to_rdflib()
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def _graph(self, name: str) -> Triples:
        answer = self.sparql(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        assert isinstance(answer, Triples)
        return answer

    @cached_property
    def _cap(self) -> int | None:
        """How long a graph may be before Virtuoso cuts it; 10,000 where it does not tell."""
        try:
            answer, _ = self._ask(VIRTUOSO_CAP, "SELECT")
        except (QueryError, StoreError):
            return 10_000
        assert isinstance(answer, Rows)
        cap = "".join(str(row[0]) for row in answer.values())
        return int(cap) if cap.isdecimal() else None

    def _check_whole(self, answer: Answer, reply: Reply, limit: int | None) -> None:
        if self.engine.was_interrupted(reply.headers):
            raise StoreError(f"{self.where}: stopped before the answer was whole; ask for less")
        if isinstance(answer, bool):
            return
        graph = isinstance(answer, Triples)
        most = self._cap if graph and self.engine.is_virtuoso else self.engine.most(reply.headers)
        asked_for = not graph and limit is not None and limit <= len(answer)
        if most is not None and len(answer) >= most and not asked_for:
            cut = counted(most, "triple" if graph else "row")
            remedy = "ask for parts of it with LIMIT, or raise the server's ResultSetMaxRows"
            raise StoreError(f"{self.where}: gives no more than {cut} at once; {remedy}")

    def _ask(self, query: str, form: str, graphs: Iterable[str] = ()) -> tuple[Answer, Reply]:
        request = self._request(query, form, tuple(graphs))
        known = self.sign(request)
        reply = fetch(request, self.timeout, self.retrying)
        check_status(reply, self.where, known)
        return read_answer(reply, self.where, form), reply

    def _request(self, query: str, form: str, graphs: tuple[str, ...]) -> Request:
        client = SPARQLWrapper(self.url.partition("#")[0])
        client.setOnlyConneg(True)
        client.setMethod(POST)
        client.queryString, client.queryType = query, form
        results = form in {"SELECT", "ASK"}
        client.addCustomHttpHeader("Accept", ACCEPT_RESULTS if results else ACCEPT_GRAPHS)
        for graph in graphs:
            client.addParameter("default-graph-uri", graph)
            client.addParameter("named-graph-uri", graph)
        # SPARQLWrapper 2.0 would send it through urllib, which takes credentials along anywhere.
        posted: Request = client._createRequest()
        assert isinstance(posted.data, bytes)
        asked = self.address(posted.data.decode("ascii"))
        if len(asked) > LONGEST_ADDRESS:
            return posted
        posted.remove_header("Content-type")
        return Request(asked, headers=posted.headers)


def _checked_form(query: str) -> str:
    try:
        query.encode("utf-8")
    except UnicodeEncodeError:
        raise QueryError("not a SPARQL query: holds half a character (a surrogate)") from None
    form = form_of(query)
    if form not in FORMS:
        begins = f"begins with '{form[:40]}'" if form else "nothing in it"
        expected = f"{', '.join(FORMS[:-1])} or {FORMS[-1]}"
        raise QueryError(f"not a SPARQL query: {begins}, expected {expected}")
    return form


def _apart(term: Part, graph: int) -> Part | BlankNode:
    return BlankNode(f"{term.value}g{graph}") if isinstance(term, BlankNode) else term


def _iris(answer: Answer) -> list[str]:
    assert isinstance(answer, Rows)
    return [row[0].value for row in answer.terms if isinstance(row[0], NamedNode)]

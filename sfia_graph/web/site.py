"""What is served: a graph as it stood when it was opened, and where on the web it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import StoreError, UsageError
from sfia_graph.executables import triples
from sfia_graph.minting import Minter
from sfia_graph.namespaces import SFIA
from sfia_graph.parameters import Values
from sfia_graph.queries import StoredQuery, stored_queries
from sfia_graph.resources import ONTOLOGY
from sfia_graph.results import Answer, Rows
from sfia_graph.store import open_store
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.opening import Where, files
from sfia_graph.store.people import About
from sfia_graph.store.renaming import rebased
from sfia_graph.tags import canonical
from sfia_graph.web.answerable import answerable, has_roles
from sfia_graph.web.withheld import withhold
from sfia_graph.web.wording import INTERFACE

_WEB = ("http://", "https://", "mailto:")
_NUMBER = f"{SFIA}editionNumber"
_TERMS, _OTHER_TERMS = "ontology/", "ontology/term/"
_BASE = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+/(?:[^\s?#<>\"{}|\\^`]*/)?")
_ORIGIN = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d+)?")


@dataclass(frozen=True, eq=False)
class Site:
    """A graph to serve; a new one takes its place when the store has changed.

    `terms` holds the ontology, the shapes and the `queries` as `sh:SPARQLExecutable`. `base` is
    where the graph's IRIs begin, `root` the path of the site on its host; both end in a slash.
    `modified` is when the newest of its files was changed. `languages` are those of the pages, the
    interface's first. `editions` ascend. `withheld` is what the graph said of people, which no site
    shows. `origin` is the host as clients elsewhere name it, such as `https://skills.example.org`,
    and empty where nobody has said: requests are not asked for it.
    """

    store: EmbeddedStore
    terms: EmbeddedStore
    queries: Mapping[str, StoredQuery]
    base: str
    root: str
    modified: datetime
    languages: tuple[str, ...]
    editions: tuple[int, ...]
    withheld: About
    origin: str = ""

    @property
    def mint(self) -> Minter:
        """The minter of the site's IRIs."""
        return Minter(self.base)

    @property
    def latest(self) -> int:
        """The number of the newest edition."""
        return self.editions[-1]

    def ask(self, name: str, /, **values: Values) -> Answer:
        """Answer a stored question; raises `UsageError` for a value of the wrong type."""
        return self.store.sparql(self.queries[name].bind(values))

    def stem(self, iri: str) -> str | None:
        """Give an IRI without the base, None where it is of others.

        A term of the ontology, whose IRI has a fragment, has a page of its own: that of a property
        stands elsewhere than that of a class, since some disks take `Skill` and `skill` for one.

        >>> site.stem("https://w3id.org/sfia-graph/9/skill/SLMO")  # doctest: +SKIP
        '9/skill/SLMO'
        """
        if iri == SFIA.removesuffix("#"):
            return "ontology"
        if iri.startswith(SFIA):
            name = iri.removeprefix(SFIA)
            return f"{_TERMS if name[:1].isupper() else _OTHER_TERMS}{name}"
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None

    def iri(self, stem: str) -> str:
        """Give the IRI of a stem."""
        if stem == "ontology":
            return SFIA.removesuffix("#")
        for folder in (_OTHER_TERMS, _TERMS):
            name = stem.removeprefix(folder)
            if name != stem and name[:1].isupper() == (folder == _TERMS):
                return SFIA + name
        return self.base + stem

    def href(self, iri: str, language: str | None = None) -> str:
        """Give a link to the page of a thing; an IRI of others as it is.

        Nothing for one that does not lead to the web, such as `javascript:`.
        """
        stem = self.stem(iri)
        if stem is None:
            return iri if iri.lower().startswith(_WEB) else ""
        return self.place(f"{stem}.{language}.html" if language else stem)

    def place(self, stem: str) -> str:
        """Give the path of something on the site's host."""
        return self.root + stem

    def address(self, stem: str = "") -> str:
        """Give the whole address of something on the site, for those who are elsewhere.

        Where nobody has said what the host is called, it stands where the graph's IRIs lead.
        """
        return f"{self.origin}{self.root}{stem}" if self.origin else f"{self.base}{stem}"


def open_site(
    where: Where = None,
    base: str | None = None,
    root: str = "/",
    origin: str = "",
    *,
    people: bool = False,
) -> Site:
    """Open a graph to serve, as `open_store` does.

    What it says of `people`, and the questions about them, are left out unless they are asked for;
    neither a server nor a published site asks for them. With another base than the graph's own,
    whatever began with that begins with the other.

    Raises `StoreError` for an endpoint, for a graph without an edition and for a folder made by a
    load from which people would have to be left out; `UsageError` for a base that is no address of
    the web or does not end in a slash, for a root that is no path or does not, and for an origin
    that is more than scheme and host.
    """
    if base and not _BASE.fullmatch(base):
        expected = "expected one such as https://example.org/skills/, which ends in a slash"
        raise UsageError(f"found the base '{base}', {expected}")
    if not (root.startswith("/") and root.endswith("/")):
        raise UsageError(f"found the root '{root}', expected a path such as / or /sfia/")
    if origin and not _ORIGIN.fullmatch(origin):
        raise UsageError(f"found the origin '{origin}', expected one such as https://example.org")
    store = open_store(where)
    if not isinstance(store, EmbeddedStore):
        raise StoreError(f"{store.where}: an endpoint has its own server; serve files or a folder")
    editions = _editions(store.engine)
    if not editions:
        raise StoreError(f"{store.where}: no edition of SFIA in it, so there is nothing to serve")
    own = next(iter(editions.values())).rsplit("/", 1)[0] + "/"
    store, withheld = (store, About()) if people else withhold(store, own)
    if base and base != own:
        store = rebased(store, own, base)
    queries = stored_queries() if people else answerable(has_roles(store.engine))
    return Site(
        store=store,
        terms=_terms(queries),
        queries=queries,
        base=base or own,
        root=root,
        modified=_modified(where, store),
        languages=_languages(store.engine),
        editions=tuple(editions),
        withheld=withheld,
        origin=origin,
    )


def _editions(engine: ox.Store) -> dict[int, str]:
    """Give the editions by their numbers, ascending."""
    quads = engine.quads_for_pattern(None, ox.NamedNode(_NUMBER), None, None)
    found = {int(quad.object.value): quad.subject.value for quad in quads}  # type: ignore[union-attr]
    return dict(sorted(found.items()))


def _terms(queries: Mapping[str, StoredQuery]) -> EmbeddedStore:
    engine = ox.Store()
    for path in sorted([ONTOLOGY / "sfia.ttl", *(ONTOLOGY / "shapes").glob("*.ttl")]):
        engine.load(path=path, format=ox.RdfFormat.TURTLE)
    engine.extend(
        ox.Quad(each.subject, each.predicate, each.object) for each in triples(queries.values())
    )
    return EmbeddedStore(engine, "the ontology")


def _modified(where: Where, store: EmbeddedStore) -> datetime:
    """Give when the newest of the files was changed, or the folder of a load, which it replaces."""
    from sfia_graph.resources import QUERIES, shipped_data

    found = files(where)
    given = [Path(store.where)] if found is None else found or shipped_data()
    every = [ONTOLOGY / "sfia.ttl", *QUERIES.glob("*/*.rq"), *given]
    newest = max(path.stat().st_mtime for path in every if path.exists())
    return datetime.fromtimestamp(int(newest), UTC)


def _languages(engine: ox.Store) -> tuple[str, ...]:
    """Give the interface's languages and those of skills' names that these do not cover.

    `en-GB` is English unless there is another English beside it.
    """
    asked = "SELECT DISTINCT (LANG(?name) AS ?tag) { ?skill a sfia:Skill ; skos:prefLabel ?name }"
    rows = EmbeddedStore(engine, "").sparql(asked)
    assert isinstance(rows, Rows)
    tags = sorted({canonical(str(row["tag"])) for row in rows if row["tag"]})
    by_primary: dict[str, list[str]] = {name: [] for name in INTERFACE}
    for tag in tags:
        by_primary.setdefault(re.split("-", tag)[0], []).append(tag)
    return tuple(
        each
        for first, several in by_primary.items()
        for each in (several if len(several) > 1 else [first])
    )

"""Concepts as resources, under their own IRIs: Markdown to read, and RDF with a suffix.

Model Context Protocol, "Resources". `https://…/9/skill/SLMO` is the skill with its levels as
Markdown; `….ttl` and its like are the documents that the site itself serves.
"""

from __future__ import annotations

from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    ListResourcesResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)

from sfia_graph.errors import quoted
from sfia_graph.namespaces import BASE, PREFIXES, local_name
from sfia_graph.web import documents
from sfia_graph.web.assistants.markdown import to_markdown
from sfia_graph.web.describe import Description, describe
from sfia_graph.web.exchange import Refused
from sfia_graph.web.pages.prose import said
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.representations import HTML, REPRESENTATIONS
from sfia_graph.web.site import Site

PAGE = 50
"""How many resources are listed at once."""
MARKDOWN = "text/markdown"
_LANGUAGE = "en"


def listed(site: Site, cursor: str | None) -> ListResourcesResult:
    """List the skills of the newest edition by their codes, a page at a time.

    A cursor is the last code of the page before, so that a reload between two pages leaves out
    nothing. Raises `MCPError` (invalid parameters) for a cursor that no page gave.
    """
    codes = skills(site, site.latest)
    if cursor is not None and cursor not in codes:
        raise MCPError(INVALID_PARAMS, f"no page of resources ends in {quoted(cursor)}")
    start = codes.index(cursor) + 1 if cursor is not None else 0
    page = codes[start : start + PAGE]
    texts = Texts(site, _LANGUAGE)
    more = start + PAGE < len(codes)
    return ListResourcesResult(
        resources=[_listed(texts, site.mint.skill(site.latest, code)) for code in page],
        next_cursor=page[-1] if more else None,
    )


def skills(site: Site, edition: int) -> list[str]:
    """Give the codes of an edition's skills, sorted."""
    within = f"{site.mint.edition(edition)}/skill/"
    found = Texts(site, _LANGUAGE).subjects("rdf:type", f"{PREFIXES['sfia']}Skill")
    return sorted(local_name(each) for each in found if each.startswith(within))


def _listed(texts: Texts, iri: str) -> Resource:
    return Resource(
        uri=iri,
        name=local_name(iri),
        title=texts.label(iri).value,
        description=said(texts, iri).brief or None,
        mime_type=MARKDOWN,
    )


def templates(site: Site) -> list[ResourceTemplate]:
    """Describe the addresses of resources as templates (RFC 6570)."""
    skill = f"{site.base}{{edition}}/skill/{{code}}"
    return [
        ResourceTemplate(
            name="skill",
            title="A skill in an edition",
            description="The skill with its levels, its place and its mappings, as Markdown.",
            uri_template=skill,
            mime_type=MARKDOWN,
        ),
        ResourceTemplate(
            name="skill-at-level",
            title="A skill at a level",
            description="What an edition says of a skill at one level, as Markdown.",
            uri_template=f"{skill}/{{level}}",
            mime_type=MARKDOWN,
        ),
        ResourceTemplate(
            name="concept",
            title="Anything that has an IRI here",
            description="Categories, levels, attributes, editions, concepts of other frameworks,"
            " terms of the ontology and stored queries, as Markdown.",
            uri_template=f"{site.base}{{+path}}",
        ),
        ResourceTemplate(
            name="statements",
            title="The statements about a thing in RDF",
            description="The same triples as the site's own documents, in Turtle.",
            uri_template=f"{site.base}{{+path}}.ttl",
            mime_type=REPRESENTATIONS["ttl"].media_type,
        ),
    ]


def read(site: Site, uri: str) -> TextResourceContents:
    """Read a resource.

    Raises `MCPError` (invalid parameters) for what is not there and for a form that it does not
    have, such as a page, which is for browsers.
    """
    document = _named(site, uri)
    description = _described(site, document) if document else None
    if document is None or description is None:
        raise _absent(site, uri)
    if document.suffix is None:
        text = to_markdown(site, description)
        return TextResourceContents(uri=uri, mime_type=MARKDOWN, text=text)
    form = REPRESENTATIONS[document.suffix]
    try:
        text = form.write(description).decode("utf-8")
    except Refused as refused:
        raise MCPError(INVALID_PARAMS, str(refused), {"uri": uri[:500]}) from None
    return TextResourceContents(uri=uri, mime_type=form.media_type, text=text)


def _named(site: Site, uri: str) -> documents.Document | None:
    if not uri.startswith((site.base, BASE)):
        return None
    stem = site.stem(uri) or uri.removeprefix(BASE)
    return documents.read(stem, site) if stem else None


def _described(site: Site, document: documents.Document) -> Description | None:
    """Describe what a document is about, None where there is no such document of RDF."""
    there = {None, *documents.suffixes(site, document.stem)} - {HTML}
    iri = documents.thing(site, document.stem) if document.suffix in there else None
    return describe(site, iri) if iri else None


def _absent(site: Site, uri: str) -> MCPError:
    problem = f"no resource {quoted(uri, 100)}; they begin with {site.base}"
    return MCPError(
        INVALID_PARAMS, f"{problem}, and the tool 'find' gives them", {"uri": uri[:500]}
    )

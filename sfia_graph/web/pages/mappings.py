"""All mapping sets of the graph: how many mappings each holds, of which kinds, as a picture too."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.drawing.flow import Flow, Flows
from sfia_graph.web.drawing.ribbons import Ribbons
from sfia_graph.web.once import once
from sfia_graph.web.pages.concepts import Named, named
from sfia_graph.web.pages.evidence import links_in, title_of
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.spread import label
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "mappings"
KINDS = ("exact", "close", "broader", "narrower", "related")
_TONES = (7, 5, 4, 3, 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many mappings a set has from one scheme to another, by kind as in `KINDS`.

    `sure` is how many say how sure they are; `denied` how many say that things do not match.
    """

    graph: str
    source: str
    target: str
    counts: tuple[int, ...]
    sure: int
    denied: int

    @property
    def count(self) -> int:
        """How many mappings there are, without those that are denied."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class End:
    """A scheme by its name; `known` says that the graph has a page for it."""

    own: Named
    known: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A mapping set, or the part of one that leads to one scheme, with names."""

    graph: Named
    source: End
    target: End
    counted: Counted


@dataclass(frozen=True)
class View:
    """What the page shows; `totals` are by kind, over all sets."""

    kinds: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]
    count: int
    sure: int
    picture: Drawing | None


def mappings_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of all mapping sets."""
    if stem != STEM:
        return None
    texts, said = Texts(site, language), words(language)["mappings"]
    found = counted(site)
    view = View(
        kinds=KINDS,
        rows=tuple(_row(texts, each) for each in found),
        totals=tuple(sum(each.counts[kind] for each in found) for kind in range(len(KINDS))),
        count=sum(each.count for each in found),
        sure=sum(each.sure for each in found),
        picture=drawn(texts),
    )
    return Page(
        stem=STEM,
        template="mappings.html",
        title=said["title"],
        view=view,
        formats=(),
        description=said["lead"],
    )


@once
def counted(site: Site) -> tuple[Counted, ...]:
    """Count the mappings of all sets, by set, source and target."""
    texts = Texts(site, site.languages[0])
    found = []
    for graph in texts.subjects("rdf:type", f"{PREFIXES['sssom']}MappingSet"):
        source = texts.value(graph, "sssom:subject_source")
        kinds: dict[tuple[str, str], Counter[str]] = {}
        for each in links_in(texts, graph):
            own = source or texts.value(each.own.iri, "skos:inScheme") or graph
            ends = kinds.setdefault((own, each.scheme or graph), Counter())
            ends["denied" if each.denied else each.relation] += 1
            ends["sure"] += bool(each.confidence)
        found += [
            Counted(graph, *ends, tuple(one[kind] for kind in KINDS), one["sure"], one["denied"])
            for ends, one in sorted(kinds.items())
        ]
    return tuple(found)


def drawn(texts: Texts) -> Drawing | None:
    """Draw how many mappings lead from where to where, None where there are none."""
    found = [each for each in counted(texts.site) if each.count]
    if not found:
        return None
    said = words(texts.language)
    names = {
        end: label(texts, title_of(texts, end, each.graph))
        for each in found
        for end in (each.source, each.target)
    }
    sums: dict[tuple[str, str], Counter[int]] = {}
    for each in found:
        sums.setdefault((each.source, each.target), Counter()).update(dict(enumerate(each.counts)))
    flows = tuple(
        Flow(*ends, tuple(one[at] for at in range(len(KINDS)))) for ends, one in sums.items()
    )
    relations = [said["parts"]["relations"][kind] for kind in KINDS]
    ribbons = Ribbons(Flows(flows, names), tuple(zip(relations, _TONES, strict=True)))
    return Drawing(
        title=said["pictures"]["mappings"],
        about=said["pictures"]["mappings_about"].format(count=sum(each.count for each in found)),
        language=texts.language,
        height=ribbons.height,
        shapes=tuple(ribbons.shapes()),
    )


def _row(texts: Texts, each: Counted) -> Row:
    source, target = (
        End(Named(end, title_of(texts, end, each.graph)), known=bool(texts.values(end, "rdf:type")))
        for end in (each.source, each.target)
    )
    return Row(named(texts, each.graph), source, target, each)

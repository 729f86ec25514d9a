"""DCAT-AP 3 and VocPub: the catalogue and the concept schemes under the shapes of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import Graph

from benchmarks.conformance import profile_misses, profiles
from benchmarks.conformance.places import suite
from benchmarks.conformance.scores import Score, Section
from sfia_graph.web.catalogue import ROUTES
from sfia_graph.web.exchange import Asked
from sfia_graph.web.exports import exports
from sfia_graph.web.site import Site, open_site

_US = "sfia-graph"
_PROSE = """\
SEMIC's shapes of DCAT-AP 3, file by file, on the catalogue of the shipped data, and the validators
of VocPub 5.6 (AGLDWG) on each concept scheme as its file under `downloads/scheme/` has it, with
pySHACL: how many shapes find nothing. What is no SHACL in SEMIC's own files is mended first.
`shapes_recommended` has warnings only."""


def section() -> Section:
    """Put the catalogue and the schemes to them; without clones there is nothing to show."""
    site = open_site()
    scores = [*_catalogue(site), *_schemes(site)]
    return Section("Catalogue and concept schemes", _PROSE, scores, _reasons(scores))


def _catalogue(site: Site) -> Iterable[Score]:
    if suite(profiles.DCAT_AP):
        body = dict(ROUTES)["catalogue.ttl"](site, Asked("catalogue.ttl")).body
        catalogue = Graph().parse(data=body, format="turtle")
        for files in profile_misses.DCAT_AP:
            shapes, _ = profiles.dcat_ap(files)
            title = " and ".join(each.removesuffix(".ttl") for each in files.split())
            yield _score(f"DCAT-AP {title}", catalogue, shapes)


def _schemes(site: Site) -> Iterable[Score]:
    if suite(profiles.VOCPUB):
        rules = profiles.vocpub("validator")
        for each in exports(site):
            if each.kind == "skos":
                graph = Graph().parse(data=each.write(site), format="turtle")
                name = each.path.rpartition("/")[2].removesuffix(".ttl")
                yield _score(f"VocPub, {name}", graph, rules)


def _score(suite: str, data: Graph, shapes: Graph) -> Score:
    found = sorted(f"{suite}: {each}" for each in profiles.findings(data, shapes))
    return Score(suite, profiles.constraints(shapes), {_US: found})


def _reasons(scores: Iterable[Score]) -> Mapping[str, str]:
    tables = [*profile_misses.DCAT_AP.values(), profile_misses.VOCPUB]
    known = {" ".join(pair): why for table in tables for pair, why in table.items()}
    return {name: known[name.rpartition(": ")[2]] for each in scores for name in each.ours}

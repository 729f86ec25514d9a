"""`openapi.json`: the API as OpenAPI 3.1 describes it, made from the headers of stored queries.

https://spec.openapis.org/oas/v3.1.0; what no header says stands in `openapi.yaml`.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from sfia_graph import quick_yaml
from sfia_graph.queries import SUBJECTS
from sfia_graph.web.api.operations import operation, path
from sfia_graph.web.exchange import Asked, Finished, json
from sfia_graph.web.finding.things import TYPES
from sfia_graph.web.site import Site

_FRAME = Path(__file__).resolve().parent / "openapi.yaml"


def openapi(site: Site, asked: Asked) -> Finished:
    """Answer `openapi.json`."""
    return json(document(site))


def document(site: Site) -> dict[str, Any]:
    """Describe the API of a site: its server is the site's root, wherever it is mounted."""
    frame: dict[str, Any] = quick_yaml.load(_FRAME.read_text(encoding="utf-8"))
    queries = list(site.queries.values())
    subjects = dict.fromkeys([*SUBJECTS, *(query.subject for query in queries)])
    tags = [
        {"name": name, "description": f"Stored queries: {name.replace('-', ' ')}."}
        for name in subjects
    ]
    frame["info"]["version"] = version("sfia-graph")
    frame["servers"] = [{"url": site.root.rstrip("/") or "/"}]
    frame["tags"] = [*tags, *frame["tags"]]
    frame["paths"] = {
        **{path(query): {"get": operation(site, query)} for query in queries},
        **frame["paths"],
    }
    frame["components"]["schemas"]["Found"]["properties"]["type"]["enum"] = list(TYPES)
    return frame

"""The service's manifest (Reconciliation API 0.2, section 3.1)."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from sfia_graph.namespaces import SFIA
from sfia_graph.web.pages.frame import NAMES
from sfia_graph.web.reconcile.mappings import RELATIONS
from sfia_graph.web.reconcile.queries import MOST_QUERIES, SHOWN
from sfia_graph.web.reconcile.types import default_types
from sfia_graph.web.site import Site

PREVIEW_WIDTH, PREVIEW_HEIGHT = 430, 320


def manifest(site: Site, place: str, language: str, words: dict[str, Any]) -> dict[str, Any]:
    """Give the manifest of the service at a path below the root, `reconcile` or `reconcile/fr`.

    Clients on other sites need whole addresses; they begin with the site's `origin`, and with its
    root alone where it does not know its origin.
    """
    start = site.origin + site.root
    service = f"{start}{place}"
    return {
        "versions": ["0.2"],
        "name": words["name"],
        "identifierSpace": site.base,
        "schemaSpace": SFIA,
        "documentation": f"{start}about",
        "serviceVersion": version("sfia-graph"),
        "defaultTypes": default_types(site, language),
        "view": {"url": f"{start if site.origin else site.base}{{{{id}}}}"},
        "preview": {
            "url": f"{service}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {
            each: {"service_url": service, "service_path": f"/suggest/{each}"}
            for each in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": _settings(site, language, words),
        },
        "batchSize": MOST_QUERIES,
    }


def _settings(site: Site, language: str, words: dict[str, Any]) -> list[dict[str, Any]]:
    languages = [{"value": each, "name": NAMES.get(each, each)} for each in site.languages]
    relations = [{"value": each, "name": words["relations"][each]} for each in RELATIONS]
    return [
        {
            "name": "lang",
            "label": words["lang"],
            "type": "select",
            "default": language,
            "help_text": words["lang_help"],
            "choices": languages,
        },
        {
            "name": "relation",
            "label": words["relation"],
            "type": "select",
            "default": "",
            "help_text": words["relation_help"],
            "choices": [{"value": "", "name": words["any_relation"]}, *relations],
        },
        {
            "name": "show",
            "label": words["show"],
            "type": "select",
            "default": "",
            "help_text": words["show_help"],
            "choices": [{"value": each, "name": words["shown"][each]} for each in ("", *SHOWN)],
        },
    ]

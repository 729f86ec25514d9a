"""What was asked, given back, so that a script finds out whether anybody answers."""

from __future__ import annotations

from sfia_graph.web.exchange import Asked, Finished, json
from sfia_graph.web.site import Site


def asked(site: Site, asked: Asked) -> Finished:
    """Give the parameters as they came, by name; a host that only has files always gives none."""
    return json({name: list(values) for name, values in asked.parameters.items()})

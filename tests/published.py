"""What tests look at in a published site."""

from __future__ import annotations

from pathlib import Path

from sfia_graph.publish.manifest import NAME

HISTORY = {NAME, "sitemap.xml", "feed.atom", "feed.fr.atom"}
"""What depends on earlier builds."""


def contents(site: Path) -> dict[str, bytes]:
    """Give the files of a site by their names below it."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}

"""How large a file is, and its checksum; a file is written to know it, once for a site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sfia_graph.web.downloads.download import Download
from sfia_graph.web.once import once
from sfia_graph.web.site import Site


@dataclass(frozen=True, slots=True)
class Measured:
    """How many bytes a file has, and their SHA-256 in hexadecimal."""

    size: int
    digest: str


@once
def _known(site: Site) -> dict[str, Measured]:
    return {}


def measured(site: Site, download: Download) -> Measured:
    """Give the measure of a file."""
    return _known(site).get(download.path) or note(site, download, download.write(site))


def note(site: Site, download: Download, body: bytes) -> Measured:
    """Measure a file that has been written, so that it need not be written for that."""
    found = Measured(len(body), hashlib.sha256(body).hexdigest())
    _known(site)[download.path] = found
    return found

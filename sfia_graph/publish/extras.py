"""What stands in a site beside its answers: what tells of earlier builds, and what hosts read."""

from __future__ import annotations

from collections.abc import Mapping

from sfia_graph.publish.hosts import hosts
from sfia_graph.publish.manifest import Manifest, moments
from sfia_graph.web.catalogue.feed import feeds
from sfia_graph.web.catalogue.sitemap import page_paths, sitemap
from sfia_graph.web.exchange import Headers
from sfia_graph.web.site import Site
from sfia_graph.web.stems import stems

_OF_THE_API = "query/"
"""Of what lies there the hosts know the media types."""


def files(site: Site, manifest: Manifest, types: Mapping[str, str]) -> Mapping[str, bytes]:
    """Give the files by their names, for a site whose answers have been made.

    `types` are the media types of files that are no documents of a thing.
    """
    sent: Mapping[str, Headers] = {
        path: (("Content-Type", kind),)
        for path, kind in types.items()
        if not path.startswith(_OF_THE_API)
    }
    return {
        **sitemap(site, page_paths(site), dict(moments(manifest))),
        **feeds(site, manifest.builds),
        **hosts(site, stems(site), sent),
    }

"""Files to take away: the graph in the formats of RDF, and in those of other people's tools."""

from sfia_graph.web.downloads.download import Download
from sfia_graph.web.downloads.measured import Measured, measured
from sfia_graph.web.downloads.registry import ROUTES, downloads, paths

__all__ = ["ROUTES", "Download", "Measured", "downloads", "measured", "paths"]

"""Files to take away: the graph in the formats of RDF, and in those of other people's tools."""

from sfia_graph.web.downloads.download import Download

__all__ = ["Download"]

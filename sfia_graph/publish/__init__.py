"""Publishing: a static site that is the whole linked-data service, and how hosts serve it."""

from sfia_graph.publish.building import Published, build
from sfia_graph.publish.errors import PublishError

__all__ = ["PublishError", "Published", "build"]

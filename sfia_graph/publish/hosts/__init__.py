"""How hosts serve a published site: what they need to answer as the server does."""

from sfia_graph.publish.hosts.beside import hosts
from sfia_graph.publish.hosts.w3id import w3id

__all__ = ["hosts", "w3id"]

"""Where graphs live, and how to open what is there."""

from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.opening import Store, open_store

__all__ = ["EmbeddedStore", "Store", "open_store"]

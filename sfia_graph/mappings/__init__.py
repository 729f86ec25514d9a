"""Links between frameworks, as SSSOM."""

from sfia_graph.mappings.records import Mapping, MappingSet, Slots, slots_of

__all__ = ["Mapping", "MappingSet", "Slots", "slots_of"]

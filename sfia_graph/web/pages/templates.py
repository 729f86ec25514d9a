"""The templates: Jinja2 that escapes everything, with what all pages of a language share.

That is in the globals, so that what a template imports is made once, not with each page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache

from sfia_graph.web.readable import apart, readable, runs_leftward, shortened
from sfia_graph.web.reads import NOTHING, Reads
from sfia_graph.web.signposting import escaped

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_MOST_ALIKE = 10_000


class _Compiled(BytecodeCache):
    """Keeps compiled templates, so that the environments of several languages share them."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.code


_COMPILED = _Compiled()


class Templates(Environment):
    """The templates with what is the same in all pages, such as the interface's words."""

    def __init__(
        self,
        alike: Mapping[str, object],
        filters: Mapping[str, Callable[..., str]] = MappingProxyType({}),
        reads: Reads = NOTHING,
    ) -> None:
        """Give the templates; `alike` is by the names that they use, `reads` notes what is read."""
        super().__init__(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters.update(apart=apart, brief=shortened, iri=escaped, readable=readable)
        self.filters.update(filters)
        self.tests["leftward"] = runs_leftward
        self.globals.update(alike, alike=self.alike)
        self._reads = reads
        self._alike: dict[tuple[object, ...], tuple[str, frozenset[str], object]] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what templates share as it is: none has anything of its own, and each copies it."""
        return super().make_globals(d) if d else self.globals

    def alike(self, macro: Callable[..., str], *values: object) -> str:
        """Give what a macro writes; what it wrote of the very same values before is kept."""
        key = (macro, *map(id, values))
        found = self._alike.get(key)
        if found is None:
            if len(self._alike) >= _MOST_ALIKE:
                self._alike = {}
            written, read = self._reads.during(lambda: macro(*values))
            # With the values, so that no other one gets the identity of one of them.
            found = self._alike[key] = (written, read, values)
        else:
            self._reads.note(found[1])
        return found[0]

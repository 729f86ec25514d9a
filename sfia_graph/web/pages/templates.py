"""The templates as they are run: Jinja2 in which what a site's pages do most often is done quickly.

They all escape, none of them is a visitor's, and no function asks for a template's context, so that
a call is a call and a text is escaped once. What is in a language's every page is in the globals:
what a template imports is made once, not with each page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from sfia_graph.web.readable import apart, readable, runs_leftward, shortened
from sfia_graph.web.signposting import escaped

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_MOST, _MOST_ALIKE = 20_000, 500
_OF_MAPPINGS = frozenset(dir(dict))

_escape = lru_cache(_MOST)(escape)


class _Compiled(BytecodeCache):
    """Keeps compiled templates, so that the environments of several languages share them."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.code


_COMPILED = _Compiled()


class _Generator(CodeGenerator):
    """Writes calls as calls, and has what is put out escaped by `Templates.written`."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.quick(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.written(")


class _Quick:
    """A macro; called with all of its arguments, it is no more than its function."""

    __slots__ = ("_count", "_function", "_macro")

    def __init__(self, macro: Macro) -> None:
        plain = not (macro.catch_kwargs or macro.catch_varargs or macro.caller)
        self._count = len(macro.arguments) if plain else -1
        self._macro, self._function = macro, macro._func

    def __call__(self, *values: object, **named: object) -> str:
        if len(values) == self._count and not named:
            return str.__new__(Markup, self._function(*values))
        return self._macro(*values, **named)


class _Template(Template):
    """A template of which all that import it get the same module: the globals are alike for all."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Templates(Environment):
    """The templates with what is the same in all pages, such as the interface's words."""

    code_generator_class = _Generator
    template_class = _Template
    quick = _Quick

    def __init__(self, alike: Mapping[str, object]) -> None:
        """Give the templates; `alike` is by the names that they use."""
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
        self.tests["leftward"] = runs_leftward
        self.globals.update(alike, alike=self.alike)
        self._alike: dict[tuple[object, ...], tuple[str, object]] = {}

    def alike(self, macro: Callable[..., str], *values: object) -> str:
        """Give what a macro writes; what it wrote of the very same values before is kept."""
        key = (macro, *map(id, values))
        found = self._alike.get(key)
        if found is None:
            if len(self._alike) >= _MOST_ALIKE:
                self._alike = {}
            # With the values, so that no other one gets the identity of one of them.
            found = self._alike[key] = (macro(*values), values)
        return found[0]

    @staticmethod
    def written(value: object) -> str:
        """Give what stands on the page for a value."""
        kind = type(value)
        if kind is Markup:
            return value  # type: ignore[return-value]
        return _escape(value) if kind is str else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give an attribute, or a mapping's value."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_MAPPINGS:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

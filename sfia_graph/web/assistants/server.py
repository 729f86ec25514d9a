"""The protocol's server over a site: which requests there are, and how they are answered.

What it lists and answers is made in threads, a few at a time, so that it holds up nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any, TypeVar, TypeVarTuple

import anyio
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INTERNAL_ERROR,
    CallToolRequestParams,
    CallToolResult,
    CompleteRequestParams,
    CompleteResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    PromptReference,
    ReadResourceRequestParams,
    ReadResourceResult,
)

from sfia_graph.web.assistants import completion, resources, tools
from sfia_graph.web.site import Site

MOST_WAITING = 64
"""How many requests wait at most for a thread; further ones are told to come again."""

Context = Any
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")


def instructions(site: Site) -> str:
    """Say what an assistant should know before it asks."""
    editions = ", ".join(map(str, site.editions))
    return (
        f"A knowledge graph of SFIA, the skills framework for the digital world (editions"
        f" {editions}). Skills have codes such as SLMO: the tool 'find' gives them for names in any"
        " language. The other tools are stored questions; what is left out of their arguments"
        " takes its default, and each answer begins with what was asked. Tables shorten IRIs:"
        f" '{site.latest}/skill/SLMO' is {site.mint.skill(site.latest, 'SLMO')}, which can be read"
        " as a resource, and with '.ttl' behind it as Turtle. Everything is read-only. A 'gloss' is"
        " this project's own sentence, a 'definition' the framework's own words. SFIA, its name and"
        " its texts belong to the SFIA Foundation; this is no official publication of theirs."
    )


def server(current: Callable[[], Site], room: anyio.CapacityLimiter) -> Server[Any]:
    """Make the server of the site that `current` gives at the time of each request.

    `room` bounds how many requests are worked on at once.
    """
    offered = _Offered(current, room)
    return Server(
        "sfia-graph",
        version=version("sfia-graph"),
        title="SFIA as a knowledge graph",
        instructions=instructions(current()),
        get_tool_input_schema=lambda name: tools.schema(current(), name),
        on_list_tools=offered.list_tools,
        on_call_tool=offered.call_tool,
        on_list_resources=offered.list_resources,
        on_list_resource_templates=offered.list_templates,
        on_read_resource=offered.read_resource,
        on_completion=offered.complete,
    )


class _Offered:
    """The handlers of requests, each for the site as it is at its time."""

    def __init__(self, current: Callable[[], Site], room: anyio.CapacityLimiter) -> None:
        self._current, self._room = current, room

    async def _run(self, make: Callable[[Site, *_Ts], _T], *given: *_Ts) -> _T:
        if self._room.statistics().tasks_waiting > MOST_WAITING:
            raise MCPError(INTERNAL_ERROR, "too many are asking; try again soon")
        return await run_sync(make, self._current(), *given, limiter=self._room)

    async def list_tools(
        self, _: Context, params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=await self._run(tools.tools))

    async def call_tool(self, _: Context, params: CallToolRequestParams) -> CallToolResult:
        return await self._run(tools.call, params.name, params.arguments or {})

    async def list_resources(
        self, _: Context, params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        return await self._run(resources.listed, params.cursor if params else None)

    async def list_templates(
        self, _: Context, params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        found = await self._run(resources.templates)
        return ListResourceTemplatesResult(resource_templates=found)

    async def read_resource(
        self, _: Context, params: ReadResourceRequestParams
    ) -> ReadResourceResult:
        return ReadResourceResult(contents=[await self._run(resources.read, params.uri)])

    async def complete(self, _: Context, params: CompleteRequestParams) -> CompleteResult:
        template = "" if isinstance(params.ref, PromptReference) else params.ref.uri
        others = (params.context.arguments if params.context else None) or {}
        asked = params.argument
        found = await self._run(
            completion.completed, template, asked.name, asked.value[:200], others
        )
        return CompleteResult(completion=found)

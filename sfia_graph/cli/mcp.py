"""`sfia-graph mcp`: the graph for an assistant, over the Model Context Protocol."""

from __future__ import annotations

import argparse
import signal

from sfia_graph.cli.options import Commands, add_base, add_command, add_store, needing


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "mcp",
        run,
        "offer the stored questions as tools to an assistant, on standard input and output",
        """echo '{"jsonrpc": "2.0", "id": 1, "method": "ping"}' | sfia-graph mcp""",
    )
    add_store(parser)
    add_base(parser)


def run(given: argparse.Namespace) -> int:
    """Answer an assistant until it goes."""
    with needing("assistants", "mcp"):
        from sfia_graph.web.assistants.stdio import serve
        from sfia_graph.web.site import open_site
    # A thread waits for input, and a KeyboardInterrupt would wait for that thread.
    if given.alone:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    serve(open_site(given.store, given.base, people=True))
    return 0

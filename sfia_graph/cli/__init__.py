"""The command line: each command is a module here; faults of users become one clean line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from sfia_graph.bounded import MOST, bound_memory
from sfia_graph.cli import (
    completion,
    conform,
    diff,
    importing,
    link,
    load,
    mcp,
    migrate,
    profile,
    publish,
    query,
    serve,
    sparql,
    validate,
)
from sfia_graph.cli.screen import say
from sfia_graph.cli.stopping import end_cleanly, exit_code
from sfia_graph.errors import SfiaError, UsageError
from sfia_graph.offline import go_offline

COMMANDS = (
    query,
    sparql,
    importing,
    load,
    validate,
    diff,
    migrate,
    link,
    profile,
    publish,
    serve,
    conform,
    mcp,
    completion,
)


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="sfia-graph",
        description="SFIA, the skills framework, as a knowledge graph that answers questions.",
        epilog="example:  sfia-graph query describe-skill code=SLMO lang=fr",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(outward=lambda given: False, bounded=False)
    parser.add_argument("--version", action="store_true", help="say the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives 0 for good, 1 where the data are at fault, 2 where the call is.

    Without `arguments` it is the program itself: it takes the words that the process was called
    with, and gives up the network for good unless they name something to be reached by it.
    """
    if sys.stdout is None:
        say("sfia-graph: standard output is closed")
        return 1
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = build_parser()
    if "_ARGCOMPLETE" in os.environ:
        completion.complete(parser)
    given = parser.parse_args(arguments)
    if given.version:
        from importlib.metadata import version

        sys.stdout.write(f"sfia-graph {version('sfia-graph')}\n")
        return 0
    if given.command is None:
        parser.print_help()
        return 0
    given.alone = arguments is None
    if given.alone:
        end_cleanly()
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    try:
        if given.alone and not given.outward(given):
            go_offline()
        if given.alone and given.bounded:
            bound_memory()
        code: int = given.run(given)
        sys.stdout.flush()
        return code
    except SfiaError as error:
        say(f"sfia-graph: {error}")
        return 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0
        say(f"sfia-graph: cannot write the answer ({error.strerror})")
        return 1
    except MemoryError:
        say(f"sfia-graph: would take more than {MOST // 2**30} GB of memory; split what it reads")
        return 1
    except KeyboardInterrupt as stop:
        # Each result appears in one step, which may have been done in this moment.
        say("sfia-graph: stopped; nothing is half-written")
        return exit_code(stop)

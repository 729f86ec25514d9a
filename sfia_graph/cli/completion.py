"""`sfia-graph completion`: the shell completes commands, questions and their parameters."""

from __future__ import annotations

import argparse
import sys

from sfia_graph.cli.options import Commands, add_command

SHELLS = ("bash", "zsh", "fish")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "completion",
        run,
        "print the lines that make a shell complete this command",
        'eval "$(sfia-graph completion bash)"',
    )
    parser.add_argument("shell", choices=SHELLS)


def run(given: argparse.Namespace) -> int:
    """Print the lines."""
    from argcomplete.shell_integration import shellcode

    sys.stdout.write(shellcode(["sfia-graph"], shell=given.shell))
    return 0


def complete(parser: argparse.ArgumentParser) -> None:
    """Answer the shell's request for completions, and end the process if there was one."""
    import argcomplete

    argcomplete.autocomplete(parser)

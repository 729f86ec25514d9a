"""`sfia-graph profile forget`: every trace of a person out of a store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import progress, say
from sfia_graph.errors import StoreError, UsageError, counted
from sfia_graph.namespaces import local_name

if TYPE_CHECKING:
    from sfia_graph.profiles.pseudonyms import Key
    from sfia_graph.store.forgetting import Forgotten


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "forget",
        run,
        "take every trace of a person out of a store or out of RDF files, and prove it",
        "sfia-graph profile forget p-7k2mfq --store store/ --key key.csv",
    )
    parser.add_argument(
        "person", metavar="PERSON", help="their pseudonym or IRI; with --key their name will do too"
    )
    parser.add_argument(
        "--store",
        action="append",
        required=True,
        metavar="WHERE",
        help="a folder made by load, or RDF files or a folder of them; again for more files",
    )
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="a key file, whose line of the person goes too"
    )


def run(given: argparse.Namespace) -> int:
    """Forget, and say what is gone; gives 1 where others still read what was there before."""
    from sfia_graph.profiles.pseudonyms import read_key
    from sfia_graph.store.meant import UnknownPerson

    if given.key and not given.key.exists():
        raise UsageError(f"--key {given.key}: no such file")
    key = read_key(given.key) if given.key else None
    person = (key.find(given.person) if key else None) or given.person
    found = None
    try:
        found = _forget(given.store, person)
    except UnknownPerson as unknown:
        if key is None or person not in key.names:
            raise
        say(str(unknown))
    if found:
        _tell(found, given.store)
    if key:
        _forget_name(given.key, key, person)
    return _still_read(found) if found and found.read_on else 0


def _forget_name(path: Path, key: Key, person: str) -> None:
    from sfia_graph.profiles.pseudonyms import write_key

    pseudonym = local_name(person)
    if key.names.pop(pseudonym, None) is None:
        say(f"{path}: no name of {pseudonym} is in it")
        return
    write_key(path, key)
    say(f"{path}: the name of {pseudonym} is gone")


def _forget(stores: list[str], person: str) -> Forgotten | None:
    """Forget in a folder or in files; None where only an earlier generation was left to delete."""
    from sfia_graph.store.folder import is_store
    from sfia_graph.store.opening import is_address
    from sfia_graph.store.redacting import redact

    for address in filter(is_address, stores):
        remedy = "delete there with SPARQL Update, or load its graphs anew without the person"
        raise StoreError(f"{address}: an endpoint; forget works on folders and files; {remedy}")
    paths = list(map(Path, filter(None, stores)))
    if not any(map(is_store, paths)):
        return redact(paths, person)
    if len(paths) > 1:
        raise UsageError("a folder made by load, and something else; forget in one at a time")
    return _forget_in_folder(paths[0], person)


def _forget_in_folder(where: Path, person: str) -> Forgotten | None:
    from sfia_graph.store.folder import left_behind
    from sfia_graph.store.forgetting import forget
    from sfia_graph.store.meant import UnknownPerson

    before = left_behind(where)
    try:
        with progress("forgetting") as tell:
            return forget(where, person, tell)
    except UnknownPerson:
        if not before or left_behind(where):
            raise
        say(f"{where}: what was left of {counted(len(before), 'earlier generation')} is deleted")
        return None


def _tell(found: Forgotten, stores: list[str]) -> None:
    where = ", ".join(stores)
    size = counted(found.holdings, "holding")
    if found.others:
        size += f" and {counted(found.others, 'thing')} named by nothing else"
    places = counted(len(found.places), found.kind)
    statements = f"{counted(found.statements, 'statement')} in {places}"
    say(f"forgot {found.person} in {where}: {size}, {statements}")
    say(f"proved: no statement in {where} names them any more")


def _still_read(found: Forgotten) -> int:
    """Say where the person still is, for as long as others read it."""
    names = ", ".join(map(str, found.read_on))
    problem = f"{names}: still read by another process, and the person is in it"
    say(f"{problem}; run this again once that has ended")
    return 1

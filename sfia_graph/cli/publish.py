"""`sfia-graph publish`: the graph as a static site, for hosts that run no program."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sfia_graph.cli.options import Commands, add_base, add_command, add_store, needing
from sfia_graph.cli.screen import progress, say, write_file
from sfia_graph.errors import UsageError, counted, quoted
from sfia_graph.namespaces import BASE

if TYPE_CHECKING:
    from sfia_graph.publish import Published
    from sfia_graph.web.site import Site

_TOLD = 5
"""How many documents that could not be made are named before the rest is only counted."""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "publish",
        run,
        "write the graph as a static site of pages and linked data",
        "sfia-graph publish -o site/ --base https://skills.example.org/",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="a folder of the site's own; the new site takes the old one's place in one step",
    )
    add_store(parser)
    add_base(parser)
    parser.add_argument(
        "--public",
        action="store_true",
        help="leave out the wording of sources whose licence is not open, and prove it",
    )
    parser.add_argument(
        "--languages",
        metavar="TAGS",
        help="languages of the pages, such as en,fr, the first for those who name none",
    )
    parser.add_argument(
        "--root",
        metavar="PATH",
        help="path of the site on its host (default: that of --base, or else /)",
    )
    parser.add_argument(
        "--origin",
        metavar="ADDRESS",
        help="scheme and host of the site, such as https://example.org (default: those of --base)",
    )
    parser.add_argument(
        "--w3id",
        type=Path,
        metavar="FOLDER",
        help="write the redirects for a pull request to w3id.org there too, beside the site",
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many processes make pages (default: one for each core)",
    )
    parser.add_argument(
        "--no-validate", action="store_true", help="publish what breaks the rules of SHACL too"
    )


def run(given: argparse.Namespace) -> int:
    """Publish, and say what was done."""
    with needing("web", "publish"):
        from sfia_graph.publish import build
        from sfia_graph.publish.errors import NotValid
        from sfia_graph.web.withheld import say_withheld
    if given.processes < 1:
        raise UsageError(f"--processes {given.processes}: at least one is needed")
    site = _opened(given)
    say_withheld(site.withheld, say)
    redirects = _redirects(given, site)
    check, site = _withheld(site) if given.public else (_unchecked, site)
    aside = [] if given.no_validate else _validation(given)
    try:
        with progress("publishing") as tell:
            done = build(site, given.output, given.processes, tell, aside, check)
    except NotValid as fault:
        sys.stdout.write(fault.report)
        raise
    _report(done, given.output)
    for name, body in redirects.items():
        given.w3id.mkdir(parents=True, exist_ok=True)
        write_file(given.w3id / name, body)
    return 0


def _redirects(given: argparse.Namespace, site: Site) -> Mapping[str, bytes]:
    """Give the redirects of w3id.org; raises `UsageError` where there can be none."""
    if given.w3id is None:
        return {}
    from sfia_graph.publish.hosts import w3id

    found = w3id(site)
    if not found:
        problem = f"--w3id: it leads from {BASE} to --origin"
        raise UsageError(f"{problem}; name an origin, and leave --base as it is")
    return found


def _opened(given: argparse.Namespace) -> Site:
    from dataclasses import replace

    from sfia_graph.web.site import open_site

    parts = urlsplit(given.base or "")
    root = given.root or (parts.path if given.base else "/")
    origin = given.origin if given.origin is not None else ""
    if given.base and given.origin is None:
        origin = f"{parts.scheme}://{parts.netloc}"
    site = open_site(given.store, given.base, root, origin)
    if given.languages is None:
        return site
    wanted = tuple(each.strip() for each in given.languages.split(",") if each.strip())
    unknown = [each for each in wanted if each not in site.languages]
    if unknown or not wanted:
        there = ", ".join(site.languages)
        raise UsageError(f"--languages {quoted(given.languages)}: the pages come in {there}")
    return replace(site, languages=tuple(dict.fromkeys(wanted)))


Check = Callable[[Path, Iterable[str]], None]


def _unchecked(folder: Path, names: Iterable[str]) -> None:
    pass


def _withheld(site: Site) -> tuple[Check, Site]:
    """Give the site without licensed wording, and what proves of its files that there is none."""
    from sfia_graph.publish.licensed import public, texts, wording
    from sfia_graph.publish.proof import prove, watch

    left_out, without = wording(site), public(site)
    say(f"left out: {counted(len(left_out), 'text')} of a licensed tier")
    watched = watch(left_out, texts(without))
    return (lambda folder, names: prove(watched, folder, names)), without


def _validation(given: argparse.Namespace) -> list[Callable[[], object]]:
    """Give what validates the graph; the shipped data are held valid by the project's tests."""
    from sfia_graph.store.opening import files

    return [] if files(given.store) == [] else [partial(_validate, given.store)]


def _validate(where: list[str] | None) -> None:
    """Raise `NotValid` with the report where a graph breaks a rule."""
    from sfia_graph.cli.checking import look_over
    from sfia_graph.publish.errors import NotValid
    from sfia_graph.rdf import read_quads
    from sfia_graph.store import open_store
    from sfia_graph.store.opening import files
    from sfia_graph.validation import validate
    from sfia_graph.validation.formats import FORMATS

    found = files(where)
    if found is None:
        report = validate(open_store(where), least="violation").at_least("violation")
    else:
        quads = {path: read_quads(path) for path in found}
        report = look_over(quads, "violation", lambda done, of, what: None, least="violation")
    if report.results:
        raise NotValid(FORMATS["table"](report))


def _report(done: Published, where: Path) -> None:
    for line in done.refused[:_TOLD]:
        say(f"left out: {line}")
    if len(done.refused) > _TOLD:
        say(f"left out: {counted(len(done.refused) - _TOLD, 'more document')}")
    size = f"{counted(done.files, 'file')}, {done.size / 1e6:,.1f} MB"
    changes = f"{done.added} new, {done.changed} changed, {done.removed} gone"
    say(f"published {size}, into {where}: {changes}")

"""Measure how sites are built and write benchmarks/PUBLISHING.md.

python -m benchmarks.publishing_report
"""

from __future__ import annotations

import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks import publishing, skohub
from benchmarks.publishing import Run, build, copied, rdflib_documents, rename, weight, write_data

PAGE = Path(__file__).with_name("PUBLISHING.md")
BOTH, ONE = ("--languages", "en,fr"), ("--languages", "en")
_EDITIONS = ("sfia-8", "sfia-9", "gloss-en", "gloss-fr", "retired")
_TURNS = 5
_MEMORY = Path("/dev/shm")
"""Where files are in memory: ext4 is slow to make some for a while after many have been deleted, as
some builds do, whoever makes them."""
_IN_MEMORY = ("Sites, ours and others', are written to memory, so that no disk has a say.",)
PEERS = ("pyoxigraph", "Jinja2", "rdflib")


def report() -> str:
    """Give the whole page as Markdown."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        folder = Path(name)
        data, site = write_data(folder / "data"), folder / "site"
        lines = [
            "# Publishing",
            "",
            "Written by `make bench`; one run on one machine, so read the ratios, not the times.",
            "",
            f"Python {platform.python_version()} on {platform.system()} {platform.machine()};",
            f"{', '.join(f'{each} {version(each)}' for each in PEERS)}.",
            *(_IN_MEMORY if _MEMORY.is_dir() else ()),
            "",
            *_building(data, site, folder),
            *_beside_skohub(folder),
            *_weight(site),
        ]
    return "\n".join(lines)


def _building(data: Path, site: Path, folder: Path) -> list[str]:
    whole = build(data, site, *BOTH)
    alike = build(data, site, *BOTH)
    aside = copied(site, folder / "aside")
    rename(data)
    changed = build(data, site, *BOTH)
    anew = build(data, folder / "anew", *BOTH)
    half = build(data, folder / "half", *ONE)
    loop = rdflib_documents(data)
    per_second = _documents(aside) / whole.seconds
    rows = [
        ("whole, two languages, all formats", whole),
        ("nothing changed", alike),
        ("one label changed", changed),
        ("whole again, with the label", anew),
        ("whole, one language", half),
    ]
    return [
        "## Building",
        "",
        "All of the shipped data: SFIA 7, 8 and 9, e-CF, NICE, DigComp, their links, the questions",
        "and the vocabulary. The peak is that of the largest process, of two that make pages.",
        "",
        "| build | seconds | part of the whole | peak, MB |",
        "|---|---:|---:|---:|",
        *(_row(what, run, whole) for what, run in rows),
        "",
        f"The site has {whole.files:,} files. One language makes {half.files:,}, and the peak is",
        f"{half.peak_mb / whole.peak_mb:.2f} of that of two: memory goes with the graph, not with",
        "the site.",
        "",
        f"Documents of concepts, pages and data, are made at {per_second:,.0f} a second; a plain",
        f"loop of rdflib that writes each concept as Turtle, and no page, makes {loop:,.0f}: "
        f"{per_second / loop:.1f} times.",
        "",
    ]


def _beside_skohub(folder: Path) -> list[str]:
    """Measure SkoHub Vocabs on SFIA 8 and 9, and ourselves on the same files, in turn.

    SkoHub does not validate, so neither do we here.
    """
    data = write_data(folder / "editions", _EDITIONS)
    seconds, theirs = [], []
    for turn in range(_TURNS):
        site = folder / f"ours-{turn}"
        seconds.append(build(data, site, *BOTH, "--no-validate").seconds)
        theirs.append(skohub.pages_per_second(data, folder / f"theirs-{turn}"))
    own = _documents(site) / median(seconds)
    found = [
        "## Beside SkoHub Vocabs",
        "",
        "SFIA 8 and 9 alone, two languages and all formats, without validation, since SkoHub has",
        f"none: {median(seconds):.1f} s, {own:,.0f} documents a second. Both were built "
        f"{_TURNS} times, in turn; these are medians.",
    ]
    there = [each for each in theirs if each]
    if not there:
        return [*found, "SkoHub Vocabs was not installed when this was written.", ""]
    rate, (_, documents, version) = median(each[0] for each in there), there[0]
    return [
        *found,
        f"SkoHub Vocabs {version}, from the same files: {documents:,} documents,",
        f"{rate:,.0f} a second; ours are {own / rate:.1f} times as many a second. Its documents",
        "are pages that a script fills, in one language, and JSON-LD under two names; ours are",
        "pages that need no script, in two languages, and data in six formats.",
        "",
    ]


def _documents(site: Path) -> int:
    """Count the documents of a site, each once however many names it has."""
    suffixes = {".html", ".ttl", ".nt", ".jsonld", ".rdf", ".json", ".csv"}
    files = (path for path in site.rglob("*") if path.suffix in suffixes)
    found = {path for path in files if path.name != "index.html"}
    return sum(1 for path in found if path.with_suffix(f".en{path.suffix}") not in found)


def _row(what: str, run: Run, whole: Run) -> str:
    return f"| {what} | {run.seconds:.1f} | {run.seconds / whole.seconds:.2f} | {run.peak_mb:.0f} |"


def _weight(site: Path) -> list[str]:
    found = weight(site)
    return [
        "## What a page weighs",
        "",
        f"`{publishing.PAGE}` with all that a browser loads before anybody does anything, in bytes",
        "as brotli sends them.",
        "",
        "| file | bytes |",
        "|---|---:|",
        *(f"| `{name}` | {size:,} |" for name, size in found.items()),
        f"| all | {sum(found.values()):,} |",
        "",
    ]


if __name__ == "__main__":
    page = report()
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(page)

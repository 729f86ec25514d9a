"""Engines started on loopback, each with data of its own, for tests and measurements."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = "virtuoso-t"
ISQL = ("isql-vt", "isql-v", "isql")

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {most}
"""

_OPEN = (
    'GRANT SPARQL_UPDATE TO "SPARQL";',
    "DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);",
)

Graphs = Mapping[str, Path]
"""Files by the IRIs of the named graphs that they are."""


@contextmanager
def oxigraph(folder: Path, graphs: Graphs, *options: str) -> Iterator[str]:
    """Serve files by the Oxigraph server, read-only; gives the address to ask."""
    for name, path in graphs.items():
        words = ["load", "--location", str(folder), "--file", str(path), "--graph", name]
        subprocess.run([str(OXIGRAPH), *words], check=True, capture_output=True)
    with _oxigraph("serve-read-only", folder, *options) as address:
        yield f"{address}/query"


@contextmanager
def writable_oxigraph(folder: Path, union: bool = True) -> Iterator[str]:
    """Serve an empty Oxigraph that can be written to; `/query` and `/store` stand below it."""
    options = ["--union-default-graph"] if union else []
    with _oxigraph("serve", folder, *options) as address:
        yield address


@contextmanager
def _oxigraph(command: str, folder: Path, *options: str) -> Iterator[str]:
    at = f"127.0.0.1:{_free_port()}"
    words = [str(OXIGRAPH), command, "--location", str(folder), "--bind", at, *options]
    with _running(words, "Listening"):
        yield f"http://{at}"


def has_virtuoso() -> bool:
    """Whether Virtuoso and its own client are installed."""
    return bool(shutil.which(VIRTUOSO) and _isql())


@contextmanager
def virtuoso(
    folder: Path, graphs: Graphs, most: int = 10_000, *, writable: bool = False
) -> Iterator[str]:
    """Serve files by Virtuoso, loaded by its bulk loader; gives the address to ask.

    `most` is its `ResultSetMaxRows`; `writable` lets everybody write to `/sparql-graph-crud`.
    """
    sql, http = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=sql, http=http, most=most), encoding="utf-8")
    command = [VIRTUOSO, "-f", "-c", str(ini)]
    with _running(command, "Server online"):
        commands = [_loading(folder, name, path) for name, path in graphs.items()]
        commands += [*(_OPEN if writable else ()), "rdf_loader_run();", "shutdown;"]
        words = [str(_isql()), f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF", "ERRORS=STDOUT"]
        said = subprocess.run(
            words, input="\n".join(commands), text=True, capture_output=True, check=True
        ).stdout
        if "Error" in said:
            raise RuntimeError(said)
    # Started anew, since 7.2.5 plans by what it knew before the load, as if it were empty.
    with _running(command, "Server online"):
        yield f"http://127.0.0.1:{http}/sparql"


def _loading(folder: Path, name: str, path: Path) -> str:
    here = folder / path.name
    shutil.copy(path, here)
    return f"ld_dir('{folder}', '{here.name}', '{name}');"


def _isql() -> str | None:
    return next(filter(None, map(shutil.which, ISQL)), None)


@contextmanager
def _running(words: list[str], ready: str) -> Iterator[None]:
    """Run a server until the end of the block; it is ready once it says so."""
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            said = []
            for line in process.stdout or ():
                said.append(line)
                if ready in line:
                    break
            else:
                raise RuntimeError("".join(said[-5:]))
            yield
        finally:
            process.kill()
            process.communicate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

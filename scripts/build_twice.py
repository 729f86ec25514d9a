"""Build a wheel and an sdist from two copies of the project, in two places, and compare them.

The bytes depend on what the files say: not on the folder, the time, the rights of files or the
machine's zone. Exits with 1 and says which differ where they do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EPOCH = "1767225600"
"""The moment that all files of an archive bear: 1 January 2026, since ZIP cannot leave it out."""
_LEFT = shutil.ignore_patterns(
    *(".git", ".venv", "node_modules", "dist", "build", "__pycache__", ".*_cache", ".hypothesis"),
    *("*.egg-info", ".benchmarks"),
)


def build(folder: Path, zone: str, rights: int) -> dict[str, bytes]:
    """Build in a copy below a folder; gives the archives by name."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=_LEFT)
    for path in source.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(path.stat().st_mode & ~rights)
            os.utime(path, (rights, rights))
    words = [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(source)]
    told = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TZ": zone}
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=told)
    return {path.name: path.read_bytes() for path in sorted((folder / "dist").iterdir())}


def main(target: Path) -> int:
    """Build twice; where both are the same, put them into a folder."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        deeper = Path(other) / "further" / "down"
        deeper.mkdir(parents=True)
        first, second = build(Path(one), "UTC", 0), build(deeper, "Asia/Kolkata", 0o077)
    if first != second:
        names = sorted(first.keys() | second.keys())
        differing = [name for name in names if first.get(name) != second.get(name)]
        sys.stderr.write(f"built twice, and not the same: {', '.join(differing)}\n")
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for name, data in first.items():
        (target / name).write_bytes(data)
        sys.stdout.write(f"{name}: {len(data)} bytes, the same from both\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

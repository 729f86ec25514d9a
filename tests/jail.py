"""A process as the examples in docs/deploy run it: nobody, without a right, on a read-only disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", "/dev", "/proc")
NOBODY = "65534"

_BUILD = """
set -eu
root=$(mktemp -d)
mount -t tmpfs -o mode=755 jail "$root"
mkdir "$root/tmp"
mount -t tmpfs -o nosuid,nodev,noexec,mode=1777 temporary "$root/tmp"
while [ "$1" != -- ]; do
  if [ -e "$1" ]; then
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
    case $1 in /dev|/proc) ;; *) mount -o remount,bind,ro "$root$1" ;; esac
  fi
  shift
done
shift
mount -o remount,ro "$root"
exec chroot "$root" "$@"
"""
"""Make a root of its own of the folders before `--`, all read-only, and run the rest in it."""

_FILTER = """
import ctypes, errno, os, pyseccomp, sys
allowed, command = sys.argv[1].split(), sys.argv[2:]
ctypes.CDLL(None).prctl(65, 1, 0, 0, 0)
rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
for name in allowed:
    try:
        rules.add_rule(pyseccomp.ALLOW, name)
    except (OSError, ValueError):
        pass
rules.load()
os.execv(command[0], command)
"""
"""Allow some system calls and no others, deny writing to what runs, then become the command."""


def jailed(*folders: Path, calls: frozenset[str] = frozenset()) -> list[str]:
    """Give what a command is put behind to run in a root of its own, which holds the folders too.

    It is nobody, has no capability and can get none; where `calls` are given, those are the only
    system calls. Skips the test where the machine cannot build such a root.
    """
    _need_the_rights()
    held = [*SYSTEM, sys.prefix, sys.base_prefix, str(ROOT), *map(str, folders)]
    nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    nobody += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    clean = ["env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", f"PYTHONPATH={ROOT}"]
    words = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _BUILD, "jail"]
    words += [*held, "--", *nobody, *clean]
    return [*words, sys.executable, "-c", _FILTER, " ".join(sorted(calls))] if calls else words


def _need_the_rights() -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs Linux and root, which build a read-only root and then give it up")
    tried = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "true"], capture_output=True, check=False
    )
    if tried.returncode or not shutil.which("setpriv"):
        pytest.skip("needs unshare and setpriv, and a machine that lets them mount")


def calls_of(unit: str) -> frozenset[str]:
    """Give the system calls that the lines `SystemCallFilter=` of a unit allow."""
    allowed: set[str] = set()
    for line in re.findall(r"(?m)^SystemCallFilter=(.*)$", unit):
        names = _expanded(line.lstrip("~").split())
        allowed = allowed - names if line.startswith("~") else allowed | names
    return frozenset(allowed)


def _expanded(names: list[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        if name.startswith("@"):
            listed = subprocess.run(
                ["systemd-analyze", "syscall-filter", name],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            inside = [line.strip() for line in listed.splitlines()[1:]]
            found |= _expanded([each for each in inside if each and not each.startswith("#")])
        else:
            found.add(name)
    return found

"""The system calls that a worker may make, where pyseccomp is there (seccomp(2), Linux).

All others fail with EPERM, so that a library which tries one goes on without it.
"""

from __future__ import annotations

import errno
import os
from importlib import import_module
from typing import Any

try:
    pyseccomp: Any = import_module("pyseccomp")
except (ImportError, RuntimeError, OSError):
    pyseccomp = None

ANSWERING = (
    *("read", "readv", "pread64", "preadv", "lseek", "fstat", "newfstatat", "statx", "close"),
    *("write", "writev", "recvfrom", "recvmsg", "sendto", "sendmsg", "shutdown"),
    *("brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "fadvise64", "membarrier"),
    *("futex", "sched_yield", "nanosleep", "clock_nanosleep", "restart_syscall", "rseq"),
    *("clock_gettime", "clock_getres", "gettimeofday", "getrandom", "getrusage", "times"),
    *("getpid", "gettid", "getcpu", "sched_getaffinity", "set_robust_list"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "exit", "exit_group"),
)


def allow_only_answering(reading: bool = False) -> bool:
    """Allow this process, all its threads, what answering needs; give whether that was done.

    `reading` lets it open files too, to read them.
    """
    if pyseccomp is None:
        return False
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in ANSWERING:
        try:
            rules.add_rule(pyseccomp.ALLOW, name)
        except (OSError, ValueError):
            continue  # a call that this machine or this libseccomp does not know
    itself = pyseccomp.Arg(0, pyseccomp.EQ, os.getpid())
    rules.add_rule(pyseccomp.ALLOW, "tgkill", itself)
    if reading:
        to_read = pyseccomp.Arg(2, pyseccomp.MASKED_EQ, os.O_ACCMODE | os.O_CREAT, os.O_RDONLY)
        rules.add_rule(pyseccomp.ALLOW, "openat", to_read)
    rules.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)
    try:
        rules.load()
    except OSError:
        return False
    return True

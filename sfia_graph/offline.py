"""A process without a network: the kernel refuses it new sockets, whatever it reads (Linux).

A filter of system calls is all it takes (seccomp(2)), needs no right and holds for all threads and
for all processes to come. Sockets that are open stay open, and pairs of them can still be made.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from dataclasses import dataclass

_LOAD, _EQUAL, _FROM, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _ERRNO = 0x7FFF_0000, 0x0005_0000
_X32 = 0x4000_0000
_NO_NEW_PRIVILEGES, _SET_FILTER = 38, 1
_ALL_THREADS, _AS_FAST_AS_BEFORE = 1, 4


@dataclass(frozen=True, slots=True)
class Machine:
    """How a machine is called in a filter, and the numbers of its system calls.

    `refused` are socket, connect and io_uring_setup, by which a socket can be had too.
    """

    audit: int
    seccomp: int
    refused: tuple[int, ...]


MACHINES = {
    "x86_64": Machine(0xC000_003E, 317, (41, 42, 425)),
    "aarch64": Machine(0xC000_00B7, 277, (198, 203, 425)),
}


def program(machine: Machine) -> bytes:
    """Give the filter as instructions of BPF: the refused calls get EPERM, and foreign ones too.

    A system call is foreign that is numbered for another architecture, or for x32.
    """
    tests = [(_EQUAL, each) for each in machine.refused]
    tests = [(_FROM, _X32), *tests]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, machine.audit),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_LOAD, 0, 0, _NUMBER),
        *((test, len(tests) - at, 0, value) for at, (test, value) in enumerate(tests)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
    ]
    return b"".join(struct.pack("=HBBI", *each) for each in steps)


def go_offline() -> bool:
    """Take the network from this process for good; give whether that could be done.

    It cannot on other systems than Linux, on machines without a row, and where a kernel or the
    walls around the process do not let it filter calls; then it goes on as it was.
    """
    machine = MACHINES.get(os.uname().machine) if sys.platform == "linux" else None
    if machine is None or sys.maxsize < 1 << 32:
        return False
    import ctypes

    steps = program(machine)
    held = ctypes.create_string_buffer(steps, len(steps))
    head = struct.pack("@HP", len(steps) // 8, ctypes.addressof(held))
    library = ctypes.CDLL(None)
    library.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0)))
    how = map(ctypes.c_ulong, (machine.seccomp, _SET_FILTER, _ALL_THREADS | _AS_FAST_AS_BEFORE))
    return bool(library.syscall(*how, ctypes.c_char_p(head)) == 0)

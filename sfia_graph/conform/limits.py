"""How much is asked of a host, and how much of it is listened to."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host gets and may give.

    `seconds` are for a whole answer, from the look-up of the name to the last byte. `pages` is how
    many addresses the crawl looks at, `things` how many things are looked up, `dumps` how many data
    dumps are read. `answer` and `dump` are in bytes, as they come and as they are unpacked;
    `traffic` is what is read in all. `hops` is how many redirects are followed. After `silences`
    answers in a row that did not come in time, nobody is asked any more.
    """

    seconds: float = 30.0
    pages: int = 300
    things: int = 8
    dumps: int = 100
    answer: int = 8 * MEGABYTE
    dump: int = 256 * MEGABYTE
    traffic: int = 1024 * MEGABYTE
    hops: int = 10
    silences: int = 3

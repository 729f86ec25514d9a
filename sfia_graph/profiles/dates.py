"""Days as people write them, as moments with a time zone; nothing is read two ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_NAMES = (
    ("january", "jan", "janvier", "janv"),
    ("february", "feb", "fevrier", "février", "fevr", "févr", "fév", "fev"),
    ("march", "mar", "mars"),
    ("april", "apr", "avril", "avr"),
    ("may", "mai"),
    ("june", "jun", "juin"),
    ("july", "jul", "juillet", "juil"),
    ("august", "aug", "aout", "août"),
    ("september", "sep", "sept", "septembre"),
    ("october", "oct", "octobre"),
    ("november", "nov", "novembre"),
    ("december", "dec", "decembre", "décembre", "déc"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
"""The months in English and French, whole and short, by their names in lower case."""

FIRST = 2000
"""The year in which SFIA began: no claim about it is older."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(\S*))?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d+)")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d+)")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[ -]([^\W\d_]+)\.?,?[ -](\d+)", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d+)", re.IGNORECASE)
_SERIAL = re.compile(r"[3-9]\d{4}(?:\.\d+)?")
_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets, whose 1900 has a 29 February."""
HOW = "write it as 2026-03-31"


class NoDate(ValueError):
    """A text that gives no day for certain; `remedy` says what to write."""

    def __init__(self, problem: str, remedy: str = HOW) -> None:
        super().__init__(problem)
        self.remedy = remedy


@lru_cache(maxsize=1 << 16)
def read_date(text: str) -> datetime:
    """Give the moment that a text names; a day is its midnight in UTC, as is a time without zone.

    Read are ISO 8601 (2026-03-31, with or without a time), 31.3.2026, 31 March 2026, 31 mars 2026
    and 31/03/2026 where it can only be one day. Raises `NoDate` for what can be two days, for a
    year of two digits, a day that there is not, and a year before SFIA.

    >>> read_date("3 mars 2026").isoformat()
    '2026-03-03T00:00:00+00:00'
    """
    text = " ".join(text.split())
    for pattern, read in _WAYS:
        found = pattern.fullmatch(text)
        if found:
            try:
                moment = read(found)
            except (ValueError, OverflowError) as error:
                if isinstance(error, NoDate):
                    raise
                raise NoDate("there is no such day") from None
            if moment.year < FIRST:
                raise NoDate(f"is before SFIA began, in {FIRST}")
            return moment
    raise NoDate("no date")


def latest_today(now: datetime | None = None) -> date:
    """Give today's date where on earth it is latest, 14 hours ahead of UTC."""
    return ((now or datetime.now(UTC)) + timedelta(hours=14)).date()


def write_date(moment: datetime) -> str:
    """Write a moment as `read_date` reads it: a midnight in UTC as its day."""
    midnight = moment.tzinfo == UTC and moment.time() == datetime.min.time()
    return moment.date().isoformat() if midnight else moment.isoformat()


def write_moment(moment: datetime) -> str:
    """Write a moment as stores keep it, whatever they are given: in UTC, no zero too many.

    That is the canonical form of `xsd:dateTime` (XML Schema 1.0, Part 2, section 3.2.7.2).

    >>> write_moment(datetime(2026, 3, 1, 9, tzinfo=UTC))
    '2026-03-01T09:00:00Z'
    """
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if moment.microsecond else text}Z"


def _iso(found: re.Match[str]) -> datetime:
    text = found[0].replace(",", ".")
    text = re.sub(r"(\.\d{6})\d+", r"\1", text).replace(" ", "T", 1).replace(" ", "")
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(day: str | int, month: str | int, year: str) -> datetime:
    if len(year) != 4:
        raise NoDate(f"a year of {len(year)} digits")
    return datetime(int(year), int(month), int(day), tzinfo=UTC)


def _slashed(found: re.Match[str]) -> datetime:
    first, second, year = int(found[1]), int(found[3]), found[4]
    if first == second or second > 12:
        return _day(second, first, year)
    if first > 12:
        return _day(first, second, year)
    readings = (_day(second, first, year), _day(first, second, year))
    one, other = (each.date().isoformat() for each in readings)
    raise NoDate(f"can be {other} or {one}", f"write the one that is meant, as {other}")


def _named(found: re.Match[str]) -> datetime:
    return _day(found[1], _month(found[2]), found[3])


def _named_first(found: re.Match[str]) -> datetime:
    return _day(found[2], _month(found[1]), found[3])


def _month(name: str) -> int:
    if name.casefold() not in MONTHS:
        raise NoDate(f"no month is called '{name}' in English or French")
    return MONTHS[name.casefold()]


def _serial(found: re.Match[str]) -> datetime:
    day = _ZERO + timedelta(days=int(float(found[0])))
    raise NoDate(
        "a spreadsheet's number of a day", f"format the column as a date ({day.isoformat()})"
    )


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], datetime]], ...] = (
    (_ISO, _iso),
    (_DOTTED, lambda found: _day(found[1], found[2], found[3])),
    (_SLASHED, _slashed),
    (_NAMED, _named),
    (_NAMED_FIRST, _named_first),
    (_SERIAL, _serial),
)

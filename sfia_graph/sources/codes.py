"""The codes of skills and attributes: read, mended in case, refused when doubled."""

from __future__ import annotations

import re

from sfia_graph.errors import quoted
from sfia_graph.sources.cells import Row

_USUAL = re.compile(r"[A-Z]{4}")
_POSSIBLE = re.compile(r"[A-Z0-9]{2,8}")


def is_code(text: str) -> bool:
    """Whether a text can be a code: two to eight capital letters and digits.

    >>> is_code("SLMO"), is_code("slmo")
    (True, False)
    """
    return _POSSIBLE.fullmatch(text) is not None


def read_code(row: Row, seen: dict[str, int]) -> str:
    """Give the row's code in capitals; `seen` maps the codes so far to their rows.

    A lower-case code is repaired, one that is not four letters is a warning, and a blank one, a
    doubled one or one with other characters is a fault.
    """
    written = row.required("code", "code")
    if not written:
        return ""
    code = written.upper()
    if not written.isascii() or not is_code(code):
        row.reject(
            "code", f"found {quoted(written)}", "a code is four capital letters, such as SLMO"
        )
        return ""
    if code != written:
        row.report.repair("code-case", row.place("code"), written, f"read as {code}")
    if not _USUAL.fullmatch(code):
        message = f"the code '{code}' is not four letters"
        row.report.warn("unusual-code", row.place("code"), written, message)
    if code in seen:
        row.reject("code", f"{code} stands in row {seen[code]} too", "give each code one row")
        return ""
    seen[code] = row.index + 1
    return code

"""The header of a stored query: YAML, each line after `#+ ` (grlc's convention)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sfia_graph.errors import Place, SourceError, quoted

_MARK = "#+ "
_REMEDY = "write it as in the other stored queries"
_PARTS: tuple[tuple[str, type, str], ...] = (
    ("summary", str, "a text"),
    ("description", str, "a text"),
    ("tags", list, "a list"),
)


def read_header(text: str, file: str, parameters: Sequence[str] = ()) -> dict[str, Any]:
    """Give the header of a query: `summary`, `description`, `tags`, and what else it says.

    `parameters` are those that the query marks; the header describes each of them. `file` is for
    messages. Raises `SourceError` with the line for what is no YAML, and for a part that is missing
    or no such thing.
    """
    lines = [
        (number, line.removeprefix(_MARK))
        for number, line in enumerate(text.split("\n"), 1)
        if line.startswith(_MARK)
    ]
    header = _yaml(lines, file)
    place = Place(file, line=lines[0][0])
    for name, kind, what in _PARTS:
        if not isinstance(header.get(name), kind):
            raise SourceError(place, f"no {name} in the header that is {what}", _REMEDY)
    described = header.get("parameters")
    for name in parameters:
        said = described.get(name) if isinstance(described, dict) else None
        if not isinstance(said, dict) or not isinstance(said.get("description"), str):
            problem = f"no description of the parameter {quoted(name)} in the header"
            raise SourceError(place, problem, _REMEDY)
    return header


def _yaml(lines: list[tuple[int, str]], file: str) -> dict[str, Any]:
    import yaml

    from sfia_graph import quick_yaml

    line, said = (lines[0][0], "a list or a text") if lines else (1, "empty")
    try:
        found = quick_yaml.load("\n".join(text for _, text in lines))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = lines[min(mark.line, len(lines) - 1)][0] if mark else line
        found, said = None, error.problem or "malformed"
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        found, said = None, str(error).splitlines()[0]
    if not isinstance(found, dict):
        problem = f"the header is no YAML map ({said})"
        raise SourceError(Place(file, line=line), problem, "write '#+ name: value' lines")
    return {str(name): value for name, value in found.items()}

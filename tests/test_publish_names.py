"""Where a path of the site lies in its folder, and what cannot lie there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.publish.errors import PublishError
from sfia_graph.publish.names import files, refuse_clashes


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("9/skill/SLMO.ttl", ("9/skill/SLMO.ttl",)),
        ("9/skill/SLMO.fr.html", ("9/skill/SLMO.fr.html",)),
        (
            "9/skill/SLMO.en.html",
            ("9/skill/SLMO.en.html", "9/skill/SLMO.html", "9/skill/SLMO/index.html"),
        ),
        ("index.en.html", ("index.en.html", "index.html")),
        ("static/style.css", ("static/style.css",)),
        (".well-known/void", (".well-known/void",)),
    ],
)
def test_a_page_in_the_first_language_is_also_that_of_those_who_name_none(
    path: str, names: tuple[str, ...]
) -> None:
    assert files(path, ("en", "fr")) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9/skill/SLMO.ttl", "9/skill/slmo.ttl"),
        ("9/skill/SLMO.ttl", "9/Skill/SLMO.ttl"),
        ("caf\u00e9.ttl", "cafe\u0301.ttl"),
        ("stra\u00dfe.ttl", "STRASSE.ttl"),
        ("9/skill", "9/skill/SLMO.ttl"),
        ("9/Skill", "9/skill/SLMO/4.ttl"),
        ("a.ttl", "a.ttl"),
    ],
)
def test_two_names_that_some_disks_take_for_one_are_refused(one: str, other: str) -> None:
    for names in ([one, other], [other, one]):
        with pytest.raises(PublishError, match="would be one file on some disks"):
            refuse_clashes(names)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (f"note/{'x' * 256}", "longer than the 255 bytes"),
        (f"note/{'é' * 128}", "longer than the 255 bytes"),
        ("../secret", "is no name of a file"),
        ("a//b", "is no name of a file"),
        ("a/./b", "is no name of a file"),
        ("/etc/passwd", "is no name of a file"),
        ("a\0b", "is no name of a file"),
    ],
)
def test_what_is_no_name_of_a_file_is_refused(name: str, problem: str) -> None:
    with pytest.raises(PublishError, match=problem):
        refuse_clashes([name])


@given(st.lists(st.from_regex(r"[a-zA-Z]{1,3}(/[a-zA-Z]{1,3}){0,2}", fullmatch=True), unique=True))
def test_names_without_a_clash_can_all_be_written(names: list[str]) -> None:
    """Where nothing is refused, no name is another's folder, and none is another in capitals."""
    try:
        refuse_clashes(names)
    except PublishError:
        return
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(names)
    assert not [one for one in folded for other in folded if other.startswith(f"{one}/")]

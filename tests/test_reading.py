"""Every source gives the same frozen `Edition`, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import EDITION, FRENCH, SHAPES, SOURCE, Shape

from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.sources.reading import Wish, read_editions


def _plain(edition: Edition) -> Edition:
    return replace(edition, sources=(SOURCE,))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("edition", [EDITION, FRENCH], ids=lambda edition: edition.language)
def test_every_source_gives_the_same_edition(
    shape: Shape, edition: Edition, tmp_path: Path
) -> None:
    report = Report()
    wanted = shape.seen(edition)
    wish = Wish(edition=9, language=wanted.language)
    (found,) = read_editions(shape.write(tmp_path, edition), report, wish)
    assert _plain(found) == wanted

"""The text of a skill's page, in any encoding."""

from __future__ import annotations

from invented import EDITION, FRENCH, one_skill, page_text

from fuzz.drawing import Draw, packed
from fuzz.laws import hold, read_or_refused, report_fits
from fuzz.target import Target
from sfia_graph.languages import WORDS
from sfia_graph.merging import merge
from sfia_graph.records import Edition, SourceFile
from sfia_graph.report import Report
from sfia_graph.sources.encodings import decode
from sfia_graph.sources.page import read_page_text
from sfia_graph.sources.page_writing import write_page_text

FILES = ("page.txt", "sfia-9_en.txt", "sfia-19.txt", "a\x1b[2Jb\nc.txt")
ENCODINGS = (None, "cp1252", "utf-16", "latin-1", "punycode", "no such", "base64")
PAGES = [page_text(one_skill(edition, code)) for edition in (EDITION, FRENCH) for code in ("BREW",)]


def run(data: bytes) -> str:
    """Read a page; what was read is written, and read again as the same."""
    draw = Draw(data)
    edition, language = draw.one((9, None, 1)), draw.one((None, "en-GB", "fr"))
    encoding, file = draw.one(ENCODINGS), draw.one(FILES)
    source = SourceFile(file, "0" * 64)
    report = Report()

    def read() -> None:
        text = decode(draw.rest(), file, report, encoding)
        found = read_page_text(text, source, report, edition=edition, language=language)
        report_fits(report)
        _check(found)
        again = read_page_text(write_page_text(found), source, Report(), edition=found.number)
        hold(_essence(again) == _essence(found), f"{again} is not {found}")
        merge([found])

    return read_or_refused(read)


def _check(found: Edition) -> None:
    (skill,) = found.skills
    levels = [at.level for at in skill.levels]
    hold(bool(levels) and levels == sorted(set(levels) & set(range(1, 8))), levels)
    hold(all(at.text for at in skill.levels), skill)
    hold(bool(skill.name and skill.definition) and len(skill.code) == 4, skill)
    hold(1 <= found.number <= 9 and not found.complete, found)


def _essence(found: Edition) -> tuple[object, ...]:
    return found.number, found.skills, found.title, found.not_observed_note


TARGET = Target(
    "pages",
    tuple(
        packed(text.encode(encoding), 0, 0, ENCODINGS.index(said), 0)
        for text in PAGES
        for encoding, said in (("utf-8", None), ("cp1252", None), ("utf-16", "utf-16"))
    ),
    (
        *(f"{words.level} {level}".encode() for words in WORDS.values() for level in (0, 1, 7, 8)),
        *(words.heading.encode() for words in WORDS.values()),
        *(b": ", b" : ", b"Coffee brewing", b"BREW", b"\n\n", b"\r\n", b"1 2 3", b"1, 2, 3"),
        *("\u00a0".encode(), "\u2028".encode(), "\u0301".encode(), b"_x000D_", b"\xef\xbb\xbf"),
    ),
    run,
)

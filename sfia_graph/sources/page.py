"""The text of one skill's page: title, name and code, description, levels and what each says.

The framework's title

Name of the skill CODE

Overall description

Levels of responsibility for this skill

2 3 4

Name of the skill: Level 1

The sentence by which the edition says that the skill is not observed at this level.

Name of the skill: Level 2

…
"""

from __future__ import annotations

import re
from itertools import pairwise

from sfia_graph.errors import Place, quoted
from sfia_graph.languages import WORDS, primary
from sfia_graph.records import EDITIONS, Edition, LevelText, Skill, SourceFile
from sfia_graph.report import Report
from sfia_graph.sources.page_lines import Block, Page
from sfia_graph.text import line_breaks

_NAME_AND_CODE = re.compile(r"(.*\S)[ \t\u00a0]+([A-Z]{4})")
_EDITION_IN_NAME = re.compile(r"sfia[-_ ]?(\d{1,2})(?!\d)", re.IGNORECASE)


def read_page_text(
    text: str,
    source: SourceFile,
    report: Report,
    *,
    edition: int | None = None,
    language: str | None = None,
) -> Edition:
    """Read the page of one skill; the edition has that skill alone and is not `complete`.

    The page names no edition: `edition` does, or the file's name (`sfia-7_…`), which the report
    then says. Raises `SourceError` with the line of the first fault.
    """
    lines = line_breaks(text)
    if lines != text:
        report.repair("line-break", Place(source.name), "", "carriage returns read as line breaks")
    page = Page(source.name, report, lines.split("\n"))
    number = edition or _edition_in_name(page)
    tag, heading = _find_heading(page)
    if language and primary(language) != tag:
        problem = f"the headings are in '{tag}', not in '{language}'"
        raise page.fault(heading + 1, problem, "leave --language out")
    title, name, code, definition = _read_head(page, heading, WORDS[tag].level)
    starts = _find_level_headings(page, name, WORDS[tag].level)
    defined = _read_level_list(page, heading, min(starts, default=len(page.lines)))
    texts = _read_texts(page, starts)
    _refuse_missing(page, defined, texts, WORDS[tag].level)
    note = _read_note(page, starts, defined, texts)
    skill = Skill(
        code=code,
        name=name,
        levels=tuple(LevelText(level, texts[level]) for level in sorted(defined)),
        definition=definition,
    )
    return Edition(
        number=number,
        language=language or tag,
        skills=(skill,),
        sources=(source,),
        complete=False,
        title=title,
        not_observed_note=note,
    )


def _edition_in_name(page: Page) -> int:
    found = _EDITION_IN_NAME.search(page.file)
    if found is None:
        raise page.fault(None, "a page does not say its edition", "give --edition")
    if int(found[1]) not in EDITIONS:
        known = f"known are {EDITIONS[0]} to {EDITIONS[-1]}"
        raise page.fault(None, f"edition {found[1]}, which is unknown", known)
    message = f"read as edition {found[1]}, after the file's name"
    page.report.warn("edition", Place(page.file), "", message)
    return int(found[1])


def _find_heading(page: Page) -> tuple[str, int]:
    for index in range(len(page.lines)):
        for tag, words in WORDS.items():
            if page.plain(index) == words.heading:
                return tag, index
    known = ", ".join(WORDS)
    problem = f"no heading of a skill's page in a known language ({known})"
    raise page.fault(None, problem, "copy the page whole")


def _find_level_headings(page: Page, name: str, word: str) -> dict[int, int]:
    """Map the index of each line that is a level's heading to the level."""
    heading = re.compile(rf"{re.escape(name)}\s*:\s*{re.escape(word)}\s+([0-9]{{1,3}})")
    found = ((index, heading.fullmatch(page.plain(index))) for index in range(len(page.lines)))
    return {index: int(match[1]) for index, match in found if match}


def _read_head(page: Page, heading: int, word: str) -> tuple[str | None, str, str, str]:
    found = {
        index: match
        for index in range(heading)
        if (match := _NAME_AND_CODE.fullmatch(page.plain(index)))
    }
    if not found:
        raise page.fault(1, "no line with a name and a four-letter code", "as in 'Testing TEST'")
    named = (index for index in found if _find_level_headings(page, found[index][1], word))
    index = next(named, next(iter(found)))
    title = page.clean(page.between(0, index)) or None
    page.clean(Block(page.lines[index], index + 1))
    definition = page.clean(page.between(index + 1, heading))
    if not definition:
        raise page.fault(index + 1, "no overall description below the name", "write it there")
    return title, found[index][1], found[index][2], definition


def _read_level_list(page: Page, heading: int, end: int) -> list[int]:
    block = page.between(heading + 1, end)
    found = re.split(r"[\s,]+", block.text.strip())
    levels = [int(level) for level in found if re.fullmatch("[1-7]", level)]
    if not levels or len(levels) != len(found):
        problem = f"found {quoted(block.text)} where the list of levels should be"
        raise page.fault(block.line, problem, "as in '2 3 4 5'")
    if levels != sorted(set(levels)):
        place = Place(page.file, line=block.line)
        page.report.repair("level-order", place, block.text, "levels put in order")
    return sorted(set(levels))


def _read_texts(page: Page, starts: dict[int, int]) -> dict[int, str]:
    texts: dict[int, str] = {}
    indexes = sorted(starts)
    for index, end in pairwise([*indexes, len(page.lines)]):
        level = starts[index]
        if level not in range(1, 8):
            raise page.fault(index + 1, f"found level {level}", "levels run from 1 to 7")
        if level in texts:
            raise page.fault(index + 1, f"level {level} stands twice", "keep one of them")
        text = page.clean(page.between(index + 1, end))
        if not text:
            raise page.fault(index + 1, f"no text below level {level}", "write the text")
        texts[level] = text
    if list(texts) != sorted(texts):
        place = Place(page.file, line=indexes[0] + 1)
        page.report.repair("level-order", place, str(list(texts)), "levels put in order")
    return texts


def _refuse_missing(page: Page, defined: list[int], texts: dict[int, str], word: str) -> None:
    for level in defined:
        if level not in texts:
            problem = f"level {level} is listed but has no heading '…: {word} {level}'"
            raise page.fault(None, problem, "add the heading and its text")


def _read_note(
    page: Page, starts: dict[int, int], defined: list[int], texts: dict[int, str]
) -> str | None:
    """Give the sentence on levels that are not observed; the report says where it was found."""
    note = None
    for index, level in starts.items():
        if level in defined:
            continue
        if defined[0] < level < defined[-1] or note not in (None, texts[level]):
            problem = f"a text of level {level}, which is not in the list of levels"
            raise page.fault(index + 1, problem, "add the level to the list or delete the text")
        note = texts[level]
        message = f"level {level} is not in the list; its text is read as saying so"
        page.report.warn("not-observed", Place(page.file, line=index + 1), note, message)
    return note

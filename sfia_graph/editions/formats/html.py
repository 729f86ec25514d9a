"""Changes as one page that needs nothing else: no script, no file beside it; it prints well."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from sfia_graph.editions.formats.style import STYLE
from sfia_graph.editions.groups import Group, compared, groups
from sfia_graph.editions.records import Change, Changes
from sfia_graph.editions.wording import runs
from sfia_graph.editions.words import language_of_words, title, title_of_all, words
from sfia_graph.provenance import LICENCE

_ELEMENTS = {"gone": "del", "come": "ins"}


def to_html(changes: Changes) -> str:
    """Give changes as a page of HTML; texts stand below, word by word, `del` and `ins` apart."""
    language = language_of_words(changes.language)
    name = escape(title_of_all(changes.before, changes.after, language))
    style = f"\n{STYLE}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{name}</h1>\n{''.join(_body(changes, language))}</main>\n"
        f"{_foot(language)}</body>\n</html>\n"
    )


def _policy(style: str) -> str:
    """Give the policy of a page that has a style and nothing else (CSP 3, section 2.3.1)."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _body(changes: Changes, language: str) -> Iterator[str]:
    said, found = words(language), groups(changes)
    yield f"<p>{escape(compared(changes))}</p>\n"
    if not found:
        yield f"<p>{escape(said['none'])}</p>\n"
        return
    yield '<ul class="counts">\n'
    for group in found:
        link = f'<a href="#{group.kind}">{escape(group.heading)}</a>'
        yield f"<li>{link}: {escape(group.count)}</li>\n"
    yield "</ul>\n"
    for group in found:
        yield from _group(group, said)
    texts = [each for each in changes.of("textRevised") if each.before and each.after]
    if texts:
        yield f'<h2 id="texts">{escape(said["revised"])}</h2>\n'
        yield f"<p><del>{escape(said['gone'])}</del>; <ins>{escape(said['come'])}</ins></p>\n"
    for change in texts:
        yield _text(change, language)


def _group(group: Group, said: dict[str, str]) -> Iterator[str]:
    yield f'<section id="{group.kind}">\n<h2>{escape(group.heading)}: {escape(group.count)}</h2>\n'
    heads = "".join(
        f'<th scope="col">{escape(said[each])}</th>' for each in ("code", "name", "detail")
    )
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for line in group.lines:
        cells = f"<td>{escape(line.name)}</td><td>{escape(line.detail)}</td>"
        yield f'<tr><th scope="row">{escape(line.code)}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n</section>\n"


def _text(change: Change, language: str) -> str:
    marked = "".join(_run(each.state, each.text) for each in runs(change.before, change.after))
    name = f"{title(change, language)} · {change.name}"
    return f'<article>\n<h3>{escape(name)}</h3>\n<p class="text">{marked}</p>\n</article>\n'


def _run(state: str, text: str) -> str:
    element = _ELEMENTS.get(state)
    return f"<{element}>{escape(text)}</{element}>" if element else escape(text)


def _foot(language: str) -> str:
    said = words(language)
    link = f'<a href="{escape(LICENCE)}">{escape(LICENCE)}</a>'
    rights = escape(said["rights"]).format(licence=link)
    return f"<footer>\n<p>{escape(said['unofficial'])} {rights}</p>\n</footer>\n"

"""Two files for nginx: `map`s for its `http` block, and the `location` for a `server` block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sfia_graph.publish.hosts.kinds import BY_SUFFIX, COMPRESSIBLE, DOWNLOADED, Special
from sfia_graph.publish.hosts.layout import HIDDEN, PATH, Layout, signposts
from sfia_graph.publish.hosts.maps import Lines, choices, language, likings, map_
from sfia_graph.publish.hosts.offers import QUESTIONS, QUESTIONS_UNDER, THINGS, suffixes
from sfia_graph.web.representations import HTML, SUFFIXES
from sfia_graph.web.security import EVERYWHERE

_INTRODUCTION = """\
# nginx answers with these as `sfia-graph serve` does. Written by `sfia-graph publish`.
# `include` nginx/http.conf in the block `http`, and nginx/server.conf in the block `server`, whose
# `root` is a folder in which the site lies at the address that it has on the host: {root}"""
_METHODS = "GET, HEAD, OPTIONS"
_REQUEST_HEADERS = "Accept, Accept-Language, Content-Type"


def http(site: Layout) -> str:
    """Give the file for the block `http`."""
    sections = (
        [_INTRODUCTION.format(root=site.root)],
        likings(),
        choices("thing", THINGS),
        choices("question", QUESTIONS),
        language(site.languages),
        _asked(site),
        _sent(site),
    )
    return "\n\n".join("\n".join(each) for each in sections) + "\n"


def _asked(site: Layout) -> Lines:
    root, tags = re.escape(site.root), f"(?:{site.any_language})"
    yield "# The address as it was asked for: without its query, and where it is as it should be."
    asked = rf"~^({root}{PATH})(?:\?|$)"
    yield from map_("$request_uri", "sfia_asked", {asked: "$1"})
    yield from map_("$sfia_asked", "sfia_bare", {"~^(.+?)/$": "$1"})
    yield from map_("$request_filename", "sfia_file", {"~^(.+?)/*$": "$1"})
    yield from map_("$uri", "sfia_question", {f"~^{root}{QUESTIONS_UNDER}": "1"})
    form = {"1": "$sfia_question_form"}
    yield from map_("$sfia_question", "sfia_form", form, "$sfia_thing_form")
    page = {f"~^{root}$": f"{site.root}index", r"~^(.+)\.html$": "$1"}
    yield from map_("$uri", "sfia_page", page, volatile=True)
    documents = {rf"~^(.+?)(?:\.{tags})?\.html$": "$1", rf"~^(.+)\.(?:{site.any_suffix})$": "$1"}
    yield from map_("$uri", "sfia_document", documents)
    yield "# What an answer says of itself."
    shown = {rf"~\.({site.any_language})\.html$": "$1"}
    yield from map_("$uri", "sfia_shown", shown, volatile=True)
    spoken = {rf"~\.({site.any_language})\.(?:html|svg)$": "$1"}
    yield from map_("$uri", "sfia_spoken", spoken, volatile=True)
    documents = {
        f"~^{root}$": "index",
        rf"~^{root}(.+?)(?:\.{tags})?\.html$": "$1",
        rf"~^{root}(.+)\.(?:{site.any_suffix})$": "$1",
    }
    yield from map_("$sfia_asked", "sfia_stem", documents)
    own = {f"~^{root}$": HTML, rf"~\.({site.any_suffix})$": "$1"}
    yield from map_("$sfia_asked", "sfia_own", own)
    iris = {f"~^{pattern}(.+)$": f"{iri}$1" for pattern, iri in site.iris}
    yield from map_("$sfia_stem", "sfia_iri", iris)


def _sent(site: Layout) -> Lines:
    page = f"{site.root}$sfia_stem.$sfia_shown.html"
    places = {"~^20[06]:html:": page, "~^20[06]:[^:]+:1": f"{site.root}$sfia_stem.$sfia_own"}
    yield from map_("$status:$sfia_own:$sfia_whole", "sfia_location", places)
    yield from map_("$status:$sfia_whole:$sfia_shown.$sfia_own", "sfia_link", _links(site))
    unnamed = rf"(?!.*\.(?:{site.any_language})\.html$).*\.html"
    negotiated = rf"~^(?:200|304):{re.escape(site.root)}(?:{unnamed})?$"
    vary = {
        "~^303:": "Accept",
        "~^406:": "Accept, Accept-Language",
        "~^404:": "Accept-Language",
        negotiated: "Accept-Language",
    }
    yield from map_("$status:$sfia_asked", "sfia_vary", vary)
    yield from map_("$status", "sfia_methods", {"204": _METHODS, "405": _METHODS})
    yield from map_("$status", "sfia_request_headers", {"204": _REQUEST_HEADERS})
    downloads = {rf"~^{re.escape(site.root)}{DOWNLOADED}$": r"attachment; filename=\"$1\""}
    yield from map_("$uri", "sfia_disposition", downloads)
    for header in dict.fromkeys(each.header for each in site.specials):
        if header != "Content-Type":
            usual = dict(EVERYWHERE).get(header.lower(), "")
            rows = {
                f"~^{re.escape(site.root)}{each.pattern}$": each.value
                for each in site.specials
                if each.header == header
            }
            yield from map_("$uri", _variable(header), rows, usual)


def _variable(header: str) -> str:
    return f"sfia_{header.lower().replace('-', '_')}"


def _links(site: Layout) -> dict[str, str]:
    at, iri = f"{site.root}$sfia_stem", "$sfia_iri"
    found = {f".{suffix}": signposts(at, iri, suffix) for suffix in SUFFIXES if suffix != HTML}
    for tag in site.languages:
        found[f"{tag}.{HTML}"] = signposts(at, iri, HTML, site.languages, tag)
    return {f"200:1:{ending}": links.replace('"', '\\"') for ending, links in found.items()}


def server(site: Layout) -> str:
    """Give the file for a block `server`."""
    lines = [_INTRODUCTION.format(root=site.root), ""]
    lines += [f'set $sfia_{each} "";' for each in (*suffixes(), "whole", "thing", "next", "folder")]
    if site.root != "/":
        bare = site.root.rstrip("/")
        lines += [f"location = {bare} {{", "  absolute_redirect off;"]
        lines += [f"  return 301 {site.root};", "}"]
    lines += [f"location {site.root} {{", *(f"  {each}" for each in _location(site)), "}"]
    return "\n".join(lines) + "\n"


def _location(site: Layout) -> Lines:
    yield "absolute_redirect off;"
    yield "autoindex off;"
    yield "charset off;"
    yield "etag on;"
    yield from _types()
    yield from _headers(site)
    yield from _compression()
    yield f"error_page 404 {site.root}404.html;"
    yield f"error_page 406 {site.root}406.html;"
    yield from _specials(site.specials, site.root)
    yield from _hidden(site.root)
    yield "if ($request_method = OPTIONS) { return 204; }"
    yield "if ($request_method !~ ^(?:GET|HEAD)$) { return 405; }"
    yield "# A thing leads to its document in the form that the client likes best (303)."
    for suffix in suffixes():
        yield f'if (-f "$request_filename.{suffix}") {{ set $sfia_{suffix} 1; }}'
    yield f'if (-f "$request_filename.{site.first}.html") {{ set $sfia_thing 1; }}'
    yield "if ($sfia_thing) { set $sfia_next $sfia_form; }"
    yield "if ($sfia_next = none) { return 406; }"
    yield 'if ($sfia_asked = "") { set $sfia_next ""; }'
    yield "if ($sfia_next) { return 303 $sfia_asked.$sfia_next$is_args$args; }"
    yield "# A thing with a slash too many."
    yield f'set $sfia_folder "$sfia_file.{site.first}.html";'
    yield 'if ($sfia_bare = "") { set $sfia_folder ""; }'
    yield "if (-f $sfia_folder) { return 301 $sfia_bare$is_args$args; }"
    yield "# A page is in the language that the client likes best."
    yield 'if (-f "$document_root$sfia_document.csv") { set $sfia_whole 1; }'
    yield 'if ($sfia_question) { set $sfia_whole ""; }'
    yield (
        f'if (-f "$document_root$sfia_page.{site.first}.html") '
        "{ rewrite ^ $sfia_page.$sfia_language.html break; }"
    )
    yield "if (-d $request_filename) { return 404; }"


def _types() -> Lines:
    yield "default_type application/octet-stream;"
    yield "types {"
    for suffix, kind in BY_SUFFIX.items():
        yield f'  "{kind}" {suffix};'
    yield "}"


def _headers(site: Layout) -> Lines:
    special = {each.header.lower() for each in site.specials}
    for name, value in EVERYWHERE:
        sent = f"${_variable(name)}" if name in special else value
        yield f'add_header {name} "{sent}" always;'
    for name in sorted(special - {each for each, _ in EVERYWHERE} - {"content-type"}):
        yield f"add_header {name} ${_variable(name)};"
    for name, value in (
        ("content-disposition", "$sfia_disposition"),
        ("content-language", "$sfia_spoken"),
        ("content-location", "$sfia_location"),
        ("link", "$sfia_link"),
        ("vary", "$sfia_vary"),
        ("allow", "$sfia_methods"),
        ("access-control-allow-methods", "$sfia_methods"),
        ("access-control-allow-headers", "$sfia_request_headers"),
    ):
        yield f"add_header {name} {value} always;"


def _compression() -> Lines:
    kinds = dict.fromkeys(BY_SUFFIX.values())
    listed = " ".join(
        f'"{each}"' for each in kinds if COMPRESSIBLE.fullmatch(each.partition(";")[0])
    )
    yield "gzip on;"
    yield "gzip_vary on;"
    yield "gzip_proxied any;"
    yield "gzip_min_length 500;"
    yield f"gzip_types {listed};"


def _specials(specials: Iterable[Special], root: str) -> Lines:
    for each in specials:
        if each.header == "Content-Type":
            pattern = f"^{re.escape(root)}{each.pattern}$"
            yield f'location ~ "{pattern}" {{ types {{ }} default_type "{each.value}"; }}'


def _hidden(root: str) -> Lines:
    names = "|".join(f"{re.escape(each)}{'.*' if each.endswith('/') else ''}" for each in HIDDEN)
    yield f'location ~ "^{re.escape(root)}(?:{names})$" {{ return 404; }}'

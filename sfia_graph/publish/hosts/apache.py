"""`.htaccess` for Apache 2.4: mod_rewrite, mod_headers, mod_setenvif, mod_mime."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph.publish.hosts.kinds import BY_SUFFIX, COMPRESSIBLE
from sfia_graph.publish.hosts.layout import Layout, signposts
from sfia_graph.publish.hosts.offers import QUESTIONS, THINGS
from sfia_graph.publish.hosts.rewriting import likings, likings_of_languages, rewriting
from sfia_graph.web.representations import HTML, SUFFIXES
from sfia_graph.web.security import EVERYWHERE

_INTRODUCTION = """\
# Apache 2.4 answers with these as `sfia-graph serve` does. Written by `sfia-graph publish`.
# It takes `AllowOverride All` for this folder, and the modules rewrite and headers."""
_METHODS = "GET, HEAD, OPTIONS"
_PREFLIGHT = (
    ("Allow", _METHODS),
    ("Access-Control-Allow-Methods", _METHODS),
    ("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type"),
    ("Access-Control-Max-Age", "86400"),
)
_FILTERS = (("mod_brotli.c", "BROTLI_COMPRESS"), ("mod_deflate.c", "DEFLATE"))

Lines = Iterator[str]


def htaccess(site: Layout) -> str:
    """Give the file; it belongs into the folder whose address is the site's root."""
    sections = (
        _files(site),
        _types(site),
        likings((*THINGS, *QUESTIONS)),
        likings_of_languages(site.languages),
        rewriting(site),
        _headers(site),
        _validators(),
        _compression(),
    )
    return "\n\n".join([_INTRODUCTION, *("\n".join(each) for each in sections)]) + "\n"


def _files(site: Layout) -> Lines:
    yield "Options -MultiViews -Indexes"
    yield "DirectoryIndex disabled"
    yield f"ErrorDocument 404 {site.root}404.html"
    yield f"ErrorDocument 406 {site.root}406.html"


def _types(site: Layout) -> Lines:
    for suffix, kind in BY_SUFFIX.items():
        yield f'AddType "{kind}" .{suffix}'
    for tag in site.languages:
        yield f"AddLanguage {tag} .{tag}"


def _headers(site: Layout) -> Lines:
    for name, value in EVERYWHERE:
        yield f'Header always set {_titled(name)} "{value}"'
    for each in site.specials:
        where = f"%{{REQUEST_URI}} =~ m#^{re.escape(site.root)}{each.pattern}$#"
        always = "always " if each.header.lower() in dict(EVERYWHERE) else ""
        yield f'Header {always}set {each.header} "{each.value}" "expr={where}"'
    saved = r'"attachment; filename=\"%{sfia_download}e\""'
    yield f"Header set Content-Disposition {saved} env=sfia_download"
    yield "Header set Content-Location %{sfia_location}e env=sfia_location"
    yield from _links(site)
    for status in (303, 406):
        yield f"Header always merge Vary Accept {_where(status)}"
    yield "Header always merge Vary Accept-Language env=REDIRECT_sfia_negotiated"
    for name, value in _PREFLIGHT:
        yield f'Header always set {name} "{value}" {_where(204)}'


def _links(site: Layout) -> Lines:
    at, iri = f"{site.root}%{{sfia_stem}}e", "%{sfia_iri}e"
    found = {f".{suffix}": signposts(at, iri, suffix) for suffix in SUFFIXES if suffix != HTML}
    for tag in site.languages:
        found[f"{tag}.{HTML}"] = signposts(at, iri, HTML, site.languages, tag)
    for ending, links in found.items():
        text = links.replace('"', '\\"')
        own = "%{reqenv:sfia_shown}.%{reqenv:sfia_own}"
        yield f"Header set Link \"{text}\" \"expr='{own}' == '{ending}'\""


def _where(status: int) -> str:
    return f"\"expr=%{{REQUEST_STATUS}} == '{status}'\""


def _titled(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _validators() -> Lines:
    yield "# The tag of a compressed answer is the file's with a word behind it."
    yield "FileETag MTime Size"
    yield r'RequestHeader edit* If-None-Match "-(?:gzip|br)\"" "\""'


def _compression() -> Lines:
    kinds = dict.fromkeys(each.partition(";")[0] for each in BY_SUFFIX.values())
    listed = " ".join(sorted(each for each in kinds if COMPRESSIBLE.fullmatch(each)))
    for module, name in _FILTERS:
        yield f"<IfModule {module}>"
        yield f"AddOutputFilterByType {name} {listed}"
        yield "</IfModule>"

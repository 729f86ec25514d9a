"""What Apache's mod_setenvif and mod_rewrite do: weigh, choose, lead on, and say what is there.

Variables hold what was found out, and `reqenv` compares them as texts. A redirect goes to the
address as it was sent, so nothing of it is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sfia_graph.publish.hosts.accept import (
    ABSENT,
    ANY,
    EXACT,
    NOTHING,
    WITHIN,
    languages,
    liked,
    named,
    unweighted,
    weighted,
)
from sfia_graph.publish.hosts.kinds import DOWNLOADED
from sfia_graph.publish.hosts.layout import HIDDEN, PATH, Layout, variable
from sfia_graph.publish.hosts.offers import QUESTIONS, QUESTIONS_UNDER, THINGS, Offer, by_key
from sfia_graph.web.representations import HTML, SUFFIXES

Lines = Iterator[str]

_LANGUAGE = "Accept-Language"


def likings(offers: Iterable[Offer]) -> Lines:
    """Give the rules that say how much a client likes each media type."""
    yield "# How much a client likes each media type: its weight, then how precisely it is named."
    yield _when("Accept", ABSENT, f"sfia_any=1-{ANY}")
    yield from _read("*/*", "sfia_any", ANY)
    for main in ("text", "application"):
        yield _when("sfia_any", "(.+)", f"sfia_{main}=$1")
        yield from _read(f"{main}/*", f"sfia_{main}", WITHIN)
    for offer in by_key(offers).values():
        yield _when(f"sfia_{offer.main}", "(.+)", f"{offer.key}=$1")
        yield from _read(offer.media_type, offer.key, EXACT)


def likings_of_languages(tags: Sequence[str]) -> Lines:
    """Give the rules that say how much a client likes each language."""
    yield "# How much it likes each language."
    for each in languages(tags):
        name = variable(each.tag)
        yield _when(_LANGUAGE, "^", f"{name}=0")
        yield _when(_LANGUAGE, liked(each.ranges), f"{name}=$1")
        yield _when(_LANGUAGE, named(each.ranges), f"{name}=1")
        yield _when(_LANGUAGE, each.refused, f"!{name}")


def _read(media_range: str, name: str, precision: str) -> Lines:
    yield _when("Accept", weighted(media_range), f"{name}=$1-{precision}")
    yield _when("Accept", unweighted(media_range), f"{name}=1-{precision}")


def _when(header: str, pattern: str, setting: str) -> str:
    return f'SetEnvIfNoCase {header} "{pattern}" "{setting}"'


def choice(offers: Iterable[Offer], checked: bool = True) -> Lines:
    """Give the rules that leave in `sfia_form` the suffix that the client likes best, if any.

    `checked` leaves out those of which there is no file.
    """
    for offer in offers:
        if checked:
            yield f"RewriteCond %{{REQUEST_FILENAME}}.{offer.there} -f"
        yield _above(offer.key)
        yield (f"RewriteRule ^ - [E=sfia_best:%{{ENV:{offer.key}}},E=sfia_form:{offer.suffix}]")


def _above(name: str, comparison: str = ">") -> str:
    return f"RewriteCond expr \"reqenv('{name}') {comparison} reqenv('sfia_best')\""


def rules(lines: Iterable[str]) -> int:
    """Give how many rules there are, which is how many to skip."""
    return sum(line.startswith("RewriteRule") for line in lines)


def rewriting(site: Layout) -> Lines:
    """Give the rules for mod_rewrite."""
    hidden = "|".join(re.escape(each) + (".*" if each.endswith("/") else "") for each in HIDDEN)
    yield "RewriteEngine On"
    yield f"RewriteBase {site.root}"
    yield "RewriteCond %{REQUEST_METHOD} =OPTIONS"
    yield "RewriteRule ^ - [R=204,L]"
    yield "RewriteCond %{REQUEST_METHOD} !^(GET|HEAD)$"
    yield "RewriteRule ^ - [R=405,L]"
    yield f"RewriteRule ^(?:{hidden})$ - [R=404,L]"
    yield "# The address as it was asked for, where it is written as it should be."
    yield f'RewriteCond %{{THE_REQUEST}} "^[A-Z]+ ({re.escape(site.root)}{PATH})[? ]"'
    yield "RewriteRule ^ - [E=sfia_asked:%1]"
    yield "# A thing with a slash too many."
    yield "RewriteCond %{REQUEST_FILENAME} ^(.+?)/+$"
    yield f"RewriteCond %1.{site.first}.html -f"
    yield "RewriteCond %{ENV:sfia_asked} ^(.+?)/$"
    yield "RewriteRule ^ %1 [R=301,NE,L]"
    yield "# A thing leads to its document in the form that the client likes best (303)."
    yield from _things(site)
    yield "# A page is in the language that the client likes best."
    yield from _pages(site)
    yield "RewriteCond %{REQUEST_FILENAME} -d"
    yield "RewriteRule ^ - [R=404,L]"
    yield "# What a document says of itself."
    yield from _said(site)


def _things(site: Layout) -> Lines:
    questions, things = [*choice(QUESTIONS)], [*choice(THINGS)]
    yield f"RewriteCond %{{REQUEST_FILENAME}}.{site.first}.html !-f [OR]"
    yield "RewriteCond %{PATH_INFO} . [OR]"
    yield "RewriteCond %{ENV:sfia_asked} ^$"
    yield f"RewriteRule ^ - [S={rules(questions) + rules(things) + 6}]"
    yield f"RewriteRule ^ - [E=sfia_best:{NOTHING}]"
    yield f"RewriteRule !^{QUESTIONS_UNDER} - [S={rules(questions)}]"
    yield from questions
    yield f"RewriteRule ^{QUESTIONS_UNDER} - [S={rules(things)}]"
    yield from things
    yield "RewriteCond %{HTTP:X-Forwarded-Proto} =https"
    yield "RewriteCond %{ENV:sfia_form} ^(.+)$"
    yield "RewriteRule ^ https://%{HTTP_HOST}%{ENV:sfia_asked}.%1 [R=303,NE,L]"
    yield "RewriteCond %{ENV:sfia_form} ^(.+)$"
    yield "RewriteRule ^ %{ENV:sfia_asked}.%1 [R=303,NE,L]"
    yield "RewriteRule ^ - [R=406,L]"


def _pages(site: Layout) -> Lines:
    chosen = [*_language(site.languages)]
    yield "RewriteRule ^$ index.html"
    yield r"RewriteCond %{REQUEST_FILENAME} ^(.+)\.html$"
    yield f"RewriteCond %1.{site.first}.html !-f"
    yield f"RewriteRule ^ - [S={rules(chosen) + 1}]"
    yield from chosen
    yield (
        r"RewriteRule ^(.+)\.html$ $1.%{ENV:sfia_language}.html "
        f"[L,E=sfia_negotiated:{_LANGUAGE}]"
    )


def _language(tags: Sequence[str]) -> Lines:
    first, *others = languages(tags)
    yield f"RewriteRule ^ - {_taken(first.tag)}"
    for number, each in enumerate(others, 1):
        name = variable(each.tag)
        yield _above(name)
        yield f"RewriteRule ^ - {_taken(each.tag)}"
        for before in languages(tags)[:number]:
            yield f"RewriteCond %{{ENV:sfia_language}} ={before.tag}"
            yield _above(name, "==")
            yield f"RewriteCond %{{ENV:{name}}} [1-9]"
            yield f'RewriteCond %{{HTTP:{_LANGUAGE}}} "{each.earlier(before)}" [NC]'
            yield f"RewriteRule ^ - {_taken(each.tag)}"


def _taken(tag: str) -> str:
    return f"[E=sfia_language:{tag},E=sfia_best:%{{ENV:{variable(tag)}}}]"


def _said(site: Layout) -> Lines:
    root = re.escape(site.root)
    others = "|".join(each for each in SUFFIXES if each != HTML)
    document = rf"(?:(?:\.(?:{site.any_language}))?\.(html)|\.({others}))$"
    found = "RewriteCond %{ENV:REDIRECT_STATUS} ^(?:200)?$"
    shown = "RewriteCond %{ENV:sfia_shown}:%{ENV:sfia_asked}"
    yield rf"RewriteCond %{{REQUEST_URI}} \.({site.any_language})\.html$"
    yield "RewriteRule ^ - [E=sfia_shown:%1]"
    yield found
    yield f"{shown} ^(.+):({root})$"
    yield "RewriteRule ^ - [E=sfia_location:%2index.%1.html]"
    yield found
    yield rf"{shown} ^(.+):(.+?)(?:\.(?:{site.any_language}))?\.html$"
    yield "RewriteRule ^ - [E=sfia_location:%2.%1.html]"
    yield f"RewriteCond %{{REQUEST_FILENAME}} ^(.+?){document}"
    yield "RewriteCond %1.csv -f"
    yield f"RewriteCond %1.{site.first}.html -f"
    yield f"RewriteCond %{{ENV:sfia_asked}} ^{root}(.+?){document}"
    yield f"RewriteRule !^{QUESTIONS_UNDER} - [E=sfia_stem:%1,E=sfia_own:%2%3]"
    yield f"RewriteCond %{{ENV:sfia_own}} ^(?:{others})$"
    yield "RewriteRule ^ - [E=sfia_location:%{ENV:sfia_asked}]"
    for pattern, iri in reversed(site.iris):
        yield f'RewriteCond %{{ENV:sfia_stem}} "^{pattern}(.+)$"'
        yield f'RewriteRule ^ - "[E=sfia_iri:{iri}%1]"'
    yield f"RewriteRule ^{DOWNLOADED}$ - [E=sfia_download:$1]"

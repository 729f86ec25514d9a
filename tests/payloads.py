"""Texts, addresses and names that would run a script where a page takes them for its own.

Each sets `window.ran` where it runs. They are ours, one or more for each class that is known:
elements, handlers, addresses that run, foreign elements, break-outs of what a page has around a
text, templates, and characters that hide the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES

RUN = "window.ran=1"

PAYLOADS = {
    "script": f"<script>{RUN}</script>",
    "script in capitals": f"<SCRIPT>{RUN}</SCRIPT >",
    "script without its end": f"<script>{RUN}//",
    "script with an attribute": f"<script/x>{RUN}</script>",
    "script from data": f'<script src="data:text/javascript,{RUN}"></script>',
    "script as module": f"<script type=module>{RUN}</script>",
    "script with a nonce": f'<script nonce="">{RUN}</script>',
    "image": f'<img src=x: onerror="{RUN}">',
    "image with slashes": f"<img/src=x:/onerror={RUN}>",
    "image with an odd case": f"<iMg sRc=x: OnErRoR={RUN}>",
    "image with a line break": f"<img\nsrc=x:\nonerror\n=\n{RUN}>",
    "image with a form feed": f"<img\fsrc=x:\fonerror={RUN}>",
    "image with entities": "<img src=x: onerror=&#119;indow&#x2e;ran&equals;1>",
    "unclosed element": f"<img src=x: onerror={RUN} ",
    "body": f"<body onload={RUN}>",
    "field with focus": f"<input autofocus onfocus={RUN}>",
    "any element with focus": f"<x-y tabindex=1 autofocus onfocus={RUN}>",
    "details": f"<details open ontoggle={RUN}>",
    "media": f"<video><source onerror={RUN}></video>",
    "audio": f"<audio src=x: onerror={RUN}>",
    "animation": (
        f"<style>@keyframes x{{}}</style><b style='animation:x 1s' onanimationstart={RUN}>"
    ),
    "frame of text": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "frame that runs": f'<iframe src="javascript:parent.{RUN}"></iframe>',
    "frame of data": f"<iframe src='data:text/html,<script>{RUN}</script>'></iframe>",
    "object": f'<object data="javascript:{RUN}"></object>',
    "embed": f'<embed src="javascript:{RUN}">',
    "svg": f"<svg onload={RUN}>",
    "svg script": f"<svg><script>{RUN}</script></svg>",
    "svg script with entities": "<svg><script>window&#46;ran&#61;1</script></svg>",
    "svg script by link": f"<svg><script href='data:text/javascript,{RUN}'/></svg>",
    "svg animation": f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    "svg link": f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    "svg set": f"<svg><a><set attributeName=href to=javascript:{RUN} /><text y=9>x</text></a>",
    "foreign object": f"<svg><foreignObject><img src=x: onerror={RUN}></foreignObject></svg>",
    "mathml": f"<math><a href='javascript:{RUN}'>x</a></math>",
    "mutation": f'<svg></p><style><a id="</style><img src=x: onerror={RUN}>">',
    "noscript": f'<noscript><p title="</noscript><img src=x: onerror={RUN}>">',
    "template": f"<template><b></template><img src=x: onerror={RUN}>",
    "out of a title": f"</title><script>{RUN}</script>",
    "out of a style": f"</style><script>{RUN}</script>",
    "out of a text area": f"</textarea><script>{RUN}</script>",
    "out of a script": f"</script><script>{RUN}</script>",
    "out of a script, with a blank": f"</script ><img src=x: onerror={RUN}>",
    "out of a script, twice": f"<!--<script></script><script>{RUN}</script>",
    "out of a comment": f"--><script>{RUN}</script>",
    "out of an odd comment": f"--!><script>{RUN}</script>",
    "out of CDATA": f"]]><script>{RUN}</script>",
    "out of double quotes": f'"><script>{RUN}</script>',
    "out of single quotes": f"'><script>{RUN}</script>",
    "into double quotes": f'" autofocus tabindex=1 onfocus="{RUN}',
    "into single quotes": f"' autofocus tabindex=1 onfocus='{RUN}",
    "into no quotes": f"x autofocus tabindex=1 onfocus={RUN}",
    "out of a string": f'";{RUN};//',
    "out of an apostrophe's string": f"';{RUN};//",
    "out of a template string": f"${{{RUN}}}`;{RUN};//",
    "behind a backslash": f'\\";{RUN};//',
    "line separator": f"\u2028{RUN}\u2029//",
    "refresh": f'<meta http-equiv=refresh content="0;url=javascript:{RUN}">',
    "base": "<base href='data:text/javascript,'>",
    "form": f"<form action=javascript:{RUN}><button>x</button></form>",
    "button": f"<form><button formaction=javascript:{RUN}>x</button></form>",
    "import map": (
        f'<script type=importmap>{{"imports":{{"/":"data:text/javascript,{RUN}"}}}}</script>'
    ),
    "template of a server": "{{7*191}}{% set x = 7*191 %}{{x}}",
    "template of Ruby": "<%= 7*191 %>#{7*191}",
    "template of Java": "${7*191}*{7*191}@(7*191)",
    "template of a browser": f"{{{{constructor.constructor('{RUN}')()}}}}",
    "markdown link": f"[x](javascript:{RUN})",
    "markdown autolink": f"<javascript:{RUN}>",
    "markdown picture": f"![x](x: 'a' onerror={RUN})",
    "markdown html": f"`</code><img src=x: onerror={RUN}>`",
    "right to left": f"\u202e<script>{RUN}</script>\u2066",
    "controls": f"<\x01img\x1f src=x:\x0conerror={RUN}>",
    "nothing to be seen": f"<img\u200b src=x: onerror={RUN}>\ufeff",
    "wide brackets": f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    "seven bits": f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    "header": f"x\r\nContent-Type: text/html\r\n\r\n<script>{RUN}</script>",
    "command": '=HYPERLINK("javascript:1")',
}

ADDRESSES = {
    "script": f"javascript:{RUN}",
    "script in an odd case": f"JaVaScRiPt:{RUN}",
    "script behind a comment": f"javascript://x%0a{RUN}",
    "script behind quotes": f"javascript:'x'+({RUN})",
    "script without a host": f"javascript:///%0a{RUN}",
    "data": f"data:text/html,%3Cscript%3E{RUN}%3C/script%3E",
    "data in base64": "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
    "data of a picture": f"data:image/svg+xml,%3Csvg%20onload='{RUN}'/%3E",
    "Visual Basic": "vbscript:MsgBox(1)",
    "the view of a source": "view-source:javascript:1",
    "a file": "file:///etc/passwd",
    "a blob": "blob:https://example.org/x",
    "an address that quotes": f"https://example.org/'onmouseover='{RUN}",
    "an address with an entity": "https://example.org/&#34;&lt;&quot;",
    "no host": "https:javascript:1",
}
"""IRIs (RFC 3987) that a browser must not follow, or that must not end what stands around them."""

EVERYTHING = PAYLOADS | {f"an address: {name}": address for name, address in ADDRESSES.items()}

BASE = "https://example.org/"
_NAMESPACES = PREFIXES | {"owl": "http://www.w3.org/2002/07/owl#"}


def codes(count: int) -> list[str]:
    """Give as many codes of four letters."""
    return [f"X{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(count)]


def graph(payloads: Sequence[str]) -> bytes:
    """Give a graph in N-Triples in which each text and address is hostile, two editions of it.

    Each payload is the label and every other text of a skill, a skill at a level, a category, an
    attribute; the addresses are those of pages, of licences, of matches and of things.
    """
    said = ox.Store()

    def say(subject: str, **values: str | int | Sequence[str]) -> None:
        for name, value in values.items():
            for each in (value,) if isinstance(value, str | int) else value:
                said.add(ox.Quad(_node(subject), _name(name), _term(each)))

    addresses, names = [*ADDRESSES.values()], codes(len(payloads))
    for number in (8, 9):
        labels = [f'"{payloads[0]}{number}"@en', f'"{payloads[-1]}{number}"@fr']
        say(
            f"{number}",
            a=["sfia:Edition", "skos:ConceptScheme"],
            sfia_editionNumber=number,
            dcterms_title=labels,
            dcterms_license=[f"<{each}>" for each in addresses],
            dcterms_description=[f'"{each}"@en' for each in payloads[:3]],
        )
    say("level/4", a=["sfia:Level", "skos:Concept"], sfia_levelNumber=4)
    say("level/4", skos_prefLabel=[f'"{payloads[0]}"@en', f'"{payloads[-1]}"@fr'])
    for n, (code, payload) in enumerate(zip(names, payloads, strict=True)):
        text = [f'"{payload}"@en', f'"{payload}"@fr', f'"{payload}"@xa-x-onload']
        away = addresses[n % len(addresses)]
        texts = {"skos_prefLabel": text, "skos_definition": text, "skos_scopeNote": text}
        texts |= {"sfia_gloss": text, "skos_altLabel": text, "skos_editorialNote": text}
        within = {"skos_inScheme": "<9>", "dcterms_identifier": f'"{code}"'}
        links = {name: f"<{away}>" for name in ("foaf_page", "skos_exactMatch", "rdfs_seeAlso")}
        skill, group = f"9/skill/{code}", f"<9/category/{code.lower()}>"
        kinds = {"a": ["sfia:Skill", "skos:Concept"], "sfia_definedAtLevel": "<level/4>"}
        versions = {"dcterms_isVersionOf": f"<skill/{code}>"}
        say(skill, skos_broader=group, **kinds, **texts, **within, **links, **versions)
        before = {"skos_inScheme": "<8>", "dcterms_identifier": f'"{code}"'}
        say(
            f"8/skill/{code}",
            skos_prefLabel=f'"before {payload}"@en',
            **kinds,
            **before,
            **versions,
        )
        say(f"skill/{code}", a=["sfia:SkillIdentity", "skos:Concept"], **texts)
        say(f"skill/{code}", dcterms_hasVersion=[f"<8/skill/{code}>", f"<{skill}>"])
        levelled = {"sfia_level": "<level/4>", **texts, **within}
        say(
            f"{skill}/4",
            a=["sfia:SkillAtLevel", "skos:Concept"],
            sfia_skill=f"<{skill}>",
            **levelled,
        )
        say(group[1:-1], a=["sfia:Category", "skos:Concept"], skos_inScheme="<9>", **texts)
        attribute = f"9/attribute/{code}"
        say(attribute, a=["sfia:Attribute", "skos:Concept"], **texts, **within, **links)
        say(f"{attribute}/4", a=["sfia:AttributeAtLevel", "skos:Concept"], **levelled)
        say(away, a="skos:Concept", skos_prefLabel=text, skos_notation=f'"{payload}"')
    for n, away in enumerate(addresses):
        say(away, skos_inScheme="<9>", **kinds)
        say(away, dcterms_identifier=f'"J{codes(n + 1)[n][1:]}"', skos_broader=group)
    return said.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(name if ":" in name else BASE + name)


def _name(name: str) -> ox.NamedNode:
    if name == "a":
        return ox.NamedNode(f"{_NAMESPACES['rdf']}type")
    prefix, _, local = name.partition("_")
    return ox.NamedNode(_NAMESPACES[prefix] + local)


def _term(said: str | int) -> ox.NamedNode | ox.Literal:
    if isinstance(said, int):
        return ox.Literal(said)
    if said.startswith("<"):
        return _node(said[1:-1])
    if said.startswith('"'):
        text, _, tag = said[1:].rpartition('"')
        return ox.Literal(text, language=tag[1:]) if tag else ox.Literal(text)
    prefix, _, local = said.partition(":")
    return ox.NamedNode(_NAMESPACES[prefix] + local)

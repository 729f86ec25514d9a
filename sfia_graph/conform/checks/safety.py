"""Whether pages keep to their own policy, and tell no other host who reads them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sfia_graph.conform.addresses import authority, whole
from sfia_graph.conform.crawl import Visit
from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.survey import Survey

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SOURCE = re.compile(
    r"'[\w+/=-]+'|\*|[a-z][a-z0-9+.-]*:(//\S+)?|[\w.*:/\[\]?&=%~-]+", re.IGNORECASE
)
_LISTS = re.compile(r"[a-z-]+-src(-elem|-attr)?|base-uri|form-action|frame-ancestors")
_LOOPBACK = re.compile(r"(127(\.\d+){3}|localhost|\[::1\])")


def policy(survey: Survey) -> Finding:
    """Read each Content-Security-Policy: its directives have names, its sources have a form."""
    faults, seen = [], set()
    for visit in survey.crawl.pages:
        said = visit.header("content-security-policy")
        if said and said not in seen:
            seen.add(said)
            faults += [f"{visit.place}: {each}" for each in _malformed(said)]
    remedy = "write it as name, sources, semicolon"
    return judged(len(seen), "policy", faults, remedy, "no page has a Content-Security-Policy")


def _malformed(said: str) -> list[str]:
    found = []
    for part in re.split("[;,]", said):
        words = part.split()
        if not words:
            continue
        name, sources = words[0].lower(), words[1:]
        if not _NAME.fullmatch(name):
            found.append(f"no directive: {part.strip()[:60]}")
        elif _LISTS.fullmatch(name):
            wrong = (each for each in sources if not _SOURCE.fullmatch(each))
            found += [f"no source of {name}: {each[:60]}" for each in wrong]
            if "'none'" in sources and len(sources) > 1:
                found.append(f"{name} has 'none' beside others, which voids it")
    return found


def own(survey: Survey) -> Finding:
    """List the files of other hosts that pages load; a policy of their own may forbid them."""
    found: dict[str, str] = {}
    forbidden = []
    for visit in survey.crawl.pages:
        for each in visit.references:
            target = whole(each.target, visit.base)
            if not each.is_loaded or target is None or survey.place.address(target):
                continue
            host = authority(target)
            found.setdefault(host, visit.place)
            if _forbids(visit, host):
                forbidden.append(f"{visit.place}: loads {target}, which its own policy forbids")
    if forbidden or not found:
        remedy = "put the file on the site, or name its host in the policy"
        none = "no pages of HTML found"
        return judged(len(survey.crawl.pages), "page", forbidden, remedy, none)
    hosts = ", ".join(sorted(found)[:5])
    return absent(f"pages load files from {hosts}, who see each reader", "put them on the site")


def _forbids(visit: Visit, host: str) -> bool:
    """Whether no directive for files that are loaded names a host."""
    said = visit.header("content-security-policy")
    lists = [part.split() for part in re.split("[;,]", said)]
    named = [each for words in lists if words and words[0].endswith("-src") for each in words[1:]]
    if not any(words and words[0] == "default-src" for words in lists):
        return False
    return not any(each in ("*", "https:", "http:") or _names(each, host) for each in named)


def _names(source: str, host: str) -> bool:
    name = urlsplit(source if "//" in source else f"//{source}").netloc.lower()
    return name == host or (name.startswith("*.") and host.endswith(name[1:]))


def https(survey: Survey) -> Finding:
    """Look whether the site is reached over TLS; a machine's own address needs none."""
    parts = urlsplit(survey.start.place)
    if parts.scheme == "https":
        mixed = [
            f"{visit.place}: loads {each.target} without TLS"
            for visit in survey.crawl.pages
            for each in visit.references
            if each.is_loaded and each.target.lower().startswith("http://")
        ]
        remedy = "load everything over https"
        return judged(len(survey.crawl.pages) or 1, "page", mixed, remedy, "")
    if _LOOPBACK.fullmatch(parts.hostname or ""):
        return absent("this machine's own address, which needs no TLS")
    return absent(f"{parts.netloc} was asked over http", "try its https:// address too")


CHECKS = (
    Check("policy", "Its Content-Security-Policy can be read", "CSP 3, section 2.2", policy),
    Check("own-hosts", "Pages load what their policy lets them", "CSP 3, section 6.7", own),
    Check("https", "Pages come over TLS", "RFC 9110, section 4.2.2", https),
)

"""What a site asks robots to leave alone (RFC 9309), and the sitemaps that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_MOST_LINES = 5_000
_LINE = re.compile(r"\s*([\w-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A path that is allowed or not; a star stands for anything, a dollar for the end."""

    pattern: str
    is_allowed: bool

    def covers(self, path: str) -> bool:
        """Whether the rule speaks of a path, in time that grows with its length only."""
        pattern = self.pattern.removesuffix("$")
        first, *others = pattern.split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        last = others.pop() if others and pattern != self.pattern else None
        for each in others:
            at = path.find(each, at)
            if at < 0:
                return False
            at += len(each)
        if last is not None:
            return path.endswith(last) and len(path) - len(last) >= at
        return pattern == self.pattern or at == len(path)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for all robots, the sitemaps, and the lines that are none of the standard's."""

    rules: tuple[Rule, ...] = ()
    sitemaps: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def allows(self, address: str) -> bool:
        """Whether robots may ask for an address; the longest rule decides (section 2.2.2)."""
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        covering = [rule for rule in self.rules if rule.pattern and rule.covers(path)]
        longest = max(covering, key=lambda rule: (len(rule.pattern), rule.is_allowed), default=None)
        return longest is None or longest.is_allowed


def read_robots(text: str) -> Robots:
    """Read a robots.txt."""
    rules: list[Rule] = []
    sitemaps: list[str] = []
    unread: list[str] = []
    agents: set[str] = set()
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]:
        if not line.partition("#")[0].strip():
            continue
        found = _LINE.match(line[:2_000])
        key, value = (found[1].lower(), found[2]) if found else ("", "")
        if key == "user-agent":
            agents = {value} if in_rules else agents | {value}
            in_rules = False
        elif key in ("allow", "disallow"):
            in_rules = True
            if "*" in agents:
                rules.append(Rule(value, key == "allow"))
        elif key == "sitemap":
            sitemaps.append(value)
        elif not key:
            unread.append(line.strip())
    return Robots(tuple(rules), tuple(sitemaps), tuple(unread))

"""What the file of a skill in Markdown says: texts, levels, neighbours, mappings, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sfia_graph.web.catalogue.addresses import address
from sfia_graph.web.catalogue.markdown import bare, link, paragraphs, plain, section
from sfia_graph.web.describe import describe
from sfia_graph.web.pages.concepts import Source, source
from sfia_graph.web.pages.evidence import End, Framework, Link
from sfia_graph.web.pages.prose import Said
from sfia_graph.web.pages.rungs import Range, Rung
from sfia_graph.web.pages.skill import View
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.versions import Version
from sfia_graph.web.representations import RDF
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words


@dataclass(frozen=True)
class SkillText:
    """A skill as the page of it shows it, which is what `view` is, to be written as Markdown."""

    texts: Texts
    stem: str
    iri: str
    view: View

    @property
    def site(self) -> Site:
        """The site."""
        return self.texts.site

    @property
    def t(self) -> dict[str, Any]:
        """The interface's words."""
        return words(self.texts.language)

    def lines(self) -> Iterator[str]:
        """Give all lines of the file."""
        t, view = self.t, self.view
        yield f"# {self._text(view.name)} ({plain(view.code)}), {plain(view.edition.name)}"
        yield ""
        if view.said.gloss:
            yield from (f"> {self._text(view.said.gloss)} ({t['parts']['gloss']})", "")
        yield from (*self._facts(), "")
        yield from section(2, t["skill"]["said"], self._described(view.said))
        yield from section(2, t["skill"]["levels"], self._levels())
        yield from section(2, t["skill"]["related"], self._related())
        yield from section(2, t["skill"]["mappings"], self._mappings(view.frameworks))
        yield from section(2, t["skill"]["editions"], self._editions())
        yield from section(2, t["markdown"]["source"], self._sources())

    def _facts(self) -> Iterator[str]:
        t, view = self.t, self.view
        if view.known_as:
            known = t["skill"]["known_as"].format(edition=view.known_as.edition.name)
            yield f"- {plain(known)} {plain(view.known_as.name)}"
        above = " › ".join(self._to(each.name, each.iri) for each in view.place)
        yield from (f"- {t['markdown']['place']} {above}" for _ in range(bool(above)))
        numbers = ", ".join(map(str, view.levels)) or t["skill"]["no_levels"]
        yield f"- {t['markdown']['levels']} {numbers}"
        yield f"- {t['markdown']['iri']} {bare(self.iri)}"
        page = address(self.site, f"{self.stem}.{self.texts.language}.html")
        yield f"- {t['markdown']['page']} {bare(page)}"
        data = (link(f".{each}", address(self.site, f"{self.stem}.{each}")) for each in RDF)
        yield f"- {t['markdown']['data']} {', '.join(data)}"

    def _described(self, said: Said) -> Iterator[str]:
        """Give the framework's own words, or where they are read."""
        if said.definition:
            yield from paragraphs(said.definition)
        if said.guidance:
            yield from section(3, self.t["skill"]["guidance"], paragraphs(said.guidance))
        if not self.view.official:
            page = self.view.official_page or "https://sfia-online.org/"
            yield f"{self.t['parts']['no_text']} {link(self.t['parts']['official_page'], page)}."

    def _levels(self) -> Iterator[str]:
        for rung in self.view.rungs:
            yield from section(3, self._level(rung), self._at(rung))
        if self.view.note and any(not each.defined for each in self.view.rungs):
            yield from (f"> {self._text(self.view.note)}", "")

    def _level(self, rung: Rung) -> str:
        name = f"{self.t['parts']['level']} {rung.number}"
        known = {name, str(rung.number)}
        return name if str(rung.name) in known else f"{name}, {plain(rung.name)}"

    def _at(self, rung: Rung) -> Iterator[str]:
        if not rung.defined:
            yield self.t["skill"]["states"][rung.state]
            return
        level = self.view.levels[rung.number]
        if level.said.gloss:
            yield from (f"{self._text(level.said.gloss)} ({self.t['parts']['gloss']})", "")
        yield from paragraphs(level.said.definition)
        if not (level.said.gloss or level.said.definition):
            yield from (self.t["skill"]["no_level_text"], "")
        if level.meaning.gloss:
            expected = self.t["skill"]["expected"].format(level=rung.number)
            meant = f"{expected}{self.t['parts']['colon']} {self._text(level.meaning.gloss)}"
            yield f"{meant} ({self.t['parts']['gloss']})"

    def _related(self) -> Iterator[str]:
        t, view = self.t["skill"], self.view
        if view.siblings:
            title = f"{t['siblings']} {plain(view.place[-1].name)}"
            yield from section(3, title, map(self._range, view.siblings))
        yield from section(3, t["alike"], map(self._range, view.alike))

    def _range(self, skill: Range) -> str:
        stem = self.site.stem(skill.iri)
        target = address(self.site, f"{stem}.md") if stem else skill.iri
        levels = f"{self.t['markdown']['levels']} {', '.join(map(str, skill.levels))}"
        return f"- {link(f'{skill.name} ({skill.code})', target)}. {levels}"

    def _mappings(self, frameworks: Iterable[Framework]) -> Iterator[str]:
        for each in frameworks:
            yield from section(3, plain(each.title), map(self._mapping, each.links))

    def _mapping(self, mapping: Link) -> str:
        t = self.t["parts"]
        relation = t["relations"].get(mapping.relation, mapping.relation)
        said = f"{t['denied']} {relation}" if mapping.denied else relation
        own = f" ({plain(mapping.own.code)})" if mapping.own.iri != self.iri else ""
        facts = [f"{self._end(mapping.other)}: {plain(said)}{own}"]
        if mapping.confidence:
            facts.append(f"{t['confidence'].lower()} {plain(mapping.confidence)}")
        facts += [plain(each) for each in (mapping.who, t["how"].get(mapping.how, "")) if each]
        facts += [plain(mapping.when)] if mapping.when else []
        why = f"{t['reason']}{t['colon']}"
        reason = f". {why} {self._text(mapping.reason)}" if mapping.reason else ""
        return f"- {', '.join(facts)}{reason}"

    def _end(self, end: End) -> str:
        name = f"{end.code} {end.label}" if end.code else str(end.label)
        return self._to(name, end.iri) if end.known else plain(name)

    def _editions(self) -> Iterator[str]:
        return (line for each in self.view.versions for line in self._version(each))

    def _version(self, version: Version) -> Iterator[str]:
        numbers = [each.number for each in version.rungs if each.defined]
        said = f"{self.t['markdown']['levels']} {', '.join(map(str, numbers))}"
        name = f"{version.edition.name}, {version.name}"
        yield f"- {self._to(name, version.iri)}. {said}"
        differences = self.t["parts"]["differences"]
        for each in version.differences:
            told = differences[each.kind].format(before=each.before, after=each.after)
            yield f"  - {plain(told)}"

    def _sources(self) -> Iterator[str]:
        found = describe(self.site, self.iri)
        for graph in found.graphs if found else ():
            yield self._source(source(self.texts, graph))
        yield from ("", f"{self.t['frame']['unofficial']} {self.t['frame']['rights']}", "")
        yield plain(self.view.citation)

    def _source(self, graph: Source) -> str:
        holder = f", © {plain(graph.holder)}" if graph.holder.value else ""
        licence = graph.licence if graph.licence.startswith(("http://", "https://")) else ""
        under = f", {link(self.t['parts']['licence'], licence)}" if licence else ""
        return f"- {self._to(graph.title, graph.iri)}{holder}{under}"

    def _to(self, text: object, iri: str) -> str:
        """Give a link to a thing's page on the site, or to where its IRI leads."""
        stem = self.site.stem(iri)
        if stem is None:
            return link(text, self.site.href(iri))
        return link(text, address(self.site, f"{stem}.{self.texts.language}.html"))

    def _text(self, text: Text) -> str:
        """Give a text, marked where it is in another language than the file."""
        return f"{plain(text)} ({text.language})" if text.fallback else plain(text)

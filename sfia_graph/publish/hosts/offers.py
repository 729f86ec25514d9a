"""What there is at an address without a suffix, in the order that the server prefers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.web.api.formats import GRAPHS, ROWS
from sfia_graph.web.representations import HTML, MEDIA_TYPES, SUFFIXES


@dataclass(frozen=True, slots=True)
class Offer:
    """A file's suffix, and a media type that asks for it.

    It is there where the file `beside` it is, by its suffix, or else the file itself.
    """

    suffix: str
    media_type: str
    beside: str = ""

    @property
    def there(self) -> str:
        """The suffix of the file by which it is known to be there."""
        return self.beside or self.suffix

    @property
    def key(self) -> str:
        """The name of the variable that says how much a client likes the media type."""
        return "sfia_" + "".join(each if each.isalnum() else "_" for each in self.media_type)

    @property
    def main(self) -> str:
        """What stands before the slash."""
        return self.media_type.partition("/")[0]


THINGS = tuple(Offer(suffix, MEDIA_TYPES[suffix]) for suffix in SUFFIXES)
"""What a thing or a page comes as; a page about no thing is there as HTML alone."""

QUESTIONS = (
    *(Offer(form.suffix, each) for form in ROWS for each in form.asked),
    Offer(HTML, MEDIA_TYPES[HTML], beside=ROWS[0].suffix),
    *(Offer(form.suffix, each) for form in GRAPHS for each in form.asked),
    Offer(HTML, MEDIA_TYPES[HTML]),
)
"""What a stored query comes as: rows, or else RDF, where it is liked better than the page."""

QUESTIONS_UNDER = "query/"


def suffixes() -> tuple[str, ...]:
    """Give all suffixes that are negotiated, each once."""
    return tuple(dict.fromkeys(each.suffix for each in (*THINGS, *QUESTIONS)))


def by_key(offers: Iterable[Offer] = (*THINGS, *QUESTIONS)) -> dict[str, Offer]:
    """Give an offer for each media type, by the name of its variable."""
    return {each.key: each for each in offers}

"""What is shown of a page where it is shared: its words, and a picture that is painted for it."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from html import unescape

import pytest
from PIL import Image
from served import Served

from sfia_graph.web import previews
from sfia_graph.web.assets import asset
from sfia_graph.web.documents import answer
from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.previews.card import Card
from sfia_graph.web.previews.lettering import WORDS, fitted, font, legible, wrapped
from sfia_graph.web.previews.painting import painted
from sfia_graph.web.site import Site, open_site

CARD = Card("A bakery", "Edition 9", "KNEA", "Kneading", "Dough › Bread", (2, 3), "At the foot")
PAPER = (0xFD, 0xFC, 0xF9)
FILLED = {2: (0xC2, 0xDE, 0xD6), 3: (0x9F, 0xCA, 0xBF), 7: (0x12, 0x4A, 0x54)}


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site(origin="https://skills.example.org", root="/sfia/")


def _picture(body: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(body))
    found.load()
    return found


def _said(site: Site, path: str) -> dict[str, list[str]]:
    """Give what a page says to those who share it, by property."""
    html = answer(site, Asked(path)).body.decode()
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html):
        found.setdefault(name, []).append(unescape(value))
    return found


def test_a_page_says_what_it_is_to_those_who_share_it(site: Site) -> None:
    said = _said(site, "9/skill/SLMO.fr.html")
    assert said["og:title"] == ["Service level management (SLMO), SFIA 9"]
    assert said["og:type"] == ["article"]
    assert said["og:url"] == ["https://skills.example.org/sfia/9/skill/SLMO.fr.html"]
    assert said["og:image"] == ["https://skills.example.org/sfia/preview/9/skill/SLMO.fr.png"]
    assert (said["og:image:width"], said["og:image:height"]) == (["1200"], ["630"])
    assert said["og:image:alt"] == ["Service level management (SLMO), SFIA 9 : ses niveaux"]
    assert (said["og:locale"], said["og:locale:alternate"]) == (["fr_FR"], ["en_GB"])
    assert said["og:site_name"] == ["SFIA en données liées"]
    assert said["twitter:card"] == ["summary_large_image"]
    assert said["og:description"] == said["description"]
    assert _said(site, "index.en.html")["og:type"] == ["website"]


PICTURES = {
    "9/skill/SLMO": "9/skill/SLMO",
    "9/skill/SLMO/4": "9/skill/SLMO",
    "skill/SLMO": "9/skill/SLMO",
    "skill/BUAN": "index",
    "8/skill/MKTG": "8/skill/MKTG",
    "9/category/service-management": "index",
    "queries": "index",
    "index": "index",
}


@pytest.mark.parametrize("stem", PICTURES)
def test_a_page_names_a_picture_that_is_there(site: Site, stem: str) -> None:
    for language in site.languages:
        (address,) = _said(site, f"{stem}.{language}.html")["og:image"]
        place = address.removeprefix("https://skills.example.org/sfia/")
        assert place == f"preview/{PICTURES[stem]}.{language}.png"
        assert place in set(previews.paths(site))


def test_what_is_not_there_is_not_shared(server: Served) -> None:
    reply = server.ask("/9/skill/NOTHING", {"accept": "text/html"})
    assert (reply.status, "og:" in reply.text) == (404, False)


def test_the_server_gives_the_picture(server: Served) -> None:
    reply = server.ask("/preview/9/skill/SLMO.en.png")
    assert (reply.status, reply.headers["content-type"]) == (200, "image/png")
    assert server.ask("/preview/9/skill/SLMO.en.png").headers["etag"] == reply.headers["etag"]


@pytest.mark.parametrize(
    "name",
    [
        *("9/skill/SLMO.png", "9/skill/SLMO.xx.png", "9/skill/SLMO.en.jpg", "9/skill/NONE.en.png"),
        *("9/category/service-management.en.png", "", "..en.png", "../index.en.png", ".en.png"),
        *("9/skill/SLMO/4.en.png", "9/skill/\ud800.en.png", "x" * 5_000 + ".en.png"),
    ],
)
def test_there_is_no_other_picture(site: Site, name: str) -> None:
    with pytest.raises(Refused) as caught:
        previews.preview(site, Asked(f"preview/{name}"))
    assert caught.value.status == 404


def test_there_is_one_for_the_site_and_one_for_each_skill_in_each_language(site: Site) -> None:
    paths = list(previews.paths(site))
    assert len(paths) == len(set(paths)) == 2 * (1 + 147 + 121 + 1)
    for path in paths[:6]:
        assert previews.preview(site, Asked(path)).media_type == "image/png"


def test_a_picture_shows_the_levels_that_a_skill_is_defined_at() -> None:
    found = _picture(painted(CARD)).convert("RGB")
    assert found.size == (1200, 630)
    for number in range(1, 8):
        corner = (72 + 151 * (number - 1) + 20, 480)
        shown = found.getpixel(corner)
        assert shown == (FILLED[number] if number in CARD.levels else PAPER), number
    whole = _picture(painted(replace(CARD, levels=tuple(range(1, 8))))).convert("RGB")
    assert whole.getpixel((72 + 151 * 6 + 20, 480)) == FILLED[7]


def test_the_same_card_is_always_the_same_bytes(site: Site) -> None:
    again = open_site(origin="https://skills.example.org", root="/sfia/")
    asked = Asked("preview/9/skill/SLMO.en.png")
    assert previews.preview(site, asked).body == previews.preview(again, asked).body
    assert painted(CARD) != painted(replace(CARD, name="Baking"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Évaluation, « œuvre » – ça", "Évaluation, « œuvre » – ça"),
        ("e\u0301", "é"),
        ("Проверка δοκιμή Łódź", "Проверка δοκιμή Łódź"),
        ("a\u202eb\u0007 \u200b c", "ab c"),
        ("إدارة", ""),
        ("技能", ""),
        ("a 👩", ""),
        ("\U0010ffff", ""),
        (" \u00a0 ", ""),
        ("", ""),
    ],
)
def test_only_what_the_fonts_have_letters_for_is_painted(text: str, seen: str) -> None:
    assert legible(text) == seen


def test_a_name_without_letters_leaves_the_place_to_the_code() -> None:
    bare = painted(replace(CARD, name="KNEA"))
    assert painted(replace(CARD, name="إدارة")) == bare
    assert bare != painted(CARD)


WIDTH = 1056


@pytest.mark.parametrize("text", ["x" * 300, "Name " * 60, "W" * 300, "a", "a b", "x" * 299 + " y"])
def test_no_line_is_wider_than_the_picture(text: str) -> None:
    lines, known = fitted(text.strip(), WORDS, (84, 50), WIDTH, 3)
    assert 1 <= len(lines) <= 3
    assert all(known.getlength(each) <= WIDTH for each in lines)
    whole = "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert whole or lines[-1].endswith("…")


def test_a_line_ends_behind_a_word() -> None:
    known = font(WORDS, 50)
    lines, whole = wrapped("one two three four", known, int(known.getlength("one two")) + 1, 4)
    assert whole
    assert lines == ["one two", "three", "four"]


def test_nothing_is_painted_into_the_margin() -> None:
    long = replace(CARD, name="x" * 300, place="y" * 300, site="z" * 20, edition="w" * 300)
    found = _picture(painted(long)).convert("RGB")
    edge = found.crop((1200 - 60, 0, 1200, 630))
    assert edge.getcolors() == [(60 * 630, PAPER)]


def test_a_picture_is_small_and_soon_painted() -> None:
    painted(CARD)
    start = time.process_time()
    sizes = [len(painted(replace(CARD, name=f"Kneading number {n}"))) for n in range(20)]
    assert (time.process_time() - start) / 20 < 0.05
    assert max(sizes) < 40_000


def test_a_phone_gets_an_icon_for_its_home_screen(site: Site) -> None:
    found = _picture(asset(site, Asked("static/apple-touch-icon.png")).body)
    assert (found.format, found.size) == ("PNG", (180, 180))
    html = answer(site, Asked("index.en.html")).body.decode()
    assert '<link rel="apple-touch-icon" href="/sfia/static/apple-touch-icon.png">' in html

"""What only those may publish who hold a licence: it is left out, and that is proved."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from invented import write_graph
from program import run

from sfia_graph.publish.errors import PublishError
from sfia_graph.publish.licensed import licensed, public, texts, wording
from sfia_graph.publish.proof import prove, watch
from sfia_graph.web.site import Site, open_site
from sfia_graph.web.wording import words

SENTENCE = "The oven, as every baker knows, wants a steady and patient hand before dawn."
ELSEWHERE = "Whoever knows ovens keeps them warm."


def _graph(folder: Path) -> Path:
    return write_graph(folder / "bakery.ttl")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return open_site([_graph(tmp_path_factory.mktemp("licensed"))])


def test_a_tier_of_texts_without_an_open_licence_is_licensed(site: Site) -> None:
    assert licensed(site) == ("https://w3id.org/sfia-graph/graph/sfia-9-en-GB-texts",)


@pytest.mark.parametrize(
    "licence",
    [
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/publicdomain/zero/1.0/",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ],
)
def test_texts_under_an_open_licence_stay(tmp_path: Path, licence: str) -> None:
    path = _graph(tmp_path)
    ours = "https://sfia-online.org/en/about-sfia/licensing-sfia"
    path.write_text(path.read_text().replace(ours, licence))
    site = open_site([path])
    assert (licensed(site), wording(site), public(site)) == ((), frozenset(), site)


def test_the_shipped_data_have_nothing_to_leave_out() -> None:
    site = open_site()
    assert (licensed(site), public(site)) == ((), site)


def test_wording_is_definitions_guidance_and_notes_and_no_name(site: Site) -> None:
    found = wording(site)
    assert "Does dough kneading number 2." in found
    assert any("never in haste" in each for each in found)
    assert not {"Dough kneading", "KNEA", "bakery.xlsx"} & found


def test_what_a_graph_says_of_itself_is_true_again(site: Site) -> None:
    without = public(site)
    assert wording(without) == frozenset()
    assert without.store.graphs() == ["https://w3id.org/sfia-graph/graph/sfia-9-en-GB-names"]
    rows = without.store.sparql(
        "SELECT ?tier ?title { GRAPH ?g { ?g sfia:tier ?tier ; dcterms:title ?title } }"
    )
    assert [str(row["tier"]) for row in rows] == ["names"]  # type: ignore[union-attr]
    assert [str(row["title"]) for row in rows] == ["SFIA 9: structure and names (en-GB)"]  # type: ignore[union-attr]


def test_nothing_but_the_wording_is_lost(site: Site) -> None:
    def said(of: Site) -> set[str]:
        return {f"{quad.subject} {quad.predicate} {quad.object}" for quad in of.store.quads()}

    lost = {each for each in said(site) - said(public(site)) if "/graph/" not in each}
    predicates = {each.split()[1].rsplit("/")[-1].rsplit("#")[-1].strip("<>") for each in lost}
    assert predicates == {"definition", "scopeNote"}


def test_a_name_as_long_as_a_text_is_one(tmp_path: Path) -> None:
    path = _graph(tmp_path)
    path.write_text(path.read_text().replace('"Tart selling"', f'"{SENTENCE} {SENTENCE * 2}"'))
    assert any(SENTENCE in each for each in wording(open_site([path])))


FORMS = {
    "page.html": f"<p>{SENTENCE.replace('baker', 'bak&#101;r')}</p>",
    "data.json": json.dumps({"text": SENTENCE.replace("wants", "wants")}),
    "escaped.json": json.dumps(SENTENCE).replace("p", "\\u0070"),
    "turtle.ttl": f'<a> <b> """{SENTENCE}"""@en .',
    "lines.txt": SENTENCE.replace(" ", "\n  "),
    "loud.md": SENTENCE.upper(),
    "part.csv": SENTENCE[: SENTENCE.index(" before")],
}


@pytest.mark.parametrize("name", FORMS)
def test_a_text_that_slipped_in_is_found_in_any_format(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FORMS[name])
    with pytest.raises(PublishError, match=rf"{name}: holds licensed words \('.*baker knows"):
        prove(watch([SENTENCE], [ELSEWHERE]), tmp_path, [name])


@pytest.mark.parametrize("name", ["matrix.xlsx", "tables.zip"])
def test_a_text_that_is_packed_is_found(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as packed:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as deeper:
            deeper.writestr("sheet.xml", f"<t>{SENTENCE}</t>")
        packed.writestr("inner.zip", inner.getvalue())
    with pytest.raises(PublishError, match=f"{name}: holds licensed words"):
        prove(watch([SENTENCE], []), tmp_path, [name])


@pytest.mark.parametrize("said", ["Bake bread with care", "bake BREAD, with care!"])
def test_a_short_text_is_found_too(tmp_path: Path, said: str) -> None:
    (tmp_path / "page.html").write_text(f"<p>We {said} here.</p>")
    with pytest.raises(PublishError, match="bake bread with care"):
        prove(watch(["Bake bread with care."], []), tmp_path, ["page.html"])


def test_words_that_others_say_too_are_nobodys(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SENTENCE)
    prove(watch([SENTENCE], [SENTENCE]), tmp_path, ["page.html"])
    prove(
        watch(["another sentence about quite other things at night"], []), tmp_path, ["page.html"]
    )


def test_what_the_interface_says_is_no_wording(site: Site) -> None:
    assert {words(each)["frame"]["unofficial"] for each in ("en", "fr")} <= set(texts(site))


def test_a_site_into_which_a_text_slips_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sfia_graph.cli import main
    from sfia_graph.publish import licensed as room

    monkeypatch.setattr(room, "public", lambda site: site)
    monkeypatch.setattr(room, "texts", lambda site: [])
    call = ["publish", "--store", str(_graph(tmp_path)), "-o", str(tmp_path / "site"), "--public"]
    assert main([*call, "--processes", "1"]) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bakery.ttl"]


@pytest.mark.long
def test_the_official_sheet_is_published_without_its_wording(sfia: Path, tmp_path: Path) -> None:
    sheet = sfia / "sfia-9_current-standard_en_250129.xlsx"
    done = run("import", sheet, "-o", tmp_path / "nine.ttl")
    assert done.returncode == 0
    done = run("publish", "--store", tmp_path / "nine.ttl", "-o", tmp_path / "site", "--public")
    assert done.returncode == 0, done.stderr
    # 954 descriptions and 163 notes of guidance, each told once in the sheet.
    assert "left out: 1117 texts of a licensed tier" in done.stderr
    page = (tmp_path / "site" / "9" / "skill" / "SLMO.en.html").read_text()
    assert "Service level management" in page

"""Redirects: followed where only a question goes along, refused where more would."""

from __future__ import annotations

from pathlib import Path
from urllib.request import Request

import pytest
from endpoints import SELECT, alone, endpoint, fault, redirect, reply

from sfia_graph.errors import StoreError
from sfia_graph.results import Rows
from sfia_graph.store.redirects import redirected
from sfia_graph.store.remote import RemoteStore
from sfia_graph.store.sending import Writing

LONG = f"{SELECT} # {'long ' * 500}"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def values(address: str, query: str = SELECT) -> object:
    answer = RemoteStore(address).sparql(query)
    assert isinstance(answer, Rows)
    return answer.values()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_question_without_credentials_goes_to_another_host(status: int) -> None:
    with endpoint(reply()) as there, endpoint(redirect(f"{there.address}?x=1", status)) as here:
        assert values(here.address) == [("urn:a",)]
        assert {(each.method, each.target) for each in there.heard} == {("GET", "/sparql?x=1")}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_long_question_stays_a_post_with_its_body(status: int) -> None:
    with endpoint(reply()) as there, endpoint(redirect(there.address, status)) as here:
        assert values(here.address, LONG) == [("urn:a",)]
        (asked,) = (each for each in there.heard if each.method == "POST")
        assert asked.parameters == {"query": [LONG]}
        assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert asked.headers["Accept"] == here.heard[0].headers["Accept"]


def test_a_long_question_becomes_a_get_where_the_answer_is_to_be_seen_elsewhere() -> None:
    with endpoint(reply()) as there, endpoint(redirect(there.address, 303)) as here:
        assert values(here.address, LONG) == [("urn:a",)]
        asked = there.heard[-1]
        assert (here.heard[-1].method, asked.method, asked.body) == ("POST", "GET", "")
        assert asked.headers["Content-Type"] is None


def test_a_malformed_address_is_one_line() -> None:
    with endpoint(redirect("http://[::1")) as here:
        problem = "redirects to an address that is malformed"
        assert str(fault(here.address)) == f"{here.address}: {problem}"


@pytest.mark.parametrize("place", ["/there", "there", "?there"])
def test_an_address_may_be_relative(place: str) -> None:
    with endpoint(redirect(place), reply()) as here:
        assert values(here.address) == [("urn:a",)]
        assert "there" in here.heard[1].target


def test_going_round_in_circles_ends() -> None:
    with endpoint(redirect("/sparql")) as here:
        problem = "redirects more than 5 times; name the endpoint itself"
        assert str(fault(here.address)) == f"{here.address}: {problem}"
        assert len(here.heard) == 6


def test_a_redirect_that_leads_nowhere() -> None:
    with endpoint(reply(b"", None, 302)) as here:
        assert str(fault(here.address)) == f"{here.address}: answered 302 Found"


@pytest.mark.parametrize(
    "place", ["ftp://host/x", "file:///etc/passwd", "http://ada:pw@host/", "http://host:port/"]
)
def test_a_redirect_off_the_web(place: str) -> None:
    with endpoint(redirect(place)) as here:
        problem = "redirects to an address that cannot be asked"
        assert str(fault(here.address)) == f"{here.address}: {problem}"


# With credentials.


def test_credentials_stay_away_from_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", "s3cr3t-t0ken")
    with endpoint(reply()) as there, endpoint(redirect(there.address)) as here:
        assert str(fault(here.address)) == (
            f"{here.address}: redirects to {there.address}, another host, "
            "which the credentials are not for"
        )
        assert here.heard[0].headers["Authorization"] == "Bearer s3cr3t-t0ken"
        assert there.heard == []


def test_credentials_go_along_on_the_same_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", "s3cr3t-t0ken")
    with endpoint(redirect("/there"), reply()) as here:
        assert values(here.address) == [("urn:a",)]
        assert here.heard[1].headers["Authorization"] == "Bearer s3cr3t-t0ken"


def test_a_place_that_repeats_the_credentials_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", "s3cr3t-t0ken")
    with endpoint(redirect("http://host.invalid/s3cr3t-t0ken")) as here:
        assert str(fault(here.address)) == (
            f"{here.address}: redirects to a place named like the credentials, another host, "
            "which the credentials are not for"
        )


def test_the_password_of_a_proxy_stays_with_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(reply()) as there, endpoint(redirect(there.address)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address.replace("//", "//ada:s3cr3t@"))
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert values("http://host.invalid/sparql") == [("urn:a",)]
        assert proxy.heard[0].headers["Proxy-Authorization"] == "Basic YWRhOnMzY3IzdA=="
        assert {each.headers["Proxy-Authorization"] for each in there.heard} == {None}


def sent_on(here: str, there: str) -> str:
    """Give where a request with credentials is sent on to, or why it is not."""
    request = Request(here, headers={"Authorization": "Bearer s3cr3t-t0ken"})
    try:
        return redirected(request, 307, there).full_url
    except StoreError as error:
        return str(error)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("http://host/sparql", "https://host/sparql"),
        ("http://host:80/sparql", "https://host:443/sparql"),
        ("https://host/sparql", "https://HOST:443/sparql/"),
        ("http://host:8080/sparql", "http://host:8080/"),
    ],
)
def test_the_same_host_and_the_same_host_made_secure(here: str, there: str) -> None:
    assert sent_on(here, there) == there


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("https://host/", "https://host.example/"),
        ("https://host/", "https://host:8443/"),
        ("http://host:8080/", "https://host:8443/"),
        ("http://host:8080/", "https://host/"),
        ("https://host/", "http://host/"),
        ("https://host/", "//other/"),
    ],
)
def test_everything_else_is_another_host(here: str, there: str) -> None:
    full = there if there.startswith("http") else f"https:{there}"
    assert sent_on(here, there) == (
        f"{here}: redirects to {full}, another host, which the credentials are not for"
    )


def test_what_writes_goes_to_no_other_address() -> None:
    with pytest.raises(StoreError) as raised:
        redirected(Writing("https://host/store", b"", method="PUT"), 308, "/data?key=k3y")
    assert str(raised.value) == (
        "https://host/store: redirects to https://host/data; name that address instead"
    )


def test_tls_is_not_left_even_without_credentials() -> None:
    with pytest.raises(StoreError) as raised:
        redirected(Request("https://host/sparql"), 302, "http://host/sparql")
    assert str(raised.value) == (
        "https://host/sparql: redirects to http://host/sparql, which is not secure"
    )

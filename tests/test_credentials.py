"""Credentials: where they come from, and that nothing gives them away."""

from __future__ import annotations

import logging
import traceback
from base64 import b64encode
from pathlib import Path

import pytest
from endpoints import JSON, SELECT, Handler, Say, alone, endpoint, fault, redirect, reply

from sfia_graph.errors import StoreError
from sfia_graph.store.credentials import credentials
from sfia_graph.store.remote import RemoteStore

TOKEN = "t0ken-0f-Ada.L0velace"
PASSWORD = "pa55-0f-Ada"
BASIC = b64encode(f"ada:{PASSWORD}".encode()).decode()


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def header(url: str = "https://host/sparql") -> str | None:
    found = credentials(url)
    return found.header if found else None


def refused(url: str = "https://host/sparql") -> str:
    with pytest.raises(StoreError) as raised:
        credentials(url)
    return str(raised.value)


def netrc(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / ".netrc"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


# Where they come from.


def test_none() -> None:
    assert header() is None
    with endpoint(reply()) as heard:
        RemoteStore(heard.address).sparql(SELECT)
        assert heard.heard[0].headers["Authorization"] is None


def test_user_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_USER", "ada")
    monkeypatch.setenv("SFIA_GRAPH_PASSWORD", "é: x")
    assert header() == f"Basic {b64encode('ada:é: x'.encode()).decode()}"


def test_a_token_goes_before_user_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_USER", "ada")
    monkeypatch.setenv("SFIA_GRAPH_PASSWORD", PASSWORD)
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", TOKEN)
    assert header() == f"Bearer {TOKEN}"


def test_netrc_in_the_home_folder(tmp_path: Path) -> None:
    netrc(tmp_path, f"machine host login ada password {PASSWORD}")
    assert (header(), header("https://other/")) == (f"Basic {BASIC}", None)


def test_the_environment_goes_before_netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc(tmp_path, "machine host login eve password other")
    monkeypatch.setenv("SFIA_GRAPH_USER", "ada")
    monkeypatch.setenv("SFIA_GRAPH_PASSWORD", PASSWORD)
    assert header() == f"Basic {BASIC}"


def test_a_netrc_file_that_is_named_goes_before_the_one_in_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc(tmp_path, "machine host login eve password other")
    (tmp_path / "work").mkdir()
    named = netrc(tmp_path / "work", f"default login ada password {PASSWORD}", 0o644)
    monkeypatch.setenv("NETRC", str(named))
    assert header() == f"Basic {BASIC}"


def test_a_request_carries_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", TOKEN)
    with endpoint(reply()) as heard:
        RemoteStore(heard.address).sparql(SELECT)
        assert {each.headers["Authorization"] for each in heard.heard} == {f"Bearer {TOKEN}"}


# What is wrong with them.


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"USER": "ada"}, "SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD: one of the two is missing"),
        (
            {"PASSWORD": PASSWORD},
            "SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD: one of the two is missing",
        ),
        (
            {"USER": "a:b", "PASSWORD": PASSWORD},
            "SFIA_GRAPH_USER: holds a colon, which a user's name may not",
        ),
        *(
            (
                {"TOKEN": token},
                "SFIA_GRAPH_TOKEN: holds a blank, a line break or a letter beyond ASCII",
            )
            for token in ("two words", "one\r\nX-Evil: 1", "tökén", "line\n")
        ),
    ],
)
def test_what_cannot_be_sent(
    given: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"SFIA_GRAPH_{name}", value)
    assert refused() == message


def test_a_netrc_file_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRC", str(netrc(tmp_path, f"\n{PASSWORD} is what I say")))
    with pytest.raises(StoreError) as raised:
        credentials("https://host/")
    assert str(raised.value) == f"{tmp_path}/.netrc, line 2: not as netrc files are"
    assert PASSWORD not in chain(raised.value)


def test_a_netrc_file_in_the_home_folder_that_others_may_read(tmp_path: Path) -> None:
    netrc(tmp_path, f"machine host login ada password {PASSWORD}", 0o644)
    assert refused() == ("~/.netrc: is not yours, or others may read it; chmod 600 keeps it to you")


def test_a_netrc_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    assert refused() == f"{tmp_path}/none: no such file; NETRC names it"


def test_a_netrc_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRC", str(tmp_path))
    assert refused() == f"{tmp_path}: cannot be read"


# What an endpoint says to them.

HOW = "SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, SFIA_GRAPH_TOKEN or ~/.netrc give them"


@pytest.mark.parametrize(
    ("status", "known", "problem"),
    [
        (401, False, f"wants credentials, 401; {HOW}"),
        (401, True, f"refuses the credentials, 401; {HOW}"),
        (403, False, f"wants credentials, 403; {HOW}"),
        (403, True, f"the credentials do not let us in, 403; {HOW}"),
    ],
)
def test_credentials_that_are_wanted_or_refused(
    status: int, known: bool, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if known:
        monkeypatch.setenv("SFIA_GRAPH_TOKEN", TOKEN)
    with endpoint(reply("no", "text/plain", status, WWW_Authenticate='Basic realm="x"')) as guarded:
        assert str(fault(guarded.address)) == f"{guarded.address}: {problem}"


def test_a_kind_of_credentials_that_is_not_spoken() -> None:
    with endpoint(reply("no", "text/plain", 401, WWW_Authenticate='Digest realm="x"')) as guarded:
        problem = "wants credentials by 'digest', 401; expected basic or bearer"
        assert str(fault(guarded.address)) == f"{guarded.address}: {problem}"


# That nothing gives them away.


def echo(media_type: str, status: int, most: int | None = None, around: str = "%s") -> Say:
    """Say what the credentials were, or the beginning of that, with something around it."""

    def say(handler: Handler) -> None:
        given = handler.headers["Authorization"].partition(" ")[2]
        reply(around % given[:most], media_type, status)(handler)

    return say


def echo_in_headers(handler: Handler) -> None:
    """Say it in every header that is read, and in the reason."""
    told = handler.headers["Authorization"].partition(" ")[2]
    handler.send_response(401, told)
    for name in ("Content-Type", "Content-Encoding", "WWW-Authenticate", "Retry-After", "Server"):
        handler.send_header(name, told)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def echo_in_type(handler: Handler) -> None:
    """Say it as media type."""
    reply(b"", handler.headers["Authorization"].partition(" ")[2])(handler)


def echo_in_coding(handler: Handler) -> None:
    """Say it as what the body is packed by."""
    told = handler.headers["Authorization"].partition(" ")[2]
    reply(b"", JSON, Content_Encoding=told)(handler)


UNDECLARED = (
    f"{' ' * 2000}"
    '{"head":{"vars":["a"]},"results":{"bindings":[{"%s":{"type":"uri","value":"urn:a"}}]}}'
)
ECHOES: dict[str, Say] = {
    "400": echo("text/plain", 400),
    "401": echo("text/plain", 401),
    "500": echo("text/plain", 500),
    "500, the password": reply(PASSWORD, "text/plain", 500),
    "500, the beginning": echo("text/plain", 500, 8),
    "500, cut by us": echo("text/plain", 500, None, f"{'x' * 190}%s"),
    "200, another type": echo("text/plain", 200),
    "200, broken": echo(JSON, 200),
    "200, a name": echo(JSON, 200, None, UNDECLARED),
    "headers": echo_in_headers,
    "media type": echo_in_type,
    "coding": echo_in_coding,
    "place": redirect(f"http://host.invalid/{TOKEN}/{BASIC}"),
}


def chain(error: BaseException | None) -> str:
    """Give all that an error and what led to it could show."""
    if error is None:
        return ""
    shown = "".join(traceback.format_exception(error, chain=True))
    return f"{shown}{error!r}{error.args!r}{chain(error.__cause__)}{chain(error.__context__)}"


@pytest.mark.parametrize("kind", ["basic", "bearer"])
@pytest.mark.parametrize("say", ECHOES.values(), ids=ECHOES)
def test_no_error_and_no_log_gives_them_away(
    say: Say, kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if kind == "bearer":
        monkeypatch.setenv("SFIA_GRAPH_TOKEN", TOKEN)
    else:
        monkeypatch.setenv("SFIA_GRAPH_USER", "ada")
        monkeypatch.setenv("SFIA_GRAPH_PASSWORD", PASSWORD)
    with caplog.at_level(logging.DEBUG), endpoint(say) as telling:
        found = chain(fault(telling.address)) + caplog.text
    assert telling.heard[0].headers["Authorization"] is not None
    secrets = TOKEN if kind == "bearer" else f"{BASIC} {PASSWORD}"
    parts = {secrets[at : at + 6] for at in range(len(secrets) - 5)}
    assert [part for part in parts if part in found] == []


def test_what_gives_nothing_away_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", TOKEN)
    with endpoint(reply("out of memory", "text/plain", 500)) as failing:
        problem = "answered 500 Internal Server Error (out of memory)"
        assert str(fault(failing.address)) == f"{failing.address}: {problem}"


def test_nothing_represents_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", TOKEN)
    known = credentials("https://host/")
    with endpoint(reply()) as heard:
        store = RemoteStore(f"{heard.address}?key=k3y")
        store.sparql(SELECT)
    assert (repr(known), f"{known}") == ("Credentials(…)", "Credentials(…)")
    assert "k3y" not in f"{store!r} {store.where}"
    assert not {TOKEN, f"Bearer {TOKEN}"} & set(map(str, vars(store).values()))

"""HTTP to an endpoint: every phase ends in time, and every fault is one line."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from endpoints import (
    JSON,
    ONE_ROW,
    SELECT,
    Say,
    alone,
    busy_port,
    endpoint,
    fault,
    free_port,
    mute_port,
    raw,
    reply,
    silent,
)

from sfia_graph.errors import StoreError, UsageError
from sfia_graph.results import Rows
from sfia_graph.store import connection, open_store
from sfia_graph.store.connection import timeout_from_environment
from sfia_graph.store.remote import RemoteStore
from sfia_graph.store.retrying import Retrying

HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n".encode()
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LOST = "the connection was lost before the answer was whole"
UNTRUSTED = "SSL_CERT_FILE names an authority of your own"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


# Nobody there.


def test_an_endpoint_that_is_down() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    assert str(fault(address)) == f"{address}: nobody answers there (Connection refused)"


def test_a_name_that_does_not_resolve() -> None:
    found = str(fault("http://nowhere.invalid/sparql"))
    assert found.startswith("http://nowhere.invalid/sparql: nobody answers there (")
    assert found.count("\n") == 0


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http:///sparql", "http:///sparql: no address of an endpoint; it begins http(s)://host/"),
        ("http://host:port/", "an address that is malformed; it begins http(s)://host/"),
        ("http://host:99999/", "an address that is malformed; it begins http(s)://host/"),
        ("http://[::1/", "an address that is malformed; it begins http(s)://host/"),
        ("http://a..b/", "an address that is malformed; it begins http(s)://host/"),
        (
            "http://host/a b?key=k3y",
            "http://host/a b: blanks and letters beyond ASCII must be written as %20 and such",
        ),
        (
            "http://host/ä",
            "http://host/ä: blanks and letters beyond ASCII must be written as %20 and such",
        ),
        (
            "https://ada:s3cr3t@host/sparql",
            "an address with a user or a password in it; "
            "put them into SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, or into ~/.netrc",
        ),
        ("https://ada:s3cr/3t@host/", "an address that is malformed; it begins http(s)://host/"),
    ],
)
@pytest.mark.parametrize("opening", [open_store, RemoteStore])
def test_an_address_that_nothing_can_be_asked_at(
    opening: Callable[[str], object], address: str, message: str
) -> None:
    with pytest.raises(StoreError) as raised:
        opening(address)
    assert str(raised.value) == message


# In time.

ON_THE_WAY: dict[str, Say] = {
    "to the first byte": silent,
    "in the status line": raw(b"H", *[b"T"] * 1000, every=0.05),
    "in a header": raw(HEAD, *[b"X"] * 1000, every=0.05),
    "between headers": raw(HEAD, *[b"X: 1\r\n"] * 90, every=0.05),
    "in the body": raw(HEAD + b"Content-Length: 9999\r\n\r\n", *[b" "] * 1000, every=0.05),
    "without a length": raw(HEAD + b"\r\n", *[b" "] * 1000, every=0.05),
    "between chunks": raw(CHUNKED, *[b"1\r\n \r\n"] * 1000, every=0.05),
    "in the size of a chunk": raw(CHUNKED, *[b"0"] * 1000, every=0.05),
}


def late(address: str, query: str = SELECT) -> None:
    """Ask, and see that it ends as it must, in little more than the time that it has."""
    begun = time.monotonic()
    problem = "no whole answer within 0.3 s; SFIA_GRAPH_TIMEOUT says how long"
    assert str(fault(address, query, timeout=0.3)) == f"{address}: {problem}"
    assert 0.3 <= time.monotonic() - begun < 2.0


@pytest.mark.parametrize("say", ON_THE_WAY.values(), ids=ON_THE_WAY)
def test_an_endpoint_that_is_slow(say: Say) -> None:
    with endpoint(say) as slow:
        late(slow.address)


@pytest.mark.parametrize(
    ("port", "scheme"), [(busy_port, "http"), (mute_port, "https"), (mute_port, "http")]
)
def test_an_endpoint_that_is_slow_before_it_hears(
    port: Callable[[], AbstractContextManager[int]], scheme: str
) -> None:
    with port() as number:
        late(f"{scheme}://127.0.0.1:{number}/sparql")


def test_an_endpoint_that_does_not_take_a_long_query() -> None:
    with mute_port() as number:
        late(f"http://127.0.0.1:{number}/sparql", f"{SELECT} # {'long ' * 2_000_000}")


def test_redirects_and_what_they_lead_to_share_the_time() -> None:
    with endpoint(raw(b"HTTP/1.1 307 Hop\r\nLocation: /x\r\n\r\n", b"", every=0.1)) as hopping:
        late(hopping.address)


def test_the_time_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert RemoteStore("http://host/").timeout == 60
    monkeypatch.setenv("SFIA_GRAPH_TIMEOUT", "1.5")
    assert RemoteStore("http://host/").timeout == 1.5


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf", "1e7", "60 s"])
def test_a_time_that_is_none(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TIMEOUT", text)
    with pytest.raises(UsageError) as raised:
        timeout_from_environment()
    assert str(raised.value) == (
        f"SFIA_GRAPH_TIMEOUT: found '{text}', "
        "expected a number of seconds, such as 60, 1000000 at most"
    )


# A whole answer.


@pytest.mark.parametrize(
    "say",
    [
        reply(Content_Length="1000"),
        raw(CHUNKED + b'5\r\n{"hea'),
        raw(CHUNKED + b'5\r\n{"hea\r\n'),
        raw(),
    ],
    ids=["length", "chunk", "chunks", "nothing"],
)
def test_an_answer_that_breaks_off(say: Say) -> None:
    with endpoint(say) as broken:
        assert str(fault(broken.address)) == f"{broken.address}: {LOST}"


def test_an_answer_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "LARGEST", len(ONE_ROW) - 1)
    with endpoint(reply()) as large:
        problem = f"an answer of more than {len(ONE_ROW) - 1} bytes; ask for less"
        assert str(fault(large.address)) == f"{large.address}: {problem}"


def test_an_answer_is_asked_for_unpacked() -> None:
    with endpoint(reply()) as heard:
        RemoteStore(heard.address).sparql(SELECT)
        assert heard.heard[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    "say",
    [raw(b"SSH-2.0-OpenSSH_9.2\r\n"), raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n")],
    ids=["another protocol", "endless header"],
)
def test_what_does_not_speak_http(say: Say) -> None:
    with endpoint(say) as other:
        message = f"{other.address}: what answers there does not speak HTTP"
        assert str(fault(other.address)) == message


# Asking again.


def asked(*says: Say, attempts: int = 4) -> tuple[list[float], int, str]:
    """Ask a flaky endpoint; gives the pauses, the number of requests, and the error."""
    pauses: list[float] = []
    said = ""
    with endpoint(*says) as flaky:
        try:
            RemoteStore(flaky.address, 20, Retrying(attempts, sleep=pauses.append)).sparql(SELECT)
        except StoreError as error:
            said = str(error).removeprefix(f"{flaky.address}: ")
        return pauses, len(flaky.heard), said


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_status_that_passes_is_asked_again(status: int) -> None:
    pauses, requests, said = asked(reply("busy", "text/plain", status), reply())
    assert (len(pauses), requests, said) == (1, 3, "")


@pytest.mark.parametrize("say", [raw(), reply(Content_Length="1000")], ids=["none", "half"])
def test_a_lost_connection_is_asked_again(say: Say) -> None:
    pauses, requests, said = asked(say, reply())
    assert (len(pauses), requests, said) == (1, 3, "")


def test_pauses_grow_and_attempts_end() -> None:
    pauses, requests, said = asked(reply("busy", "text/plain", 503))
    assert [0.25 * 2**n <= pause <= 0.5 * 2**n for n, pause in enumerate(pauses)] == [True] * 3
    assert (requests, said) == (4, "answered 503 Service Unavailable (busy)")


def test_attempts_end_for_lost_connections_too() -> None:
    pauses, requests, said = asked(raw(), attempts=2)
    assert (len(pauses), requests, said) == (1, 2, LOST)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 501])
def test_a_status_that_does_not_pass_is_asked_once(status: int) -> None:
    with endpoint(reply("no", "text/plain", status)) as refusing:
        pauses: list[float] = []
        with pytest.raises(Exception, match=str(refusing.address)):
            RemoteStore(refusing.address, 20, Retrying(sleep=pauses.append)).sparql(SELECT)
        assert (pauses, len(refusing.heard)) == ([], 1)


def test_nobody_there_is_asked_once() -> None:
    pauses: list[float] = []
    store = RemoteStore(f"http://127.0.0.1:{free_port()}/", 20, Retrying(sleep=pauses.append))
    with pytest.raises(StoreError):
        store.sparql(SELECT)
    assert pauses == []


def test_a_pause_in_seconds_is_kept() -> None:
    assert asked(reply("", None, 429, Retry_After="7"), reply())[0] == [7.0]


def test_a_pause_until_a_date_is_kept() -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    ((pause,), _, _) = asked(reply("", None, 503, Retry_After=until), reply())
    assert 10 < pause <= 20


def test_a_pause_that_is_over_or_malformed_is_an_ordinary_one() -> None:
    for said in ("Wed, 21 Oct 2015 07:28:00 GMT", "soon", "-5"):
        ((pause,), _, _) = asked(reply("", None, 503, Retry_After=said), reply())
        assert 0.25 <= pause <= 0.5


def test_a_pause_that_is_too_long_ends_it() -> None:
    pauses, requests, said = asked(reply("", None, 503, Retry_After="31"), reply())
    assert (pauses, requests, said) == ([], 1, "answered 503 Service Unavailable")


# TLS.


def test_a_certificate_that_nobody_vouches_for(certificate: Path) -> None:
    with endpoint(reply(), certificate=certificate) as secure:
        problem = "its certificate does not hold (self-signed certificate)"
        assert str(fault(secure.address)) == f"{secure.address}: {problem}; {UNTRUSTED}"
        assert secure.heard == []


def test_a_certificate_for_another_host(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with endpoint(reply(), certificate=certificate) as secure:
        problem = "IP address mismatch, certificate is not valid for '127.0.0.1'"
        message = f"{secure.address}: its certificate does not hold ({problem}); {UNTRUSTED}"
        assert str(fault(secure.address)) == message
        assert secure.heard == []


def test_a_certificate_of_an_authority_that_is_named(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with endpoint(reply(), certificate=certificate) as secure:
        answer = open_store(secure.address.replace("127.0.0.1", "localhost")).sparql(SELECT)
        assert isinstance(answer, Rows)
        assert answer.values() == [("urn:a",)]


def test_certificates_hold_where_the_program_around_has_switched_them_off(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ssl, "_create_default_https_context", ssl._create_unverified_context)
    with endpoint(reply(), certificate=certificate) as secure:
        assert "self-signed certificate" in str(fault(secure.address))


def test_tls_spoken_to_a_plain_port() -> None:
    with endpoint(reply()) as plain:
        address = plain.address.replace("http", "https")
        assert str(fault(address)) == f"{address}: no secure connection (WRONG_VERSION_NUMBER)"


def test_plain_http_spoken_to_a_secure_port(certificate: Path) -> None:
    with endpoint(reply(), certificate=certificate) as secure:
        address = secure.address.replace("https", "http")
        assert str(fault(address)) == f"{address}: {LOST}"


# Proxies.


def test_a_proxy_is_asked_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(reply()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address.replace("//", "//ada:s3cr3t@"))
        RemoteStore("http://host.invalid/sparql").sparql(SELECT)
        assert {each.target.partition("?")[0] for each in proxy.heard} == {
            "http://host.invalid/sparql"
        }
        assert {each.headers["Proxy-Authorization"] for each in proxy.heard} == {
            "Basic YWRhOnMzY3IzdA=="
        }


def test_no_proxy_is_asked_for_hosts_that_are_exempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with endpoint(reply()) as here:
        RemoteStore(here.address).sparql(SELECT)
        assert len(here.heard) == 2


@pytest.mark.parametrize("proxy", ["/ada:s3cr3t", "http://ada:s3cr3t@host:port/"])
def test_a_proxy_whose_address_is_malformed(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    problem = "cannot be asked; http_proxy or https_proxy holds an address that is malformed"
    found = fault("http://host/sparql")
    assert str(found) == f"http://host/sparql: {problem}"
    assert "s3cr3t" not in f"{found.__context__} {found.__cause__}"


def test_a_proxy_that_is_spoken_to_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://host:1080/")
    problem = "nobody answers there (unknown url type: socks5)"
    assert str(fault("http://host/sparql")) == f"http://host/sparql: {problem}"


def test_what_is_late_leaves_no_thread_behind() -> None:
    with endpoint(raw(HEAD + b"\r\n", *[b" "] * 1000, every=0.01)) as slow:
        before = threading.active_count()
        fault(slow.address, timeout=0.1)
        ends = time.monotonic() + 2
        while threading.active_count() > before and time.monotonic() < ends:
            time.sleep(0.01)
        assert threading.active_count() <= before

"""What is made of an answer, of whatever kind, and of none."""

from __future__ import annotations

import socket
import ssl
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.checks.external.asking import ask
from digest.checks.external.model import DEAD, FINE, MOVED, REFUSED, UNSURE, Answer, Manners
from digest.checks.external.places import is_public, parse_place
from tests.checks.external.hosts import Host, run_host

if TYPE_CHECKING:
    from collections.abc import Iterator

CERTIFICATE = Path(__file__).parent / "localhost.pem"
OWN = frozenset({"127.0.0.1", "localhost"})
MANNERS = Manners("digest/0 (link check)", pause=0, timeout=20, allowed=OWN)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with run_host() as running:
        yield running


def found(address: str, manners: Manners = MANNERS) -> Answer:
    return ask(address, manners, lambda _: nullcontext())


@pytest.mark.parametrize(
    ("path", "verdict", "told"),
    [
        ("/fine", FINE, "200 OK"),
        ("/fine?a=1&b=2", FINE, "200 OK"),
        ("/fine/Ақтөбе", FINE, "200 OK"),
        ("/found", FINE, "200 OK"),
        ("/found-then-moved", FINE, "200 OK"),
        ("/missing", DEAD, "404 Not Found"),
        ("/gone", DEAD, "410 Gone"),
        ("/login", UNSURE, "401 Unauthorized"),
        ("/forbidden", UNSURE, "403 Forbidden"),
        ("/legal", UNSURE, "451 Unavailable For Legal Reasons"),
        ("/broken", UNSURE, "500 Internal Server Error"),
        ("/strange", UNSURE, "999"),
        ("/found-nowhere", UNSURE, "302 Found"),
        ("/circle", UNSURE, "its redirects lead in a circle"),
        ("/chain/1", UNSURE, "more than 10 redirects, one after the other"),
        ("/to-nonsense", UNSURE, "its redirect leads to no address"),
        ("/to-file", UNSURE, "it is no whole web address, at file:///etc/passwd"),
        ("/breaks-off", UNSURE, "its server breaks off"),
        ("/no-head", FINE, "200 OK"),
        ("/head-is-missing", FINE, "200 OK"),
        ("/breaks-off-at-head", FINE, "200 OK"),
        ("/huge", FINE, "200 OK"),
    ],
)
def test_answer_is_judged(host: Host, path: str, verdict: str, told: str) -> None:
    answer = found(host.address + path)

    assert (answer.verdict, answer.told) == (verdict, told)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/moved", "/fine"),
        ("/moved-308", "/fine"),
        ("/moved-twice", "/fine"),
        ("/moved-then-found", "/found"),  # only that far it is for good
    ],
)
def test_page_that_has_moved_for_good_is_told_with_its_new_address(host: Host, path: str, to: str) -> None:
    assert found(host.address + path) == Answer(MOVED, "200 OK", host.address + to)


def test_page_that_is_missing_where_it_moved_to_is_dead(host: Host) -> None:
    answer = found(f"{host.address}/moved-to-missing")

    assert answer == Answer(DEAD, f"404 Not Found, at {host.address}/missing")


def test_page_that_leads_to_the_front_page_may_be_gone(host: Host) -> None:
    assert found(f"{host.address}/to-front") == Answer(UNSURE, f"it leads to the front page {host.address}/")
    assert found(f"{host.address}/").verdict == FINE


def test_body_is_not_asked_for_where_the_head_says_enough(host: Host) -> None:
    found(f"{host.address}/fine/head")
    found(f"{host.address}/no-head")

    assert host.of("/fine/head") == ["HEAD"]
    assert host.of("/no-head")[-2:] == ["HEAD", "GET"]


def test_place_in_a_page_is_not_asked_for(host: Host) -> None:
    assert found(f"{host.address}/fine/part#s-part").verdict == FINE
    assert host.of("/fine/part") == ["HEAD"]


def test_slow_server_is_not_waited_for(host: Host) -> None:
    answer = found(f"{host.address}/slow", Manners("x", pause=0, timeout=0.2, allowed=OWN))

    assert answer == Answer(UNSURE, "no answer within 0.2 seconds")


@pytest.mark.parametrize(("path", "least"), [("/busy", 3600), ("/busy-until", 86400)])
def test_server_that_wants_to_be_left_alone_says_for_how_long_and_is_not_pressed(
    host: Host, path: str, least: float
) -> None:
    answer = found(host.address + path)

    assert answer.verdict == UNSURE
    assert answer.wait is not None
    assert answer.wait >= least
    assert host.of(path) == ["HEAD"]


def test_server_that_takes_no_connection_is_unsure() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        answer = found(f"http://127.0.0.1:{taken.getsockname()[1]}/")

    assert answer == Answer(UNSURE, "its server takes no connection")


def test_server_without_tls_makes_no_secure_connection(host: Host) -> None:
    assert found(host.address.replace("http:", "https:")) == Answer(UNSURE, "it makes no secure connection")


def test_secure_server_is_asked_by_its_name_and_has_to_prove_it(monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    names: list[str | None] = []
    context.sni_callback = lambda _, name, __: names.append(name)

    with run_host(context) as secure:
        named = secure.address.replace("127.0.0.1", "localhost")
        stranger = found(f"{named}/fine")
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        known, other = found(f"{named}/fine"), found(f"{secure.address}/fine")

    assert stranger == other == Answer(UNSURE, "the certificate of its server is not accepted")
    assert known == Answer(FINE, "200 OK")
    assert names == ["localhost", "localhost", None]


def test_who_asks_says_so(host: Host) -> None:
    found(f"{host.address}/fine")

    assert host.agents <= {"digest/0 (link check)", "x"}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://0.0.0.0/", "http://10.0.0.1/",
        "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://2130706433/", "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_private_address_is_not_asked_by_whatever_name(address: str) -> None:
    assert found(address, Manners("x", pause=0)) == Answer(REFUSED, "its host is in a private network")


def test_redirect_into_a_private_network_is_not_followed(host: Host) -> None:
    answer = found(f"{host.address}/to-private")

    assert answer == Answer(UNSURE, "its host is in a private network, at http://10.1.2.3/inside")


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("::1", False), ("fe80::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False), ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_public_numbers_are_those_that_anybody_can_reach(number: str, public: bool) -> None:  # noqa: FBT001 - a case
    assert is_public(number) is public


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "ftp://example.org/",
        "http://",
        "http://example.org:x/",
        f"http://{'a' * 70}.org/",
        "http://me:x@[::1]/",
    ],
)
def test_what_is_no_address_is_not_asked(address: str) -> None:
    assert found(address).verdict == REFUSED


@pytest.mark.parametrize(
    ("address", "named", "target"),
    [
        ("https://kitap.example", "kitap.example", "/"),
        ("https://Kitap.example:443/a?b#c", "kitap.example", "/a?b"),
        ("https://kitap.example:8443/", "kitap.example:8443", "/"),
        ("https://кітап.example/жол", "xn--80atqk3h.example", "/жол"),
        ("http://[2001:db8::1]/", "[2001:db8::1]", "/"),
    ],
)
def test_host_is_named_as_a_request_names_it(address: str, named: str, target: str) -> None:
    place = parse_place(address)

    assert (place.named, place.target) == (named, target)

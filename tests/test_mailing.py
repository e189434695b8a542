"""The digest of a week as a message that a mail program opens: both forms, no sender, no day, the same bytes."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from digest.__main__ import main
from digest.mailing import Mail, read_mail, render_message
from digest.model import UsageError

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

MOST_BYTES = 100_000


def page(lang: str, title: str, body: str = "") -> str:
    return f'<!doctype html>\n<html lang="{lang}" dir="ltr">\n<head>\n<title>{title}</title>\n</head>\n{body}</html>\n'


def write_site(folder: Path, **editions: str) -> Path:
    """Write a site with the mails of 2026-W47; *editions* says the language of each folder, `root` that of the root."""
    for name, lang in editions.items():
        week = folder / ("" if name == "root" else name) / "digest/2026-W47"
        week.mkdir(parents=True)
        (week / "mail.html").write_text(page(lang, f"Week in {lang} · Halls &amp; more"), "utf-8")
        (week / "mail.txt").write_text(f"Week in {lang}\n", "utf-8")
    return folder


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)  # type: ignore[return-value] # as the policy has it


def part(message: EmailMessage, kind: str) -> EmailMessage:
    found = message.get_body((kind,))
    assert found is not None
    return found  # type: ignore[return-value]


def words(message: EmailMessage) -> str:
    """Return the text of a part, in which lines end as they do in mails."""
    return str(message.get_content()).replace("\r\n", "\n")


def mail(**values: Any) -> Mail:
    usual = {
        "subject": "Неделя",
        "lang": "ru",
        "text": "Музей открыт.\n",
        "html": page("ru", "Неделя", "<p>Музей.</p>"),
    }
    return Mail(**(usual | values))


def test_message_has_both_forms_the_plain_one_first() -> None:
    message = parsed(render_message(mail()))

    assert message.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in message.iter_parts()] == ["text/plain", "text/html"]
    assert words(part(message, "plain")) == mail().text
    assert words(part(message, "html")) == mail().html
    assert message.defects == []


def test_message_is_a_draft_without_sender_receiver_or_day() -> None:
    message = parsed(render_message(mail()))

    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"}
    assert (message["Subject"], message["X-Unsent"], message["Content-Language"]) == ("Неделя", "1", "ru")


def test_plain_text_is_not_to_be_flowed_anew() -> None:
    assert "format" not in part(parsed(render_message(mail())), "plain")["Content-Type"].params


@pytest.mark.parametrize("text", ["From here on.\n.\n", "a" * 2000 + "\n", "Қазақ متحف 博物館\n", "--=_digest_\n"])
def test_whatever_the_text_holds_arrives(text: str) -> None:
    content = render_message(mail(text=text, html=page("ru", "x", text)))

    assert words(part(parsed(content), "plain")) == text
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998  # RFC 5322 2.1.1


def test_same_week_gives_the_same_bytes_and_another_another_boundary() -> None:
    one, other = parsed(render_message(mail())), parsed(render_message(mail(text="Other.\n")))

    assert render_message(mail()) == render_message(mail())
    assert one.get_boundary() != other.get_boundary()


# --- the built site ---


@pytest.mark.parametrize(("lang", "expected"), [(None, "en"), ("en", "en"), ("ru", "ru")])
def test_mail_is_that_of_the_edition(tmp_path: Path, lang: str | None, expected: str) -> None:
    found = read_mail(write_site(tmp_path, root="en", ru="ru"), "2026-W47", lang)

    assert (found.lang, found.subject, found.text) == (
        expected,
        f"Week in {expected} · Halls & more",
        f"Week in {expected}\n",
    )


@pytest.mark.parametrize(
    ("week", "lang", "told"),
    [
        ("2026-W48", None, "there is no digest of 2026-W48.*it has 2026-W47"),
        ("2026-W47", "kk", "there is no digest of 2026-W47 in 'kk'.*no week at all"),
        ("2026-W54", None, "is not a week"),
        ("../x", None, "is not a week"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, week: str, lang: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        read_mail(write_site(tmp_path, root="en"), week, lang)


def test_command_writes_the_message_of_the_site_that_was_built(site: Path, tmp_path: Path) -> None:
    for lang in ("en", "ru", "kk", "ar"):
        file = tmp_path / f"{lang}.eml"

        assert main(["mail", "2026-W47", str(file), "--output", str(site), "--lang", lang]) == 0
        message = parsed(file.read_bytes())
        html = part(message, "html")
        assert message["Content-Language"] == lang
        assert len(html.get_content().encode()) < MOST_BYTES
        assert html.get_content().count("<h3") >= 2
        assert "http" in part(message, "plain").get_content()


def test_command_that_cannot_write_says_so(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "2026-W47", str(tmp_path / "none/a.eml"), "--output", str(site)]) == 2
    assert "the message cannot be written" in capsys.readouterr().err

"""The digest of a week as a message: what stands in the built site as `mail.txt` and `mail.html`, in one file.

The message has neither sender, receiver nor date: who sends it has these. So the same week gives the same bytes.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import TYPE_CHECKING

from digest.model import UsageError, Week

if TYPE_CHECKING:
    from pathlib import Path

# <html lang="en" dir="ltr">
_LANG = re.compile(r'<html lang="(?P<lang>[A-Za-z0-9-]+)"')
# <title>Weekly digest, 16–22 November 2026 · Digest</title>
_TITLE = re.compile(r"<title>(?P<title>[^<]*)</title>")
_POLICY = SMTP.clone(cte_type="7bit")  # whatever program it goes through


@dataclass(frozen=True, slots=True)
class Mail:
    """The two forms of a mail, its subject and its language."""

    subject: str
    lang: str
    text: str
    html: str


def read_mail(site: Path, week: str, lang: str | None) -> Mail:
    """Return the mail of *week* of the edition in *lang*, or of that at the root, from the site built in *site*."""
    try:
        name = str(Week.parse(week))
    except ValueError as error:
        message = f"{week!r} is not a week. Hint: write it as in its address: 2026-W47"
        raise UsageError(message) from error
    for edition in [site / lang, site] if lang else [site]:
        folder = edition / "digest" / name
        if (folder / "mail.html").is_file() and (folder / "mail.txt").is_file():
            mail = _read(folder)
            if lang in {None, mail.lang}:
                return mail
    whose = f" in {lang!r}" if lang else ""
    message = f"{site}: there is no digest of {name}{whose}. Hint: build the site first, with `digest build`"
    raise UsageError(f"{message}; it has {_there(site, lang)}")


def _read(folder: Path) -> Mail:
    page, text = (folder / "mail.html").read_text("utf-8"), (folder / "mail.txt").read_text("utf-8")
    lang, title = _LANG.search(page), _TITLE.search(page)
    if lang is None or title is None:
        message = f"{folder / 'mail.html'}: it says neither language nor title. Hint: build the site again"
        raise UsageError(message)
    return Mail(" ".join(html.unescape(title["title"]).split()), lang["lang"], text, page)


def _there(site: Path, lang: str | None) -> str:
    weeks = sorted(path.parent.name for path in (site / (lang or "") / "digest").glob("*/mail.html"))
    return ", ".join(weeks[-3:]) if weeks else "no week at all"


def render_message(mail: Mail) -> bytes:
    """Return the message as it stands in a file: a draft of which a mail program shows whichever form it can."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = mail.subject
    message["X-Unsent"] = "1"  # Outlook, Mail and others then open it to be sent, not as one that came
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    message["Content-Language"] = mail.lang
    message.set_boundary(f"=_digest_{sha256((mail.text + mail.html).encode()).hexdigest()[:24]}")
    return message.as_bytes()


def write_message(path: Path, message: bytes) -> None:
    """Write *message* to *path*."""
    try:
        path.write_bytes(message)
    except OSError as error:
        told = f"{path}: the message cannot be written: {error.strerror}. Hint: name a file in a folder that is there"
        raise UsageError(told) from error

"""The quick exit: where a reader goes who must not be seen here, and which pages have that way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.model import DigestError
from digest.shapes import did_you_mean, is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.registry import Registry

_KEYS = ("url", "tags", "sections")
Topics = tuple[tuple[str, str], ...]
"""What a page is about: `tag` or `section`, and its id."""


class ExitError(DigestError):
    """A quick exit that leads nowhere, or stands on no page: readers would trust in what is not there."""


@dataclass(frozen=True, slots=True)
class Exit:
    """Where the quick exit leads, by language and at least for *default*, and the topics whose pages have it.

    Without topics every page has it.
    """

    urls: tuple[tuple[str, str], ...]
    default: str
    topics: Topics = ()

    def url(self, lang: str, topics: Iterable[tuple[str, str]]) -> str:
        """Return where it leads on a page in *lang* about *topics*; nothing where the page has none."""
        if self.topics and not set(self.topics).intersection(topics):
            return ""
        return dict(self.urls).get(lang, self.default)


def exit_of(said: Mapping[str, Any] | None, default_lang: str) -> Exit | None:
    """Return the quick exit that the settings ask for, if they do."""
    if said is None:
        return None
    unknown = [key for key in said if key not in _KEYS]
    if unknown:
        message = f"the exit has an unknown setting {unknown[0]!r}. Hint: the settings are {', '.join(_KEYS)}"
        raise ExitError(message)
    url = said.get("url", "")
    urls = url if isinstance(url, dict) else {default_lang: url}
    wrong = [address for address in urls.values() if not is_web_address(str(address))]
    if wrong or default_lang not in urls:
        message = f"the exit leads nowhere: {url!r}. Hint: write a whole address, or {{{default_lang!r}: one, …}}"
        raise ExitError(message)
    kinds = (("tag", said.get("tags", ())), ("section", said.get("sections", ())))
    topics = tuple((kind, name) for kind, names in kinds for name in names)
    return Exit(tuple(sorted(urls.items())), urls[default_lang], topics)


def check_topics(quick: Exit | None, registry: Registry) -> None:
    """Raise ExitError for a topic that no registry has."""
    for kind, name in quick.topics if quick else ():
        entries = getattr(registry, f"{kind}s").entries
        if name not in entries:
            hint = did_you_mean(name, list(entries)) or f"name an id of content/registry/{kind}s.yaml"
            message = f"the exit is for a {kind} that is not there: {name!r}. Hint: {hint}"
            raise ExitError(message)

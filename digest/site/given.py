"""What the site is made from, and what it is made of: the values at the two ends of `plan_site`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.model import DigestError
from digest.shapes import is_web_address
from digest.site.exits import Exit, exit_of
from digest.site.onions import onion_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from digest.registry import Registry
    from digest.site.images import Figure
    from digest.site.press import Press
    from digest.site.sitemap import Place
    from digest.site.stories import Leaf, Story
    from digest.site.views import Head
    from digest.site.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the settings say of the site; *url* is its address without a slash at the end.

    *short_name* is for where there is room for 16 letters; *licence* is the address of the licence that the digest's
    own texts and its data set are under, empty where nothing is said. With *offline* the site has its offline edition
    to be taken along; with *cards* every article has a card of its own for links that are shared, without, all have
    that of the site. *exit* is the quick exit of pages, if they have one. *onion* is
    where the same site is an onion service, without a slash at the end, for readers with Tor Browser.
    """

    name: str
    tagline: str
    url: str
    default_lang: str = "en"
    page_size: int = 20
    offline: bool = False
    short_name: str = ""
    licence: str = ""
    cards: bool = True
    exit: Exit | None = None
    onion: str = ""

    @classmethod
    def of(cls, site: Mapping[str, Any], url: str) -> Options:
        """Return what the settings say: *site* is what stands under that name in DIGEST, *url* is SITEURL."""
        quick = exit_of(site.get("exit"), site.get("default_lang", "en"))
        onion = onion_address(site.get("onion") or "")
        return cls(**{**site, "exit": quick, "onion": onion, "url": url.rstrip("/")})

    def __post_init__(self) -> None:
        if not isinstance(self.page_size, int) or self.page_size < 1:
            message = f"a list page cannot show {self.page_size!r} articles. Hint: set page_size to 1 or more"
            raise DigestError(message)
        if self.licence and not is_web_address(self.licence):
            message = f"the licence is no web address: {self.licence!r}. Hint: write one that begins with https://"
            raise DigestError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Everything that the site is made from.

    *stories* and *leaves* are those that readers may see. *words* returns the words of a language or None where the
    theme has none, *picture* what pages show of a picture by its name in the content folder, or None where it is not
    there. *memory* is what an earlier plan has found out that is costly to find; a plan leaves in it what the next one
    can use.
    """

    stories: Sequence[Story]
    leaves: Sequence[Leaf[Any]]
    registry: Registry
    options: Options
    words: Callable[[str], Words | None]
    picture: Callable[[str], Figure | None]
    memory: MutableMapping[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page: *path*, the template that makes it, its head, what else the template sees, and who prints it."""

    path: str
    template: str
    head: Head
    context: Mapping[str, object]
    press: Press

    @property
    def words(self) -> Words:
        """The words that the page speaks."""
        return self.press.words


@dataclass(frozen=True, slots=True)
class Raw:
    """A file with its content."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """One file of the site that is to be made: where it stands, and everything that it is made from.

    *make* is a method of a press, named after what it makes. It is handed *path* and *needs* and knows nothing else of
    the site, and a template sees nothing but what it returns: so whatever a page can show is in the press or in
    *needs*, and the fingerprint of both tells whether it has changed. *place* is what the sitemap says of it.
    """

    path: str
    make: Callable[..., Rendered | Raw]
    needs: tuple[object, ...]
    template: str | None = None
    place: Place | None = None

    @property
    def press(self) -> object:
        """Who makes it."""
        return self.make.__self__  # type: ignore[attr-defined]

    def output(self) -> Rendered | Raw:
        """Make it."""
        return self.make(self.path, *self.needs)

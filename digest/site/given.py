"""What the site is made from, and what it is made of: the values at the two ends of `plan_site`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.registry import Registry
    from digest.site.stories import Leaf, Story
    from digest.site.views import Head
    from digest.site.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the settings say of the site; *url* is its address without a slash at the end."""

    name: str
    tagline: str
    url: str
    default_lang: str = "en"
    page_size: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Everything that the site is made from.

    *stories* and *leaves* are those that readers may see. *words* returns the words of a language or None where the
    theme has none; *image_size* as in Presenter.
    """

    stories: Sequence[Story]
    leaves: Sequence[Leaf]
    registry: Registry
    options: Options
    words: Callable[[str], Words | None]
    image_size: Callable[[str], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page: *path*, the template that makes it, its head, what else the template sees, and the words it speaks."""

    path: str
    template: str
    head: Head
    context: Mapping[str, object]
    words: Words


@dataclass(frozen=True, slots=True)
class Raw:
    """A file with its content."""

    path: str
    content: bytes

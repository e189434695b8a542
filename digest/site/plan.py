"""Every file of the site, from the articles: which there are, what each shows, where each stands.

`plan_site` is the one place that knows what the site consists of. It yields what to write and writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site.desk import Desk
from digest.site.editions import Editions
from digest.site.frame import Frame
from digest.site.given import Raw
from digest.site.sitemap import render_robots, render_sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.site.given import Input, Rendered
    from digest.site.sitemap import Place


def plan_site(given: Input) -> Iterator[Rendered | Raw]:
    """Yield every file of the site but the static ones; the sitemap comes last, when all pages are known."""
    editions = Editions(given)
    places: list[Place] = []
    for output, place in _plan_pages(editions):
        yield output
        if place is not None:
            places.append(place)
    yield Raw("/sitemap.xml", render_sitemap(places))
    yield Raw("/robots.txt", render_robots(editions.url("/sitemap.xml")))


def _plan_pages(editions: Editions) -> Iterator[tuple[Rendered | Raw, Place | None]]:
    for presenter in editions.presenters.values():
        desk = Desk(editions, presenter, Frame(editions, presenter))
        yield from desk.outputs()
        if presenter.edition.is_default:
            yield desk.missing(), None

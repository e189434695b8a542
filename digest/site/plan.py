"""Every file of the site, from the articles: which there are, what each is made from, where each stands.

`plan_site` is the one place that knows what the site consists of. It makes nothing and writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.site.allowed import held_to_rights
from digest.site.desk import Desk
from digest.site.editions import Editions
from digest.site.exits import check_topics
from digest.site.given import Job
from digest.site.moving import moving_jobs
from digest.site.sitemap import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.site.given import Input


def plan_site(given: Input) -> Iterator[Job]:
    """Yield every file of the site but the static ones; the sitemap comes last, when all pages are known."""
    check_topics(given.options.exit, given.registry)
    stories = [held_to_rights(story, given.registry) for story in given.stories]
    editions = Editions(replace(given, stories=stories))
    places, paths = [], set()
    for job in _plan_pages(editions):
        yield job
        paths.add(job.path)
        if job.place is not None:
            places.append(job.place)
    yield from moving_jobs(editions, paths)
    index = Index(given.options.url)
    yield from index.jobs(places)
    yield Job("/robots.txt", index.robots, ())


def _plan_pages(editions: Editions) -> Iterator[Job]:
    for presenter in editions.presenters.values():
        desk = Desk(editions, presenter)
        yield from desk.jobs()
        if presenter.edition.is_default:
            yield desk.missing()
            yield from desk.data_files()
            yield from desk.share_files()
            yield from desk.exception_files()

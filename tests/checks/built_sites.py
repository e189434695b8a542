"""A small site that has everything `digest check output` asks of one, for tests that break one file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.project import article

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = {"DIGEST_NOW": "2026-06-01T12:00:00+00:00"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><rect width="64" height="36"/></svg>\n'
TEXT = (
    "The library of the town lends maps of every district to schools that ask for them in writing.\n\nIt has done so."
)
PLAN = (
    "The museum plans to open seven further rooms for its collection of early printed atlases next autumn.\n\n"
    "Nobody outside of the house has been told of the plan for these rooms and their cupboards so far."
)


def project() -> Mapping[str, str]:
    """Return the files of a project: an article in two languages, a dossier, a page, and texts that wait."""
    return {
        "content/articles/2016/maps.md": article("maps-for-schools", TEXT, images=_images("plan")),
        "content/articles/2016/karty.md": article(
            "karty-dlia-shkol", "Библиотека даёт карты школам.", lang="ru", translation_of="maps-for-schools", tags="[]"
        ),
        "content/articles/2016/rooms.md": article(
            "seven-further-rooms",
            PLAN,
            title="Museum is to open seven rooms",
            status="draft",
            images=_images("rooms"),
        ),
        "content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\nThis is a digest.\n",
        "content/images/plan.svg": DRAWING,
        "content/images/rooms.svg": DRAWING.replace("64", "80"),
    }


def _images(name: str) -> str:
    return f"[{{file: images/{name}.svg, alt: A plan}}]"

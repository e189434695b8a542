"""Asking an engine of the search page in the browser, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.sync_api import Page


class Ask(Protocol):
    """Asks one engine."""

    def __call__(
        self,
        page: Page,
        query: str = "",
        /,
        *,
        sort: str = "relevance",
        lang: str = "en",
        pages: Sequence[int] = (1,),
        **filters: list[str],
    ) -> dict[str, Any]:
        """Return what the engine answers on a page in *lang*, with the hits of *pages*."""


def asking(script: str) -> Ask:
    """Return what asks the engine that *script* opens; it is handed query, filters, order, language and pages."""

    def search(
        page: Page,
        query: str = "",
        /,
        *,
        sort: str = "relevance",
        lang: str = "en",
        pages: Sequence[int] = (1,),
        **filters: list[str],
    ) -> dict[str, Any]:
        found: dict[str, Any] = page.evaluate(script, [query, filters, sort, lang, list(pages)])
        return found

    return search


def slugs(found: Mapping[str, Any]) -> list[str]:
    """Return the slugs of the hits, in order."""
    return [hit["url"].rstrip("/").rpartition("/")[2] for hit in found["hits"]]

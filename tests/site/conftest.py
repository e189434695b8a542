"""The pages of the built site, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.pages import BuiltPage, read_pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def all_pages(site: Path) -> dict[str, BuiltPage]:
    """Return every page of the site by its path, those that only redirect too."""
    return read_pages(site)


@pytest.fixture(scope="session")
def pages(all_pages: dict[str, BuiltPage]) -> dict[str, BuiltPage]:
    """Return every page of the site that a reader reads, by its path; mails are read elsewhere."""
    return {path: page for path, page in all_pages.items() if not page.is_redirect and not path.endswith("/mail.html")}

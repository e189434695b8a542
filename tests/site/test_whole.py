"""Nothing is wrong with the whole site, by all that `digest check output` knows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.engine.inspecting import inspect_site
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_wrong_with_the_whole_site(site: Path) -> None:
    assert list(map(str, inspect_site(site, content=ROOT / "content", now=datetime.now(UTC)))) == []


def test_nothing_is_wrong_with_a_site_of_articles_that_have_everything(showcase: Path) -> None:
    content = showcase.parent / "content"

    assert list(map(str, inspect_site(showcase, content=content, now=datetime.now(UTC)))) == []

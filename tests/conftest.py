"""The built site, the server that shows it and the browser that reads it, for every test."""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect, sync_playwright

from tests.support.browser import launch_lightest
from tests.support.project import ROOT, build, write_project
from tests.support.server import serve
from tests.support.showcase import FILES as SHOWCASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 30_000  # milliseconds until an element that does not come fails the test; a busy machine is no fault
expect.set_options(timeout=PATIENCE)
# What hypothesis tries is not timed either.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses the browser, so that `-m "not browser"` leaves it out; drop what there are no texts for.

    Some tests read real articles from beside the repository, which belong to others and are not in it.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    without = [item for item in items if "NOTSET" in item.name.partition("[")[2]]
    if without:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of pytest-xdist share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Path:
    """Return the folder of the site built from this repository's content; it is only to be read."""
    output = shared_folder / "site"
    with alone(shared_folder / "site.lock"):
        return output if output.is_dir() else build(ROOT, output)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other worker of pytest-xdist do while the block runs what it does under this lock."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Return the address at which `site` is served, without a slash at its end."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def showcase(shared_folder: Path) -> Path:
    """Return the folder of a site whose articles have everything, or nothing; it is only to be read."""
    project = shared_folder / "showcase"
    with alone(shared_folder / "showcase.lock"):
        if (project / "output").is_dir():
            return project / "output"
        return build(write_project(project, SHOWCASE), project / "output")


@pytest.fixture(scope="session")
def showcase_url(showcase: Path) -> Iterator[str]:
    """Return the address at which `showcase` is served, without a slash at its end."""
    with serve(showcase) as address:
        yield address


class MakeSite(Protocol):
    """Builds a small site."""

    def __call__(
        self, files: Mapping[str, str], *options: str, name: str = "project", env: Mapping[str, str] | None = None
    ) -> Path:
        """Return the output of a project of *files*, built with *options* in the folder *name*."""


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Return a function that builds a site from files such as `{"content/articles/2016/x.md": "…"}`."""

    def make(
        files: Mapping[str, str], *options: str, name: str = "project", env: Mapping[str, str] | None = None
    ) -> Path:
        folder = write_project(tmp_path / name, files)
        return build(folder, folder / "output", *options, env=env)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium, without its windows."""
    with sync_playwright() as playwright:
        try:
            browser = launch_lightest(playwright)
        except FileNotFoundError as error:
            pytest.fail(str(error), pytrace=False)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Watch:
    """What went wrong in a page while nobody looked; `allow` names what a test means to happen."""

    origins: tuple[str, ...]
    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Do not fail the test for what *pattern* (a regular expression) is found in."""
        self.allowed.append(pattern)

    def observe(self, context: BrowserContext) -> None:
        """Write down every request to another origin and every error of the pages of *context*."""
        context.on("request", lambda request: self._request(request.url))
        context.on("weberror", lambda error: self.complaints.append(f"error in a script: {error.error}"))
        context.on(
            "console",
            lambda message: (
                self.complaints.append(f"error in the console: {message.text} ({message.location['url']})")
                if message.type == "error"
                else None
            ),
        )

    def _request(self, url: str) -> None:
        own = [f"{kind}{origin}/" for origin in self.origins for kind in ("", "blob:")]
        if not url.startswith((*own, "data:", "about:")):
            self.complaints.append(f"a request to another origin: {url}")

    def verdict(self) -> list[str]:
        """Return what no test allowed."""
        return [said for said in self.complaints if not any(re.search(pattern, said) for pattern in self.allowed)]


@pytest.fixture
def watch(base_url: str, request: pytest.FixtureRequest) -> Iterator[Watch]:
    """Fail the test at its end for any request to another origin and any error of a page."""
    more = (request.getfixturevalue("showcase_url"),) if "showcase_url" in request.fixturenames else ()
    watch = Watch((base_url, *more))
    yield watch
    if watch.verdict():
        pytest.fail("\n".join(watch.verdict()), pytrace=False)


class NewPage(Protocol):
    """Opens pages."""

    def __call__(self, **options: object) -> Page:
        """Return a page in a new context with *options* of Playwright's `new_context`."""


@pytest.fixture
def new_page(browser: Browser, base_url: str, watch: Watch) -> Iterator[NewPage]:
    """Return a function that opens a page in a context of its own, watched, with `base_url` for relative addresses."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(base_url=base_url, **options)  # type: ignore[arg-type]  # Playwright checks them
        context.set_default_timeout(PATIENCE)
        watch.observe(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Return an empty page of a browser that was never here before."""
    return new_page()


@pytest.fixture
def nojs_page(new_page: NewPage) -> Page:
    """Return an empty page of a browser without JavaScript."""
    return new_page(java_script_enabled=False)

"""A served index of a few articles of all languages, and a page that can ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.search.index.support import document, write_index
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LIBRARIES = [
    document(
        "families", "Families in Aktobe", "Officials speak with families. Readers come back.", facets={"tag": ("law",)}
    ),
    document(
        "halls", "The reading halls", "A library opens its halls in Aktobe. Statutes of the library.", date="2014"
    ),
    document("symbols", "Молодёжь и закон", "Резолюция A/RES/60/288. О молодёжи и о библиотеках.", lang="ru"),
    document("city", "Библиотека в городе Актобе", "Читатели города Актобе вернулись.", lang="ru", date=""),
    document("centre", "Оқу орталығы", "Мектептеріндегі кітапханалардың жолдары. Ақтөбе қаласы.", lang="kk"),
    document(
        "council", "مجلس المكتبات", "القرار ٢١٧٨ بشأن القرّاء في أكتوبي.", lang="ar", facets={"place": ("aktobe",)}
    ),
    document("forms", "Words in their forms", "story stories city cities copy copies body bodies duty duties"),
    document("markup", "On <b>markup</b>", "They wrote <img src=x onerror=alert(1)> &lt;mark&gt; here."),
    document("bishkek", "A museum opens", "Curators from Bishkek and Samarkand came to the museum."),
    document("museum", "Музей открывается", "Хранители из Бишкека приехали в музей: Бишкек и Самарканд.", lang="ru"),
]


@pytest.fixture(scope="session")
def own_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a served index of `LIBRARIES`."""
    with serve(write_index(tmp_path_factory.mktemp("own"), LIBRARIES)) as address:
        yield address


@pytest.fixture(scope="module")
def asking(browser: Browser, own_url: str) -> Iterator[Page]:
    """Return a page beside that index, whose scripts must not fail."""
    errors: list[str] = []
    with browser.new_context(base_url=own_url) as context:
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        page.goto("/")
        yield page
    assert errors == []

"""Every page of the built site is whole, valid and leads somewhere."""

from __future__ import annotations

import re
from collections import Counter, deque
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.support.project import digest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import BuiltPage

Pages = dict[str, "BuiltPage"]
CLICKS = 3


def test_every_page_is_valid_html(all_pages: Pages) -> None:
    assert [error for page in all_pages.values() for error in page.errors] == []


def test_no_page_has_one_id_twice(all_pages: Pages) -> None:
    twice = {path: [id_ for id_, times in Counter(page.ids()).items() if times > 1] for path, page in all_pages.items()}

    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_every_page_has_one_first_heading(pages: Pages) -> None:
    assert {path: count for path, page in pages.items() if (count := len(list(page.all("h1")))) != 1} == {}


def test_headings_skip_no_level(pages: Pages) -> None:
    skipping = {}
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        skipping[path] = [after for before, after in pairwise(levels) if after > before + 1]

    assert {path: found for path, found in skipping.items() if found} == {}


def test_every_page_says_its_language_and_direction(pages: Pages) -> None:
    for path, page in pages.items():
        lang, direction = page.tree.get("lang"), page.tree.get("dir")

        assert lang, path
        assert direction == ("rtl" if lang == "ar" else "ltr"), path


def test_pages_of_an_edition_are_in_its_language(pages: Pages) -> None:
    editions = {"ru", "kk", "ar"}
    langs = {path: page.tree.get("lang") for path, page in pages.items() if path.split("/")[1] in editions}

    assert {path: lang for path, lang in langs.items() if lang != path.split("/")[1]} == {}


def test_every_page_has_a_title_of_its_own_within_its_edition(pages: Pages) -> None:
    titles = Counter(
        (page.tree.get("lang"), next(page.all("title")).text) for path, page in pages.items() if "/page/" not in path
    )

    assert [title for title, times in titles.items() if times > 1] == []


def test_every_picture_has_alt_text_and_its_size(pages: Pages) -> None:
    wanted = {"alt", "width", "height"}

    assert [
        (path, img.get("src")) for path, page in pages.items() for img in page.all("img") if wanted - set(img.attrib)
    ] == []


def test_checks_find_nothing_wrong_with_the_site(site: Path) -> None:
    done = digest("check", "output", site)

    assert done.stderr == ""
    assert done.returncode == 0


def test_no_page_fetches_anything_from_elsewhere(all_pages: Pages) -> None:
    fetching = {"script": "src", "img": "src", "source": "srcset", "iframe": "src", "use": "href", "form": "action"}
    found = [
        (path, element.get(fetching[str(element.tag)]))
        for path, page in all_pages.items()
        for element in page.all(*fetching)
    ]
    found += [
        (path, link.get("href"))
        for path, page in all_pages.items()
        for link in page.all("link")
        if not {"canonical", "alternate", "license", "author"} & set(link.get("rel", "").split())
    ]

    assert [(path, url) for path, url in found if url and urlsplit(url).netloc] == []


def test_stylesheets_and_scripts_fetch_nothing_from_elsewhere(site: Path) -> None:
    files = [*site.glob("theme/**/*.css"), *site.glob("theme/**/*.js")]
    foreign = re.compile(r"""url\(["']?(?:https?:)?//|\b(?:import|from|fetch|URL|Worker)\b[ (]*["'`](?:https?:)?//""")

    assert files
    assert [file.name for file in files if foreign.search(file.read_text("utf-8"))] == []


def test_every_article_is_three_clicks_from_the_front_page(pages: Pages) -> None:
    distance = {"/": 0}
    queue = deque(["/"])
    while queue:
        path = queue.popleft()
        for link in pages[path].links():
            if link in pages and link not in distance:
                distance[link] = distance[path] + 1
                queue.append(link)

    far = {
        path: distance.get(path) for path in pages if "/articles/" in path and distance.get(path, CLICKS + 1) > CLICKS
    }
    assert far == {}


def test_every_page_is_linked_from_another(pages: Pages) -> None:
    linked = {link for path, page in pages.items() for link in page.links() if link != path}

    assert set(pages) - linked - {"/404.html"} == set()


def test_every_article_leads_to_its_lists(pages: Pages) -> None:
    """Byline, section and tags are links, and each list that an article names names the article."""
    for path, page in pages.items():
        if "/articles/" not in path:
            continue
        lists = [link for link in page.links() if link.split("/")[-3:-2] and link.split("/")[-3] in {"tags", "authors"}]
        assert lists, path
        assert [link for link in lists if link not in pages] == [], path

"""Where everything stands."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.site import addresses
from digest.site.filters import href

NAMES = st.text("ab19-", min_size=1, max_size=5)
PARTS = st.lists(
    NAMES | st.sampled_from(["2016", "page", "қаз", "a%20b"]),
    max_size=4,
)
FOLDERS = PARTS.map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
FILES = st.builds(lambda folder, name: f"{folder}{name}", FOLDERS, st.sampled_from(["feed.atom", "404.html", "a.png"]))
PATHS = FOLDERS | FILES
STARTS = PATHS.filter(lambda path: path != addresses.MISSING)  # which is shown at any address
TAILS = st.sampled_from(["", "#main", "?v=12ab", "?tag=a&year=2016#x"])
SITE = "https://example.org"


def on_page(path: str, start: str, site_url: str = SITE) -> str:
    """Return the address of *path* as it stands in the finished page at *start*."""
    return href(path).replace(addresses.ROOT, addresses.root_from(start, site_url))


@given(PATHS, STARTS, TAILS)
def test_relative_address_leads_back_to_the_path(path: str, start: str, tail: str) -> None:
    address = on_page(path + tail, start)

    assert not address.startswith("/")
    assert urljoin(SITE + start, address) == SITE + path + tail


@given(PATHS, STARTS, st.sampled_from(["/digest/", "/a/b/"]))
def test_relative_address_works_below_any_folder(path: str, start: str, below: str) -> None:
    address = on_page(path, start)

    assert urljoin(f"{SITE}{below}{start[1:]}", address) == f"{SITE}{below}{path[1:]}"


@given(PATHS, PATHS)
def test_two_paths_are_never_saved_as_one_file(one: str, other: str) -> None:
    assume(one != other)

    assert addresses.save_as(one) != addresses.save_as(other)
    assert not addresses.save_as(one).startswith("/")


@pytest.mark.parametrize(
    ("path", "file"),
    [("/", "index.html"), ("/tags/a/", "tags/a/index.html"), ("/feed.atom", "feed.atom"), ("/404.html", "404.html")],
)
def test_path_is_saved_where_a_server_looks_for_it(path: str, file: str) -> None:
    assert addresses.save_as(path) == file


@pytest.mark.parametrize(
    ("kind", "identifier", "path"),
    [
        ("latest", "", "/ru/latest/"),
        ("year", "2016", "/ru/archive/2016/"),
        ("month", "2016-12", "/ru/archive/2016/12/"),
        ("undated", "undated", "/ru/archive/undated/"),
        ("tag", "two-words", "/ru/tags/two-words/"),
        ("author", "law-desk", "/ru/authors/law-desk/"),
        ("place", "aktobe", "/ru/places/aktobe/"),
        ("section", "law", "/ru/sections/law/"),
        ("publication", "digest", "/ru/publications/digest/"),
    ],
)
def test_list_stands_where_the_design_says(kind: str, identifier: str, path: str) -> None:
    assert addresses.list_path("/ru/", kind, identifier) == path


def test_edition_of_the_default_language_stands_at_the_root() -> None:
    assert addresses.edition_prefix("en", "en") == "/"
    assert addresses.edition_prefix("ru", "en") == "/ru/"


def test_page_for_missing_addresses_has_addresses_that_work_at_any_of_them() -> None:
    assert on_page("/tags/a/", addresses.MISSING) == "/tags/a/"
    assert on_page("/tags/a/", addresses.MISSING, "https://example.org/digest/") == "/digest/tags/a/"
    assert on_page("/tags/a/", "/x/", "https://example.org/digest") == "../tags/a/"

"""The sitemap is divided where it would be larger than one may be; every part is as the schema of sitemaps wants it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.site.given import Raw
from digest.site.sitemap import MOST_PLACES, Index, Place, divide, render_sitemap
from tests.support.schemas import faults_of_sitemap

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://example.org"
ALTERNATES = ((("en", f"{URL}/a/"), ("x-default", f"{URL}/a/")), ())
PLACES = st.builds(
    Place,
    st.integers(0, 10**6).map(lambda number: f"{URL}/a&b/{number:07}/"),
    st.sampled_from([None, date(2026, 1, 5), date(2026, 2, 1)]),
    st.sampled_from(ALTERNATES),
)


def made(places: list[Place]) -> dict[str, bytes]:
    """Return the files of the sitemap, by path."""
    outputs = [job.output() for job in Index(URL).jobs(places)]
    return {output.path: output.content for output in outputs if isinstance(output, Raw)}


def places(number: int) -> list[Place]:
    return [Place(f"{URL}/{at:06}/", date(2026, 1, 1 + at % 20)) for at in range(number)]


def addresses(content: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(content).iter(f"{SITEMAP}loc")]


def test_sitemap_of_a_common_site_is_one_file() -> None:
    assert list(made(places(MOST_PLACES))) == ["/sitemap.xml"]


def test_larger_sitemap_has_parts_that_one_file_names() -> None:
    found = made(places(MOST_PLACES + 1))

    assert list(found) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap.xml"]
    assert addresses(found["/sitemap.xml"]) == [f"{URL}/sitemap-1.xml", f"{URL}/sitemap-2.xml"]
    assert [len(addresses(found[f"/sitemap-{part}.xml"])) for part in (1, 2)] == [MOST_PLACES, 1]
    days = [element.text for element in ET.fromstring(found["/sitemap.xml"]).iter(f"{SITEMAP}lastmod")]
    assert days == ["2026-01-20", "2026-01-01"]


@given(st.lists(PLACES, min_size=1, max_size=30), st.integers(1, 9), st.integers(200, 5000))
def test_parts_hold_every_place_once_and_none_is_too_large(some: list[Place], most: int, size: int) -> None:
    parts = list(divide(some, most, size))

    assert [place for part in parts for place in part] == some
    assert all(0 < len(part) <= most for part in parts)
    assert all(len(part) == 1 or len(render_sitemap(part)) <= size for part in parts)


@given(st.lists(PLACES, min_size=1, max_size=5))
def test_part_is_as_the_schema_wants_it(some: list[Place]) -> None:
    assert faults_of_sitemap(render_sitemap(some)) == []


@pytest.mark.parametrize("number", [0, 1])
def test_small_site_has_one_sitemap(number: int) -> None:
    assert len(made(places(number))) == 1

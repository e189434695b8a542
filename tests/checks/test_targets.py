"""Where addresses lead: the quick ways say what the long one does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.checks.targets import Target, find_target, find_targets

PARTS = st.sampled_from(
    ["", ".", "..", "a", "b_c-2", "index.html", "cite.bib", "x.tar.gz", "%2e", "é", "a b", "a?b", ":"]
)
FRAGMENTS = st.sampled_from(["", "#", "#y2016", "#s-é", "#a#b", "?v=1", "?v=1#x"])
PAGES = st.sampled_from(["index.html", "a/index.html", "tags/b/page/3/index.html", "404.html"])
BASES = st.sampled_from(["/", "/news/", "/a/b/"])


@given(BASES, PAGES, st.integers(0, 5), st.lists(PARTS, max_size=4), FRAGMENTS)
def test_quick_ways_lead_where_the_long_one_does(base: str, page: str, up: int, parts: list[str], end: str) -> None:
    address = "../" * up + "/".join(parts) + end

    assert set(find_targets(base, page, [address])) == {find_target(base, page, address)}


def test_targets_are_files_with_the_places_in_them() -> None:
    addresses = ["../../tags/law/#y2016", "../../tags/law/", "#main", "https://example.org/", "../../../up/"]

    assert list(find_targets("/", "articles/rooms/index.html", addresses)) == [
        Target("tags/law/index.html", "y2016"),
        Target("tags/law/index.html"),
        Target("articles/rooms/index.html", "main"),
        Target("up/index.html"),
    ]

"""What the registry of publications leaves out of who speaks and who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.checks.outlets import check_outlets

if TYPE_CHECKING:
    from pathlib import Path

BARE = "wire:\n  name: {en: Wire}\n  description: {en: A wire.}\n"
WIRE = f"{BARE}  rights: excerpt\n"


def told(folder: Path, text: str) -> list[tuple[int, str, bool, str]]:
    (folder / "publications.yaml").write_text(text, "utf-8")
    return [(one.line, one.code, one.is_notice, one.message) for one in check_outlets(folder)]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("", "owner and funder and country"),
        ("  owner: Readers.\n", "funder and country"),
        ("  owner: Readers.\n  funder:\n  country: KZ\n", "funder"),
    ],
)
def test_publication_that_does_not_say_who_speaks_is_a_notice(tmp_path: Path, said: str, missing: str) -> None:
    message = f"'wire' does not say its {missing}"

    assert told(tmp_path, f"# who\n{WIRE}{said}") == [(2, "C364", True, message)]


@pytest.mark.parametrize("country", ["KZ", "international", "unknown"])
def test_publication_that_says_it_or_that_nobody_knows_is_not_told(tmp_path: Path, country: str) -> None:
    assert told(tmp_path, f"{WIRE}  owner: unknown\n  funder: {{en: Readers.}}\n  country: {country}\n") == []


@pytest.mark.parametrize("text", ["", "wire: word\n", "wire: [\n"])
def test_registry_with_another_fault_is_left_to_who_tells_that(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_registry_that_is_not_there_is_not_told(tmp_path: Path) -> None:
    assert list(check_outlets(tmp_path / "nowhere")) == []


def test_publication_that_does_not_say_how_much_may_be_shown_is_a_notice(tmp_path: Path) -> None:
    message = "'wire' does not say how much of its texts may be shown"

    said = f"{BARE}  owner: unknown\n  funder: unknown\n  country: unknown\n"
    assert told(tmp_path, said) == [(1, "C366", True, message)]

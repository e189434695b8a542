"""The whole way, by the commands that an editor types: from raw texts to a site that can be searched."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.support.project import ROOT, digest

if TYPE_CHECKING:
    from pathlib import Path


def test_raw_texts_alone_become_a_site(tmp_path: Path) -> None:
    """Nobody has given the texts a section, tags or a publication yet: that may not keep readers from them."""
    for name in ("inbox", "theme", "content"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("articles", "digests", "dossiers"))
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    texts = len(list((ROOT / "inbox").glob("*.txt")))

    imported = digest("import", "inbox", cwd=tmp_path)
    built = digest("build", cwd=tmp_path)
    again = digest("import", "inbox", cwd=tmp_path)

    assert imported.returncode == 0
    assert imported.stdout.splitlines() == [
        f"{texts} texts read: {texts} created",
        "Next: give the new articles a section and tags; `inv serve` shows them",
    ]
    assert built.returncode == 0, built.stderr
    assert f"{texts} of them articles that search finds" in built.stdout
    assert again.stdout == f"{texts} texts read: {texts} unchanged\n"


def test_theme_without_a_template_is_told_in_one_line(tmp_path: Path) -> None:
    for name in ("theme", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    (tmp_path / "theme/templates/index.html").unlink()

    built = digest("build", cwd=tmp_path)

    assert built.returncode == 1
    assert len(built.stderr.splitlines()) == 1
    assert "the theme has no template index.html" in built.stderr
    assert "Hint: restore theme/templates/index.html" in built.stderr
    assert not (tmp_path / "output").exists()

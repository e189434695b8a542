"""What git knows of articles that were published: their addresses, which answer for ever."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

from digest import frontmatter, schema
from digest.frontmatter import FrontMatterError
from digest.model import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.checks.content import Checked


def check_slugs_since(folder: Path, revision: str, articles: Sequence[Checked[Any]]) -> Iterator[Problem]:
    """Yield the articles of the content *folder* that were published in a git *revision* and lost their slug since."""
    slugs = {article.matter.slug for article in articles}
    by_path = {article.path: article for article in articles}
    for before, after in _changed(folder, revision):
        matter = _matter(git(folder, "show", f"{revision}:./{before}"))
        slug = matter.get("slug")
        if slug is None or slug in slugs or matter.get("status", "published") not in schema.PUBLIC:
            continue
        path = (folder / after).as_posix()
        message = f"the article was published as {slug!r} in {revision}, and no article has that slug now"
        hint = f"write `slug: {slug}`: an address once published stays"
        article = by_path.get(path)
        yield article.problem("slug", "C137", message, hint) if article else Problem(path, 0, "C137", message, hint)


def _changed(folder: Path, revision: str) -> Iterator[tuple[str, str]]:
    """Yield the articles that differ from *revision*: their paths then and now, below *folder*."""
    told = git(folder, "diff", "--name-status", "--find-renames", "-z", "--relative", revision, "--", schema.ARTICLES)
    parts = iter(told.split("\0"))
    for state in parts:
        if not state:
            return
        before = next(parts)
        after = next(parts) if state[0] in "RC" else before
        if state[0] in "MRD" and before.endswith(".md"):
            yield before, after


def _matter(text: str) -> Mapping[str, Any]:
    try:
        return frontmatter.read(text).metadata
    except FrontMatterError:
        return {}


def git(folder: Path, *arguments: str) -> str:
    """Return what git says to *arguments* in *folder*."""
    command = ["git", "-C", str(folder), "--no-pager", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the words stand here
    except FileNotFoundError as error:
        message = "git is not installed. Hint: install it, or leave --against out"
        raise UsageError(message) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = (
            f"{folder}: git says: {said[0] if said else 'nothing'}. Hint: name a revision that is there, such as main"
        )
        raise UsageError(message)
    return done.stdout.decode("utf-8", "surrogateescape")

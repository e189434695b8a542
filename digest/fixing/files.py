"""The files that are to be mended: which they are, how each would change, and writing it."""

from __future__ import annotations

import difflib
import io
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.fixing import Known, Mended, mend
from digest.fixing.names import without_names
from digest.frontmatter import in_style_of, plain_lines
from digest.model import UsageError
from digest.registry import load_registry
from digest.schema import KINDS
from digest.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.schema import Kind
    from digest.standards import Standards


@dataclass(frozen=True, slots=True)
class Fix:
    """How a file is to change, and how often each kind of mend is made in it."""

    path: Path
    old: str
    new: str
    mends: Counter[str]

    @property
    def diff(self) -> str:
        """The change, as `git diff` shows it."""
        name = self.path.as_posix()
        shown = difflib.unified_diff(_lines(self.old), _lines(self.new), f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="\n").readlines()  # str.splitlines ends lines at more than that


def plan_fixes(path: Path) -> Iterator[Fix]:
    """Yield how each file at *path* is to change: a content folder, what lies in it, or one file; in order of names."""
    content = _content_of(path)
    registry, _ = load_registry(content / "registry")
    known, standards = Known.of(registry), load_standards(content / "registry")
    for name, kind in KINDS.items():
        for file in _files(content / name, path):
            try:
                old = file.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):  # `digest check` tells it
                continue
            mended = _without_names(mend(old, kind, known), kind, standards)
            if mended.text != old:
                yield Fix(file, old, mended.text, mended.mends)


def _without_names(mended: Mended, kind: Kind, standards: Standards) -> Mended:
    if not standards.harm.masked or in_style_of(mended.text, plain := plain_lines(mended.text)) != mended.text:
        return mended
    text, count = without_names(plain, kind, standards)
    return Mended(in_style_of(mended.text, text), mended.mends + Counter({"name that is kept out": count}))


def apply_fix(fix: Fix) -> None:
    """Write the file anew, whole or not at all."""
    file = fix.path.resolve()  # that of a link, which stays one
    beside = file.with_name(f".{file.name}.tmp")
    try:
        beside.write_bytes(fix.new.encode())
        beside.chmod(file.stat().st_mode)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        message = f"{fix.path}: the file cannot be written: {error.strerror}. Hint: make its folder writable for you"
        raise UsageError(message) from error


def _content_of(path: Path) -> Path:
    """Return the content folder that *path* is, or lies in: the one that holds folders of the kinds of content."""
    if not path.exists():
        message = (
            f"{path}: there is no such file or folder. Hint: run this in the project's folder, or name what is there"
        )
        raise UsageError(message)
    if path.is_dir() and any((path / name).is_dir() for name in (*KINDS, "registry")):
        return path
    whole = path.absolute()
    for folder in whole.parents:
        if whole.relative_to(folder).parts[0] in KINDS:
            return folder
    message = f"{path}: this is no content folder and lies in none. Hint: name the one that holds articles/"
    raise UsageError(message)


def _files(folder: Path, path: Path) -> Iterator[Path]:
    """Yield the Markdown files in *folder* that are *path* or lie in it, named as *path* is."""
    if folder.absolute() in (path.absolute(), *path.absolute().parents):
        folder = path  # a file, or a folder within that of the kind
    elif path.absolute() not in folder.absolute().parents:
        return
    found = [folder] if folder.is_file() else sorted(folder.rglob("*.md"))
    for file in found:
        shown = not any(part.startswith(".") for part in file.relative_to(folder).parts)
        if shown and file.suffix == ".md" and file.is_file():
            yield file

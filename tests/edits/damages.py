"""What happens to the site, and to what the engine knows of it, behind its back."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tests.edits.world import NothingToDoError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    Damage = Callable[[Path, Random], str]


def _damaged(path: Path, random: Random) -> str:
    content = bytearray(path.read_bytes())
    at = random.randrange(len(content) or 1)
    kind = random.choice(["cut", "flip", "longer", "empty", "gone"])
    if kind == "cut":
        del content[at:]
    elif kind == "flip" and content:
        content[at] ^= 1 << random.randrange(8)
    elif kind == "longer":
        content += random.randbytes(9)
    elif kind == "empty":
        content.clear()
    path.write_bytes(bytes(content))
    if kind == "gone":
        path.unlink()
    return f"{path.name}: {kind} at {at}"


def damaged_cache(output: Path, random: Random) -> str:
    state = output.with_name(f".{output.name}.digest")
    paths = (*state.glob("*"), *state.glob("galleys/*"))
    found = sorted(path for path in paths if path.is_file() and path.name not in {".gitignore", "lock"})
    if not found:
        raise NothingToDoError
    return _damaged(random.choice(found), random)


def no_cache(output: Path, random: Random) -> str:
    state = output.with_name(f".{output.name}.digest")
    name = random.choice(["", "store", "links", "last", "lag", "clippings", "galleys"])
    target = state / name
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    return f"{target.name}: gone"


def keep_cache(output: Path, _: Random) -> str:
    """Keep a copy of what the engine knows, for `old_cache`."""
    state, kept = output.with_name(f".{output.name}.digest"), output.with_name("kept")
    shutil.rmtree(kept, ignore_errors=True)
    if not state.is_dir():
        raise NothingToDoError
    shutil.copytree(state, kept, ignore=shutil.ignore_patterns("next-*", "lock*", "lag"))
    return "what the engine knows is kept"


def old_cache(output: Path, _: Random) -> str:
    """Put back what the engine knew once."""
    kept = output.with_name("kept")
    if not kept.is_dir():
        raise NothingToDoError
    shutil.copytree(kept, output.with_name(f".{output.name}.digest"), dirs_exist_ok=True)
    return "what the engine knew once is put back"


def _files(output: Path) -> list[Path]:
    signs = {"index.html", "404.html", "sitemap.xml", "theme/site.css"}
    found = sorted(path for path in output.rglob("*") if path.is_file())
    return [path for path in found if path.relative_to(output).as_posix() not in signs]


def altered_file(output: Path, random: Random) -> str:
    """Change, touch or remove a file of the live site."""
    found = _files(output)
    if not found:
        raise NothingToDoError
    path, kind = random.choice(found), random.choice(["written to", "replaced", "touched", "gone", "a folder"])
    if kind == "written to":
        with path.open("ab") as file:
            file.write(b"<!-- by hand -->")
    elif kind == "replaced":
        path.unlink()
        path.write_bytes(b"by hand")
    elif kind == "touched":
        os.utime(path)
    else:
        path.unlink()
    if kind == "a folder":
        path.mkdir()
        (path / "stray.html").write_bytes(b"by hand")
    return f"output/{path.relative_to(output)}: {kind}"


def stray_file(output: Path, random: Random) -> str:
    if not output.is_dir():
        raise NothingToDoError
    path = output / random.choice(["stray.html", "articles/stray/index.html", "search/index/stray.bin", ".hidden"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"by hand")
    return f"output/{path.relative_to(output)}: a stray file"


def no_folder(output: Path, random: Random) -> str:
    found = sorted(path for path in output.iterdir() if path.is_dir()) if output.is_dir() else []
    if not found:
        raise NothingToDoError
    path = random.choice([output, *[path for path in found if path.name != "theme"]])
    shutil.rmtree(path)
    return f"{path.name}/: gone"


DAMAGES: list[Damage] = [
    damaged_cache, damaged_cache, no_cache, keep_cache, old_cache, altered_file, altered_file, stray_file, no_folder,
]  # fmt: skip

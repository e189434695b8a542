"""`digest check`: every mistake in the content or in the built site; and what has become of links to other sites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.checks.baseline import compare, render_baseline
from digest.checks.tables import render_problems
from digest.commands import links
from digest.commands.telling import FINE, PROBLEMS, append_to, count, now, say_done, say_problems
from digest.engine.changed import lines_changed_since
from digest.engine.examining import examine
from digest.engine.inspecting import inspect_site
from digest.model import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digest.model import Problem


_FORMS = ("text", "github", "json", "markdown")


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("what", nargs="?", choices=("content", "output", "links"), default="content")
    parser.add_argument(
        "path", nargs="?", type=Path, help="the folder (default: that of the same name; for links: content)"
    )
    parser.add_argument("--format", choices=_FORMS, default="text", help="default: %(default)s")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="add what was found to a file, in Markdown")
    parser.add_argument(
        "--against",
        metavar="REF",
        help="a git revision that readers have: its addresses stay, and words that changed since say so",
    )
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="old problems, which are counted and not told")
    parser.add_argument("--write-baseline", action="store_true", help="write the problems of now to that file")
    parser.add_argument(
        "--content",
        type=Path,
        metavar="FOLDER",
        help="of output: what it was built from (default: the one beside it)",
    )
    parser.add_argument("--no-cache", action="store_true", help="read every file anew, or ask for every link")
    links.add_arguments(parser)


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    if options.what == "links":
        return links.run(options)
    if options.write_baseline and options.baseline is None:
        message = "--write-baseline needs a file. Hint: name it, as in --baseline old-problems.jsonl"
        raise UsageError(message)
    problems = _check(options)
    if options.write_baseline:
        options.baseline.write_text(render_baseline(problems), "utf-8")
        told = f"{options.baseline}: {count(len(problems), 'problem')} known from now on"
        say_done(told, f"commit it, and check with `--baseline {options.baseline}`")
        return FINE
    old = 0
    if options.baseline is not None:
        compared = compare(problems, _read(options.baseline), options.baseline.as_posix())
        problems, old = compared.problems, compared.old
    _tell(problems, old, options)
    return PROBLEMS if any(not problem.is_notice for problem in problems) else FINE


def _tell(problems: list[Problem], old: int, options: Namespace) -> None:
    summary = render_problems(f"Check of {options.what}", problems, old)
    if options.summary:
        append_to(options.summary, summary)
    if options.format == "markdown":
        print(summary, end="")
        return
    if options.format == "github" and options.against and options.what == "content":
        # GitHub shows the first ten of a kind: those that this change brings have to be among them.
        problems = lines_changed_since(options.path or Path(options.what), options.against).sorted_by_nearness(problems)
    say_problems(problems, options.format)
    if options.format == "text":
        known = f"; {count(old, 'known one')} not told" if old else ""
        say_done(f"{options.what}: {_number_of(problems)}{known}", *_after(problems, options.what))


def _number_of(problems: list[Problem]) -> str:
    notices = sum(problem.is_notice for problem in problems)
    told = [count(len(problems) - notices, "problem")] if len(problems) > notices else []
    told += [count(notices, "notice")] if notices else []
    return " and ".join(told) or "no problems"


def _after(problems: list[Problem], what: str) -> list[str]:
    if not problems:
        return ["`inv serve` shows the site as it is written, `inv build` makes it"] if what == "content" else []
    explained = "docs/problems.md explains each code"
    return [f"mend what is told above; `inv fix` mends some of it, {explained}" if what == "content" else explained]


def _check(options: Namespace) -> list[Problem]:
    folder = options.path or Path(options.what)
    if options.what == "output":
        return inspect_site(folder, content=_content_of(options, folder), now=now())
    kept = None if options.no_cache else folder.resolve().parent / ".cache" / f"check-{folder.resolve().name}"
    return examine(folder, now=now(), against=options.against, kept=kept)


def _content_of(options: Namespace, folder: Path) -> Path | None:
    """Return the content folder that a site was built from: the one that was named, or that stands beside it."""
    beside = folder.resolve().parent / "content"
    if options.content is not None and not options.content.is_dir():
        message = f"{options.content}: there is no content folder. Hint: name the one that the site was built from"
        raise UsageError(message)
    found: Path | None = options.content
    if found is None and beside.is_dir():
        return Path("content") if beside == Path("content").resolve() else beside
    return found


def _read(baseline: Path) -> str:
    try:
        return baseline.read_text("utf-8")
    except FileNotFoundError as error:
        message = f"{baseline}: there is no such file. Hint: begin it with --write-baseline"
        raise UsageError(message) from error

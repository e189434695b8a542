"""The command line: the only place that prints, ends the program or asks what day it is.

Exit status 0: fine; 1: problems that an editor can mend; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__
from digest.build import BuildOptions, build_site
from digest.checks import check_content, check_output
from digest.drafting import write_draft
from digest.importer import (
    OUTCOMES,
    ImportOptions,
    Run,
    cluster_workers,
    each_result,
    is_error,
    local_workers,
    needs_review,
)
from digest.importer.review.content import read_waiting
from digest.importer.review.render_waiting import render_json, render_text
from digest.languages import is_language
from digest.model import DigestError, PartialDate, UsageError
from digest.profiles import load_profile
from digest.progress import show_progress
from digest.registry import load_registry
from digest.search import build_index
from digest.serving import open_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from digest.importer import Workers
    from digest.model import Problem

MAX_NOTICES = 50  # of an import that are printed; errors and what waits for an editor are printed all
FINE, PROBLEMS, WRONG_USAGE = 0, 1, 2
# As a shell tells that Ctrl+C ended a program: 128 and the number of the signal.
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* name and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a name that the terminal cannot show
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return int(options.run(options))
    except UsageError as error:
        _say_error(error)
        return WRONG_USAGE
    except DigestError as error:
        _say_error(error)
        return PROBLEMS
    except BrokenPipeError:  # `digest check | head`: who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED


def _interrupt(number: int, _: object) -> None:
    """End as Ctrl+C does, so that what was begun is cleared away."""
    raise KeyboardInterrupt(number)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="digest", description="A static, searchable news digest from text files.")
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_import(commands)
    _add_review(commands)
    _add_check(commands)
    _add_new(commands)
    _add_build(commands)
    _add_index(commands)
    _add_serve(commands)
    return parser


# --- import ----------------------------------------------------------------------------------------------------


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("import", help="turn article text into Markdown with front matter")
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a text, a web page, an archive, or a folder of them"
    )
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument("--publication", metavar="ID", help="where they appeared: an id of registry/publications.yaml")
    parser.add_argument("--lang", metavar="TAG", help="their language, where it is known, such as en or kk")
    parser.add_argument(
        "--date", type=_partial_date, metavar="DATE", help="when they were published: 2016-12-26, 2016-12 or 2016"
    )
    parser.add_argument(
        "--added", type=_day, metavar="DATE", help="the day they come into the digest (default: today, UTC)"
    )
    parser.add_argument("--jobs", type=_count, metavar="N", help="processes that read (default: one for each core)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="read on the Dask cluster whose scheduler is there")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--diff", action="store_true", help="with --dry-run: show how each file would change")
    parser.add_argument("--report", type=Path, metavar="FILE", help="for every decision, a JSON object a line")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    given = ImportOptions(
        publication=options.publication, lang=options.lang, date=options.date, added=options.added or _today()
    )
    registry_problems = _check_import(options)
    _say_problems(registry_problems)
    wrong = bool(registry_problems)
    counts: Counter[str] = Counter()
    notices = 0
    with _workers(options) as workers, show_progress(sys.stderr) as progress, _report(options.report) as report:
        run = Run(options.dry_run, workers, progress)
        for result in each_result(options.paths, into=options.into, options=given, run=run):
            counts[result.outcome] += 1
            wrong = wrong or any(is_error(found) or needs_review(found) for found in result.problems)
            report(result.to_json_line())
            notices += sum(problem.is_notice for problem in result.problems)
            _say_problems(problem for problem in result.problems if not problem.is_notice or notices <= MAX_NOTICES)
            if options.diff:
                print(result.diff, end="")
    if notices > MAX_NOTICES:
        print(f"… {notices:,} notices in all; --report FILE has every one", file=sys.stderr)
    told = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if counts[outcome])
    total = counts.total() - counts["learned"]
    print(f"{total:,} text{'' if total == 1 else 's'} read: {told or 'nothing to do'}")
    return PROBLEMS if wrong else FINE


def _workers(options: argparse.Namespace) -> AbstractContextManager[Workers | None]:
    if options.cluster:
        return cluster_workers(options.cluster)
    return nullcontext(local_workers(options.jobs or os.cpu_count() or 1))


@contextmanager
def _report(path: Path | None) -> Iterator[Callable[[str], None]]:
    """Give what writes a line of the report at *path*; it is there whole or not at all."""
    if path is None:
        yield lambda _: None
        return
    beside = path.with_name(f".{path.name}.tmp")
    with _no_report(path):
        file = beside.open("w", encoding="utf-8")

    def write(line: str) -> None:
        with _no_report(path):
            file.write(f"{line}\n")

    try:
        yield write
        with _no_report(path):
            file.close()
            beside.replace(path)
    finally:
        with suppress(OSError):  # a disk that is full was told above
            file.close()
        beside.unlink(missing_ok=True)


@contextmanager
def _no_report(path: Path) -> Iterator[None]:
    """Say of an error of the disk that the report cannot be written."""
    try:
        yield
    except OSError as error:
        message = f"{path}: the report cannot be written: {error.strerror}. Hint: name a file in a folder that is there"
        raise UsageError(message) from error


def _check_import(options: argparse.Namespace) -> list[Problem]:
    """Refuse, before anything is written, what would make every article wrong; return what is wrong in the registry."""
    if options.lang and not is_language(options.lang):
        message = f"{options.lang!r} is not a language tag. Hint: write a BCP 47 tag such as en, ru, kk or ar"
        raise UsageError(message)
    registry, problems = load_registry(options.into / "registry")
    problems += load_profile(options.into / "registry", options.publication)[1]
    if options.publication and registry.publications.find(options.publication) is None:
        message = f"no publication {options.publication!r}. Hint: add it to {options.into}/registry/publications.yaml"
        raise UsageError(message)
    if options.report and not options.report.absolute().parent.is_dir():
        message = f"{options.report}: there is no such folder. Hint: name a file in a folder that is there"
        raise UsageError(message)
    if options.diff and not options.dry_run:
        message = "--diff shows what is not written. Hint: give --dry-run with it"
        raise UsageError(message)
    return problems


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        message = f"{text!r} is not a number of processes"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _partial_date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day like 2026-11-22"
        raise argparse.ArgumentTypeError(message) from error


# --- review ----------------------------------------------------------------------------------------------------


def _add_review(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("review", help="list the imported texts that wait for an editor, and why")
    parser.add_argument("inboxes", nargs="*", type=Path, metavar="PATH", help="what was imported (default: inbox)")
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="what import wrote: adds texts that became no article"
    )
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")
    parser.set_defaults(run=_review)


def _review(options: argparse.Namespace) -> int:
    inbox = Path("inbox")
    waiting = read_waiting(options.into, options.inboxes or [inbox] * inbox.is_dir(), options.report)
    if options.format == "github":
        _say_problems((problem for found in waiting for problem in found.problems), "github")
    elif options.format == "json":
        print(render_json(waiting), end="")
    else:
        print(render_text(waiting, shutil.get_terminal_size().columns), end="")
    return PROBLEMS if waiting else FINE


# --- check -----------------------------------------------------------------------------------------------------


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("check", help="find every mistake in the content or in the built site")
    parser.add_argument("what", nargs="?", choices=("content", "output"), default="content")
    parser.add_argument("path", nargs="?", type=Path, help="the folder (default: that of the same name)")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    check = check_content if options.what == "content" else check_output
    problems = check(options.path or Path(options.what))
    _say_problems(problems, options.format)
    if not problems and options.format == "text":
        print(f"{options.what}: no problems")
    return PROBLEMS if any(not problem.is_notice for problem in problems) else FINE


# --- new, build, index, serve ----------------------------------------------------------------------------------


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("new", help="begin an article by hand")
    parser.add_argument("headline")
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument("--lang", default="en", metavar="TAG", help="its language (default: %(default)s)")
    parser.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    path = write_draft(options.headline, into=options.into, added=_today(), lang=options.lang)
    print(f"{path}: a draft. Write the text, then take `status: draft` out, and run `digest check`")
    return FINE


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("build", help="check the content, render the site and index it")
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with pelicanconf.py (default: this)")
    parser.add_argument("--output", type=Path, help="where the site goes (default: `output` in the project)")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FILE", help="default: %(default)s")
    parser.add_argument("--drafts", action="store_true", help="show drafts and embargoed articles: never for readers")
    parser.add_argument(
        "--clean", action="store_true", help="keep nothing of an earlier build, as every build does yet"
    )
    parser.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    output = options.output or options.project / "output"
    given = BuildOptions(options.project, output, settings=options.settings, drafts=options.drafts)
    report = build_site(given)
    if report.problems:
        _say_problems(report.problems)
        return PROBLEMS
    print(f"{output}: {report.pages} pages, {report.indexed} of them articles that search finds")
    return FINE


def _add_index(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("index", help="make the search index of a built site")
    parser.add_argument("output", type=Path, metavar="OUTPUT")
    parser.set_defaults(run=_index)


def _index(options: argparse.Namespace) -> int:
    report = build_index(options.output)
    print(f"{options.output}: {report}")
    return FINE


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("serve", help="show the built site on this machine")
    parser.add_argument("--output", type=Path, default=Path("output"), help="default: %(default)s")
    parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    parser.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    with open_server(options.output, options.port) as server:
        print(f"http://127.0.0.1:{server.server_port}/ shows {options.output}; end with Ctrl+C", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return FINE
    return FINE


# --- telling ---------------------------------------------------------------------------------------------------


def _say_problems(problems: Iterable[Problem], form: str = "text") -> None:
    """Tell problems: as lines on stderr, as annotations of a GitHub workflow, or as one JSON object a line."""
    for problem in problems:
        if form == "github":
            text = f"{problem.code} {problem.message}. Hint: {problem.hint}"
            place = f"file={_escape_annotation(problem.path, properties=True)},line={problem.line or 1}"
            print(f"::{'notice' if problem.is_notice else 'error'} {place}::{_escape_annotation(text)}")
        elif form == "json":
            fields = ("path", "line", "code", "message", "hint")
            print(json.dumps({name: getattr(problem, name) for name in fields}, ensure_ascii=False))
        else:
            print(problem, file=sys.stderr)


def _escape_annotation(text: str, *, properties: bool = False) -> str:
    """Return *text* as a workflow command can carry it, as GitHub's own toolkit does (actions/toolkit, command.ts)."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if properties else escaped


def _say_error(error: Exception) -> None:
    print(f"digest: {error}", file=sys.stderr)


def _today() -> date:
    return datetime.now(UTC).date()


if __name__ == "__main__":
    sys.exit(main())

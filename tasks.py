"""What one can do here: `inv --list` names the tasks, `inv --help TASK` says more.

Each is a command that one could type; it is shown as it runs.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from invoke import Context, task

PYTHON = shlex.quote(sys.executable)
DIGEST = f"{PYTHON} -m digest"
LOCK = f"{PYTHON} -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet"


def run(context: Context, *commands: str) -> None:
    """Run *commands*, each shown first; stop at the first that fails, with its exit status."""
    for command in commands:
        context.run(command, echo=True, in_stream=False, pty=False)


@task(
    name="import",
    help={"path": "a file, folder or archive", "dry-run": "only tell what would change", "diff": "and show it"},
)
def import_(context: Context, path: str = "inbox", *, dry_run: bool = False, diff: bool = False) -> None:
    """Turn the texts of inbox/ into articles in content/."""
    options = " --dry-run" * (dry_run or diff) + " --diff" * diff
    run(context, f"{DIGEST} import {shlex.quote(path)} --into content --report report.jsonl{options}")


@task(help={"path": "what was imported"})
def review(context: Context, path: str = "inbox") -> None:
    """List the imported texts that wait for an editor, and why."""
    report = " --report report.jsonl" if Path("report.jsonl").exists() else ""
    run(context, f"{DIGEST} review {shlex.quote(path)}{report}")


@task(
    positional=["headline"], help={"kind": "article, page, dossier or digest", "lang": "its language: en, ru, kk, ar"}
)
def new(context: Context, headline: str, kind: str = "article", lang: str = "en") -> None:
    """Begin an article, or another kind of file: inv new "Headline"."""
    run(context, f"{DIGEST} new {shlex.quote(headline)} --kind {shlex.quote(kind)} --lang {shlex.quote(lang)}")


@task(help={"clean": "render everything anew", "drafts": "with what is not published, marked as such"})
def build(context: Context, *, clean: bool = False, drafts: bool = False) -> None:
    """Build the site from content/ into output/."""
    options = " --clean" * clean + " --drafts" * drafts
    run(context, f"{DIGEST} build{options}")


@task(help={"port": "of the address", "drafts": "--no-drafts shows what readers will see, and nothing else"})
def serve(context: Context, port: int = 8000, *, drafts: bool = True) -> None:
    """Show the site as it is being written, every change at once."""
    options = "" if drafts else " --no-drafts"
    run(context, f"{DIGEST} serve --port {port}{options}")


@task(help={"port": "of the address", "browser": "--no-browser only says where the page is"})
def edit(context: Context, port: int = 8000, *, browser: bool = True) -> None:
    """Write in a form in the browser; every save is a commit."""
    run(context, f"{DIGEST} edit --port {port}{'' if browser else ' --no-browser'}")


@task(
    positional=["week"],
    help={"week": "as in its address: 2026-W47", "lang": "of the edition", "output": "the folder of the built site"},
)
def mail(context: Context, week: str, lang: str = "", output: str = "output") -> None:
    """Put the digest of a week into a message: inv mail 2026-W47."""
    options = f" --lang {shlex.quote(lang)}" if lang else ""
    file = shlex.quote(f"{week}{'.' + lang if lang else ''}.eml")
    run(context, f"{DIGEST} mail {shlex.quote(week)}{options} --output {shlex.quote(output)} {file}")


@task(
    help={
        "to": "a target of publishconf.py, or one spelt out; all of publishconf.py without it",
        "dry-run": "only tell what would be sent",
        "server-files": "a folder for what web servers are to be told",
        "prove": "look at it in a browser first, and publish what was seen",
    }
)
def publish(
    context: Context, to: str = "", server_files: str = "", *, dry_run: bool = False, prove: bool = False
) -> None:
    """Check, build and put the site out, whole or not at all."""
    options = f" --to {shlex.quote(to)}" if to else ""
    options += f" --server-files {shlex.quote(server_files)}" if server_files else ""
    run(context, f"{DIGEST} publish{options}{' --dry-run' * dry_run}{' --prove' * prove}")


@task
def prove(context: Context) -> None:
    """Look at output/ in a browser, for the privacy proof."""
    run(context, f"{DIGEST} prove output")


@task(positional=["copy"], help={"copy": "an address or a folder", "key": "the public key that must have signed"})
def verify(context: Context, copy: str, key: str = "") -> None:
    """Hold a copy of the site against what was published."""
    run(context, f"{DIGEST} verify {shlex.quote(copy)}{' --key ' + shlex.quote(key) if key else ''}")


@task(
    positional=["release"],
    help={"release": "its name; the one before the live one without it", "to": "as for publish", "list": "only list"},
)
def rollback(context: Context, release: str = "", to: str = "", *, list: bool = False) -> None:  # noqa: A002 - --list
    """Let readers see an earlier release again."""
    options = f" {shlex.quote(release)}" if release else ""
    options += f" --to {shlex.quote(to)}" if to else ""
    run(context, f"{DIGEST} rollback{options}{' --list' * list}")


@task
def check(context: Context) -> None:
    """Look for mistakes in content, then in code."""
    run(
        context,
        f"{DIGEST} check content",
        f"{PYTHON} -m ruff check .",
        f"{PYTHON} -m ruff format --check .",
        f"{PYTHON} -m mypy",
        f"{shlex.quote(sys.prefix + '/bin/lint-imports')} --no-cache",
    )
    print("Nothing is wrong.\nNext: commit it, and push; what runs then is `bash .ci/run`, tests included")


@task(
    help={
        "fail": "exit with 1 where a link is dead",
        "anew": "ask for what was fine lately, too",
        "write": "propose copies for the dead ones",
    }
)
def links(context: Context, *, fail: bool = False, anew: bool = False, write: bool = False) -> None:
    """Ask other sites whether what the content links to is there."""
    run(context, f"{DIGEST} check links{' --fail' * fail}{' --no-cache' * anew}{' --write' * write}")


@task(help={"path": "a content folder, or what lies in it", "write": "change the files; without it, only show how"})
def fix(context: Context, path: str = "content", *, write: bool = False) -> None:
    """Mend what has one right answer in content/."""
    run(context, f"{DIGEST} fix {shlex.quote(path)}{' --write' * write}")


@task
def schema(context: Context) -> None:
    """Tell VS Code and docs/frontmatter.md what can be written."""
    run(
        context,
        f"{PYTHON} -m tools.fields",
        f"{DIGEST} schema --output .vscode/schemas --snippets .vscode/digest.code-snippets",
    )


@task(name="format")
def format_(context: Context) -> None:
    """Lay the code out and mend what ruff can mend."""
    run(context, f"{PYTHON} -m ruff check --fix .", f"{PYTHON} -m ruff format .")


@task(help={"only": "an expression over names, as pytest -k takes it", "browser": "--no-browser leaves Chromium out"})
def test(context: Context, only: str = "", *, browser: bool = True) -> None:
    """Run the tests."""
    options = f" -k {shlex.quote(only)}" if only else ""
    options += "" if browser else ' -m "not browser and not server and not cluster"'
    run(context, f"{PYTHON} -m pytest --numprocesses auto --dist worksteal{options}")


@task(help={"seconds": "how long", "seed": "of the first sequence of edits", "steps": "which of its edits: 3,7,9"})
def edits(context: Context, seconds: int = 600, seed: int = 0, steps: str = "") -> None:
    """Edit a project by chance; hold every build against a clean one."""
    options = f" --steps {shlex.quote(steps)}" if steps else ""
    run(context, f"{PYTHON} -m tests.edits --seconds {seconds} --seed {seed}{options}")


@task(
    help={
        "seconds": "of all faults together",
        "seed": "of the moments at which they happen",
        "only": "one of them: kill-publish, disk-full, clock, …",
        "write": "into docs/reliability.md",
    }
)
def torture(context: Context, seconds: int = 600, seed: int = 0, only: str = "", *, write: bool = False) -> None:
    """Break runs by chance; see that nothing is lost."""
    options = f" --only {shlex.quote(only)}" if only else ""
    run(context, f"{PYTHON} -m tests.torture --seconds {seconds} --seed {seed}{options}{' --write' * write}")


@task(help={"target": "decoder, blocks, front-matter, escaper or query; all without it", "seconds": "for each"})
def fuzz(context: Context, target: str = "", seconds: int = 60, seed: int = 0) -> None:
    """Give the readers of texts bytes by chance."""
    options = f" --target {shlex.quote(target)}" if target else ""
    run(context, f"{PYTHON} -m tests.fuzz --seconds {seconds} --seed {seed}{options}")


@task
def lighthouse(context: Context) -> None:
    """Let Lighthouse judge four pages of output/."""
    run(context, f"{PYTHON} -m tests.support.lighthouse output")


@task
def screenshots(context: Context) -> None:
    """Take the pictures of docs/ anew."""
    run(context, f"{PYTHON} -m tools.screenshots")


@task
def golden(context: Context) -> None:
    """Write the expected articles of tests/importer/cases anew."""
    run(context, f"{PYTHON} -m tests.importer.golden")


@task(
    positional=["part"],
    help={
        "part": "what is measured: import, build, preview, check or search",
        "quick": "only to see that it works",
        "write": "into docs/benchmarks.md",
        "sizes": "of build and search: numbers of articles, as 1000,10000",
        "minutes": "of search: for all queries together",
        "resume": "of search: leave out the sizes that were measured today",
    },
)
def bench(  # noqa: PLR0913 - each is an option of the bench
    context: Context,
    part: str,
    *,
    quick: bool = False,
    write: bool = False,
    sizes: str = "",
    minutes: int = 0,
    resume: bool = False,
) -> None:
    """Measure how fast and how well it works."""
    options = " --quick" * quick + " --write" * write + " --resume" * resume
    options += f" --minutes {minutes}" if minutes else ""
    options += "".join(f" {shlex.quote(size)}" for size in ["--sizes", *sizes.split(",")]) if sizes else ""
    run(context, f"{PYTHON} -m bench.{shlex.quote(part)}{options}")


@task
def faults(context: Context) -> None:
    """Write anew what is told of broken articles."""
    run(context, f"{PYTHON} -m tools.faults")


@task
def places(context: Context) -> None:
    """Cut the table of places from GeoNames anew."""
    run(context, f"{PYTHON} -m tools.places")


@task
def words(context: Context) -> None:
    """Collect the words of the theme for its translations."""
    babel = f"{PYTHON} -m babel.messages.frontend --quiet"
    extract = f"{babel} extract --mapping theme/babel.cfg --add-location=file --sort-by-file --no-wrap --omit-header"
    update = f"{babel} update --ignore-obsolete --no-fuzzy-matching --no-wrap --ignore-pot-creation-date"
    template = Path("theme/locale/digest.pot")
    catalogs = sorted(template.parent.glob("*.po"))
    run(
        context,
        f"{extract} --output-file {template} theme",
        *(f"{update} --input {template} --output-file {catalog} --locale {catalog.stem}" for catalog in catalogs),
    )


@task(help={"upgrade": "to the newest versions of everything"})
def lock(context: Context, *, upgrade: bool = False) -> None:
    """Pin what pyproject.toml asks for, with hashes."""
    command = f"{LOCK} --upgrade" if upgrade else LOCK
    run(
        context,
        f"{command} pyproject.toml -o requirements.txt",
        f"{command} pyproject.toml --extra test -o requirements-test.txt",
        f"{command} --group audit -o requirements-audit.txt",
    )

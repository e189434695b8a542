"""`digest publish`: check the content, build the site for readers, check it, and put it out whole or not at all."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.build import BuildOptions, build_site
from digest.commands.build import show_building, write_report
from digest.commands.prove import occasion_of, problems_of, say_proof
from digest.commands.telling import FINE, PROBLEMS, now, say_problems
from digest.engine.examining import examine
from digest.engine.inspecting import inspect_site
from digest.manifest import PROOF
from digest.model import UsageError
from digest.moves import read_moves
from digest.plugins.settings import read_project
from digest.proving.proof import render_proof
from digest.proving.proving import prove_once
from digest.publishing.expired import expired_addresses
from digest.publishing.old_addresses import find_lost
from digest.publishing.packing import check_packers
from digest.publishing.release import Outgoing, moment_after, release_of
from digest.publishing.sealing import seal
from digest.publishing.servers import write_server_files
from digest.publishing.staging import stage, state_of
from digest.publishing.targets import ToFolder, choose, parse_targets
from digest.signing import is_private
from digest.site.onions import onion_address

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from digest.model import Problem
    from digest.publishing.old_addresses import Lost
    from digest.publishing.release import Difference, Place
    from digest.publishing.staging import Staged
    from digest.publishing.targets import Target


TO = "a name of the settings, or folder:/path, rsync:host:/path, git:REMOTE#BRANCH, s3:BUCKET/PREFIX; again for more"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with publishconf.py (default: this)")
    parser.add_argument("--settings", default="publishconf.py", metavar="FILE", help="default: %(default)s")
    parser.add_argument("--output", type=Path, help="where the site is built (default: `output` in the project)")
    parser.add_argument(
        "--to", action="append", default=[], metavar="TARGET", help=f"{TO} (default: all of the settings)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be sent")
    parser.add_argument(
        "--server-files", type=Path, metavar="FOLDER", help="write what web servers are to be told there"
    )
    parser.add_argument("--hsts", action="store_true", help="and that no browser may ask without TLS for a year")
    parser.add_argument(
        "--prove", action="store_true", help="look at it in a browser, and put what was seen out with it"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="what the build did, as JSON")


@dataclass(frozen=True, slots=True)
class Told:
    """What the settings say of publishing."""

    url: str
    content: Path
    lang: str
    targets: Mapping[str, Target]
    key: Path | None = None
    onion: str = ""


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    told = read_targets(options)
    output = options.output or options.project / "output"
    _refuse(options, told, output)
    if not _build(options, told, output):
        return PROBLEMS
    if options.server_files:
        write_server_files(options.server_files, read_moves(output), hsts=options.hsts, onion=told.onion)
        print(f"{options.server_files}: what web servers are to be told; docs/publishing.md says how")
    if not told.targets:
        print(f"{output} is ready: upload the whole folder, or name where it goes with --to; see docs/publishing.md")
        return FINE
    return max(_publish(options, told, name, output) for name in told.targets)


def read_targets(options: Namespace) -> Told:
    """Return what the settings and the command line say of where to publish."""
    path = options.project / options.settings
    if not path.is_file():
        message = f"{path}: there are no settings. Hint: run this where publishconf.py is, or use --project"
        raise UsageError(message)
    settings: Mapping[str, Any] = read_project(path, drafts=False).pelican.settings
    named = parse_targets(settings["DIGEST"].get("publish", {}))
    targets = choose(named, options.to)
    key = _key(settings["DIGEST"].get("sign"), options.project)
    onion = onion_address(settings["DIGEST"]["site"].get("onion") or "")
    return Told(settings["SITEURL"], Path(settings["PATH"]), settings["DEFAULT_LANG"], targets, key, onion)


def _key(said: str | None, project: Path) -> Path | None:
    """Return the key that signs the manifest, if there is to be one."""
    if not said:
        return None
    key = Path(said).expanduser()
    if not key.is_file():
        message = f"{key}: there is no key to sign with. Hint: `ssh-keygen -t ed25519 -f FILE` makes one"
        raise UsageError(message)
    if is_private(key) and key.resolve().is_relative_to(project.resolve()):
        message = f"{key} is a private key within the project, where it can get to others with it"
        raise UsageError(f"{message}. Hint: keep it elsewhere, readable by you alone")
    return key


def _refuse(options: Namespace, told: Told, output: Path) -> None:
    """Refuse what cannot go well, before anything is built."""
    if options.server_files and urlsplit(told.url).path.strip("/"):
        message = f"{told.url} is below a path, and the files for servers are for a site at the top of its host"
        raise UsageError(f"{message}. Hint: take them as a pattern: write them for another DIGEST_SITEURL")
    for target in told.targets.values():
        check_packers(target.compress)
        if isinstance(target, ToFolder) and Path(target.path).resolve().is_relative_to(output.resolve()):
            message = f"{target.path} lies in the built site, and would go out with it. Hint: name a folder elsewhere"
            raise UsageError(message)


def _build(options: Namespace, told: Told, output: Path) -> bool:
    """Check, build and check again; return whether nothing is wrong."""
    kept = told.content.resolve().parent / ".cache" / f"check-{told.content.name}"
    problems = [one for one in examine(told.content, now=now(), kept=kept) if not one.is_notice]
    if not problems:
        report = build_site(BuildOptions(options.project, output, options.settings), show_building, say_waiting)
        if options.report:
            write_report(options.report, report)
        problems = report.problems or _look_through(output, told)
        if not problems:
            print(f"{output}: {report.pages:,} pages for {told.url}, checked\n{report}")
    say_problems(problems)
    return not problems


def _look_through(output: Path, told: Told) -> list[Problem]:
    """Return what is wrong with the whole site, which a build looks at only where it has changed."""
    return [one for one in inspect_site(output, content=told.content, now=now()) if not one.is_notice]


def _publish(options: Namespace, told: Told, name: str, output: Path) -> int:
    """Put the site out to one target; return the exit status."""
    target, begun = told.targets[name], monotonic()
    place = target.place(state_of(output))
    with stage(output, target.compress, say_waiting) as plain, place.hold(say_waiting):
        proof = _prove(plain.site, output, name) if options.prove else None
        if options.prove and proof is None:
            return PROBLEMS
        staged = seal(plain, told.key, proof)
        if not _may_go(find_lost(place.live_files(), staged.seen, read_moves(staged.site)), told, name):
            return PROBLEMS
        difference = _send(place, staged, dry=options.dry_run)
        live = place.live()
        has_way_back = any(one < live for one in place.names()) if live else False
    print(f"{name} ({target}): {_figures(difference, dry=options.dry_run)}, {monotonic() - begun:.1f} s")
    if not options.dry_run:
        print(f"  live: {live} at {told.url}/")
        if has_way_back:
            print(f"  back: digest rollback --to {name}")
    return FINE


def _prove(site: Path, output: Path, name: str) -> bytes | None:
    """Return the proof of the privacy of what goes out, or tell which promise is broken."""
    proof = prove_once(site, occasion_of(None), state_of(output) / PROOF)
    say_problems(problems_of(proof))
    if proof.broken:
        print(f"{name}: nothing was sent; what was live still is", file=sys.stderr)
        return None
    print(f"{name}: {say_proof(proof)}")
    return render_proof(proof)


def _may_go(lost: Lost, told: Told, name: str) -> bool:
    """Tell what answers no more; return whether that is no fault."""
    meant = set(expired_addresses(told.content, told.lang, now())) if lost.pages else set()
    problems = lost.problems(meant)
    say_problems(problems)
    if problems:
        print(f"{name}: nothing was sent; what was live still is", file=sys.stderr)
        return False
    for path in (*lost.pages, *lost.lists):
        why = "has expired" if path in meant else "has no article left"
        print(f"{name}: {path} {why} and answers no more; a line in content/registry/redirects.yaml can say so")
    return True


def _send(place: Place, staged: Staged, *, dry: bool) -> Difference:
    """Send what differs, unless the same is live already; return what that was."""
    release = release_of(staged.files(), moment_after(place.names(), datetime.now(UTC)))
    difference = place.plan(Outgoing(staged, release))
    is_live = not difference.sent and not difference.gone and place.live() is not None and place.is_whole()
    if not dry and not is_live:
        place.put(Outgoing(staged, release))
    return difference


def _figures(found: Difference, *, dry: bool) -> str:
    would = "would be " if dry else ""
    sent = f"{len(found.sent):,} files {would}sent ({found.size / 1000:,.0f} kB), {len(found.kept):,} kept"
    return f"{sent}, {len(found.gone):,} {would}deleted"


def say_waiting(holder: int | None) -> None:
    """Tell that another is at work on the same."""
    whose = f" (process {holder})" if holder else ""
    print(
        f"digest: another publish or build is going on{whose}; this one waits for its end", file=sys.stderr, flush=True
    )

"""`digest schema`: what front matter and registries may say, as JSON Schema for editors' programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest import registry
from digest.commands.telling import FINE
from digest.describing import DRAFT, json_schema, profile_schema, registry_schema
from digest.describing.harm import guidelines_schema, rules_schema
from digest.describing.snippets import snippets
from digest.model import UsageError
from digest.schema import KINDS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument(
        "--kind", choices=tuple(KINDS), help="of one kind of content (default: all, and the registries)"
    )
    parser.add_argument("--content", type=Path, default=Path("content"), help="whose registries (default: %(default)s)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="write each into a file there")
    parser.add_argument(
        "--snippets", type=Path, metavar="FILE", help="write what VS Code completes: name.code-snippets"
    )


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    if not options.content.is_dir():
        message = f"{options.content}: there is no content folder. Hint: run this in the project's folder, or name it"
        raise UsageError(message)
    entries, _ = registry.load_registry(options.content / "registry")
    kinds = [options.kind] if options.kind else list(KINDS)
    schemas = {kind: json_schema(kind, entries) for kind in kinds}
    if not options.kind:
        schemas |= {f"registry-{kind}": registry_schema(kind) for kind in registry.FILES}
        schemas["profile"] = profile_schema()
        schemas |= {"registry-harm": rules_schema(DRAFT), "registry-guidelines": guidelines_schema(DRAFT)}
    files = (
        {options.output / f"{name}.schema.json": schema for name, schema in schemas.items()} if options.output else {}
    )
    if options.snippets:
        files[options.snippets] = snippets(entries)
    if not files:
        print(_as_text(schemas[options.kind] if options.kind else schemas), end="")
    for path, content in files.items():
        _write(path, _as_text(content))
    return FINE


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        message = f"{path}: the file cannot be written: {error.strerror}. Hint: name a folder that you may write to"
        raise UsageError(message) from error
    print(path)


def _as_text(schema: Mapping[str, Any]) -> str:
    """Return the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

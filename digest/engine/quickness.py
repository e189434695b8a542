"""What makes Jinja render the same sooner: text that needs no escaping is not wrapped, and a template is compiled once.

Stock Pelican renders without it, and the tests hold the two against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import nodes
    from jinja2.compiler import Frame

_TO_ESCAPE = re.compile(r"""[&<>"']""")


def escape_soon(value: object) -> str:
    """Return *value* escaped, as `markupsafe.escape`; but as plain text, since it is about to be joined with others."""
    if type(value) is Markup:
        return value
    if type(value) is str and not _TO_ESCAPE.search(value):
        return value
    return escape(value)


class QuickGenerator(CodeGenerator):
    """Writes the code of templates with `escape_soon` where Jinja has `escape`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write the code of a template."""
        self.writeline(f"from {__name__} import {escape_soon.__name__}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write(f"{escape_soon.__name__}(")
        else:
            super()._output_child_pre(node, frame, finalize)


class SharedCode(BytecodeCache):
    """The code of the templates of one theme, for all its editions; it lives as long as the process."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that was compiled before."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code

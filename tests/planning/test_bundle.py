"""The modules of a page as one script: all that it needs is in it, in the ways that our modules are written."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.site.bundle import BundleError, bundle
from tests.support.node import find_node

if TYPE_CHECKING:
    from pathlib import Path

MODULES = {
    "s/page.js": b'import { add, ONE as one } from "./in/sums.js?v=1";\n'
    b'const { late } = await import("./late.js?v=2");\nconsole.log(JSON.stringify([add(one, 2), late()]));\n',
    "s/in/sums.js": b'import { base } from "../base.js";\nexport const ONE = 1;\n'
    b"export function add(a, b) {\n  return base() + a + b;\n}\n",
    "s/base.js": b"export const base = () => 10;\n",
    "s/late.js": b'/** @param {import("./base.js").Base} x */\nexport class Late {}\nexport async function late() {}\n',
    "s/never.js": b"export const never = 1;\n",
}


def test_one_script_does_what_the_modules_do(tmp_path: Path) -> None:
    made = bundle(MODULES, "s/page.js")
    (tmp_path / "made.cjs").write_bytes(made)

    told = subprocess.run([find_node(), str(tmp_path / "made.cjs")], stdout=subprocess.PIPE, check=True).stdout

    assert json.loads(told) == [13, {}]
    assert b"never" not in made
    assert bundle(MODULES, "s/page.js") == made


@pytest.mark.parametrize("line", [b"export default 1;", b'import x from "./b.js";', b"new URL('x', import.meta.url);"])
def test_what_is_written_in_another_way_is_told_with_its_place(line: bytes) -> None:
    with pytest.raises(BundleError, match=r"a\.js:2: "):
        bundle({"theme/a.js": b"1;\n" + line}, "theme/a.js")

"""The files of the theme as they are served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.site.assets import join_imports, lean, mark_imports, marked, read_assets
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = {
    "site.css": b'@layer base, components;\n@import url("css/base.css") layer(base);\n@import url(css/plain.css);\n',
    "css/base.css": b"p { margin: 0 }\n",
    "css/plain.css": b"a { color: red }\n",
    "favicon.svg": b"<svg/>",
}


def test_imported_sheets_stand_where_they_are_imported_and_nowhere_else() -> None:
    joined = join_imports(SHEETS)

    assert set(joined) == {"site.css", "favicon.svg"}
    assert joined["site.css"].decode() == (
        "@layer base, components;\n@layer base {\np { margin: 0 }\n}\n\na { color: red }\n\n"
    )


def test_sheet_that_an_imported_sheet_imports_is_not_lost() -> None:
    sheets = {"site.css": b'@import url("a.css");', "a.css": b'@import url("b.css");', "b.css": b"p {}"}

    assert join_imports(sheets) == {"site.css": b"p {}"}


def test_sheets_that_import_each_other_do_not_go_round_for_ever() -> None:
    sheets = {"site.css": b'@import url("a.css");p {}', "a.css": b'@import url("site.css");a {}'}

    assert b"p {}" in b"".join(join_imports(sheets).values())


def test_import_of_what_is_not_there_stays_for_the_check_to_find() -> None:
    sheets = {"site.css": b'@import url("https://example.org/a.css");\n@import url("none.css");'}

    assert join_imports(sheets) == sheets


def test_script_that_another_names_has_a_mark_of_its_content() -> None:
    files = {
        "search/page.js": b'import { a } from "./state.js";',
        "search/state.js": b"export const a = 1;",
        "state.js": b"",
    }
    found = mark_imports(files)

    assert re.fullmatch(rb'import \{ a \} from "\./state\.js\?v=[0-9a-f]{8}";', found["search/page.js"])
    assert found["search/state.js"] == files["search/state.js"]


def test_mark_follows_what_a_script_imports_however_far() -> None:
    def page(last: bytes) -> bytes:
        return mark_imports({"a.js": b'import "./b.js";', "b.js": b'import "./c.js";', "c.js": last})["a.js"]

    assert page(b"1") == page(b"1")
    assert page(b"1") != page(b"2")


def test_scripts_that_import_each_other_do_not_go_round_for_ever() -> None:
    found = mark_imports({"a.js": b'import "./b.js";', "b.js": b'import "./a.js";'})

    assert b"?v=" in found["a.js"]


def test_script_of_a_folder_further_in_is_marked_too() -> None:
    found = mark_imports({"s/a.js": b'import "./in/b.js";', "s/in/b.js": b'import "./c.js";', "s/in/c.js": b"1;"})
    other = mark_imports({"s/a.js": b'import "./in/b.js";', "s/in/b.js": b'import "./c.js";', "s/in/c.js": b"2;"})

    assert re.search(rb'"\./in/b\.js\?v=[0-9a-f]{8}"', found["s/a.js"])
    assert found["s/a.js"] != other["s/a.js"]


def test_script_that_is_not_there_or_lies_elsewhere_keeps_its_address() -> None:
    files = {"a.js": b'import "./none.js"; import "../b.js";', "b.js": b"1;"}

    assert mark_imports(files) == files


def test_mark_changes_with_the_content_and_only_with_it() -> None:
    assert marked("site.css", b"a") == marked("site.css", b"a")
    assert marked("site.css", b"a") != marked("site.css", b"b")
    assert re.fullmatch(r"/theme/site\.css\?v=[0-9a-f]{8}", marked("site.css", b"a"))


def test_files_are_read_with_their_folders_and_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search/a.js").write_bytes(b'import "./b.js";')
    (tmp_path / "search/b.js").write_bytes(b"1")
    (tmp_path / "a.png").write_bytes(b"\xff\x00")
    found = read_assets(tmp_path)

    assert set(found) == {"search/a.js", "search/b.js", "a.png"}
    assert found["a.png"] == b"\xff\x00"


def test_theme_of_this_repository_is_served_as_one_sheet() -> None:
    found = read_assets(ROOT / "theme/static")

    assert [name for name in found if name.startswith("css/")] == []
    assert b"@import" not in found["site.css"]
    assert found["site.css"].count(b"{") == found["site.css"].count(b"}")


def test_comments_and_indents_of_a_sheet_are_not_served() -> None:
    sheet = "/* What it is. */\n.a {\n  color: red; /* why */\n\n  margin: 0;\n}\n"

    assert lean(sheet) == ".a {\ncolor: red;\nmargin: 0;\n}"


def test_what_only_looks_like_a_comment_stays() -> None:
    sheet = """a::before { content: "/* \\" */  x"; } b { content: '/*  */' }"""

    assert lean(sheet) == sheet


def test_comment_that_parts_nothing_parts_nothing_afterwards() -> None:
    assert lean("a/* and */.b { margin: 0/* and */1px }") == "a/**/.b { margin: 0/**/1px }"


def test_sheet_with_an_open_comment_ends_there() -> None:
    assert lean("a { color: red }\n/* open ") == "a { color: red }"

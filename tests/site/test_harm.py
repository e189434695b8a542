"""What a digest does not do to people: names that stand nowhere, links that lead nowhere, notes, and the log."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.engine.examining import examine
from digest.engine.inspecting import inspect_site
from digest.fixing.files import apply_fix, plan_fixes
from digest.masking import Name, Names
from tests.site.test_denied import contents
from tests.support.pages import read_page
from tests.support.project import SETTINGS, SETTINGS_NAME, article, build, digest, write_project

if TYPE_CHECKING:
    from pathlib import Path

GUIDELINES = "handbook: {title: How to report, publisher: Readers, year: 2020, url: 'https://guide.example/'}\n"
RULES = """\
attackers: {does: keep-out, why: {en: No fame., ru: Без славы.}, guidelines: [handbook]}
minors: {does: mask, why: {en: No children.}, guidelines: [handbook]}
nowhere:
  does: no-link
  why: {en: Nothing leads there.}
  guidelines: [handbook]
  hosts: [bad.example]
  addresses: ["https://archive.example/item/long"]
  titles: [The Long Sheet]
fire:
  {does: note, why: {en: Readers are told.}, guidelines: [handbook], topics: [fire],
   note: {en: It is of a fire., ru: Он о пожаре.}}
"""
LIST = """\
attackers: [Person Alpha, {name: Иван Примеров, shown: {ru: нападавший}}]
minors:
- {name: Quill Omega, aliases: ["Q. Omega"], shown: {en: a boy of 12, ru: мальчик 12 лет}}
- Яна Образцова
"""
MASKED = Names((Name(("Quill Omega", "Q. Omega")), Name(("Яна Образцова",))))
BODY = """\
The hall was lit, **Quill** Omega said. Person Alpha was there, and so was Q. Omega.

## What Quill Omega saw

See [the page](https://bad.example/page), [the item](https://archive.example/item/long/1), [other](https://archive.example/item/2)
and [read the long sheet here](https://mirror.example/x).
"""
EVERYWHERE = {
    "title": "'Person Alpha and Quill Omega in the hall'",
    "summary": "'Of Quill Omega.'",
    "authors": "['Quill Omega']",
    "agency": "Quill Omega",
    "date_evidence": "'as Quill Omega has it'",
    "dateline": "{text: Quill Omega}",
    "content_note": "'It names Quill Omega.'",
    "images": "[{file: images/map.svg, alt: Quill Omega, caption: Quill Omega, credit: Quill Omega}]",
    "corrections": "[{date: 2026-02-01, text: 'It is Quill Omega.'}]",
    "quoted": "[{name: Quill Omega, role: Quill Omega}]",
    "tags": "[prevention, fire]",
}
REASON = "The name is that of a law."
EXCEPTIONS = f"[{{rule: attackers, date: 2026-02-03, reason: {REASON}}}, {{rule: fire, date: 2026-02-01, reason: No.}}]"
FILES = {
    SETTINGS_NAME: f'{SETTINGS}\nDIGEST["site"] |= {{"offline": True}}\n',
    "content/registry/guidelines.yaml": GUIDELINES,
    "content/registry/harm.yaml": RULES,
    "content/registry/harm-names.yaml": LIST,
    "content/registry/tags.yaml": "prevention: {name: {en: Prevention}, description: {en: Before violence.}}\n"
    "fire: {name: {en: Fire}, description: {en: Of fires.}}\n",
    "content/images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"/>\n',
    "content/articles/2016/named.md": article("named", BODY, **EVERYWHERE),
    "content/articles/2016/ru.md": article(
        "ru", "О Яне Образцовой.", lang="ru", title="Ивану Примерову отказано", tags="[fire]"
    ),
    "content/articles/2016/law.md": article(
        "law",
        "Of Person Alpha.",
        title="The Person Alpha law",
        tags="[fire]",
        exceptions=EXCEPTIONS,
    ),
    "content/dossiers/file.md": (
        "---\ntitle: On Quill Omega\nslug: file\nlang: en\nadded: 2026-01-05\nsummary: Of Quill Omega.\n"
        "articles: [{slug: named, note: Quill Omega}]\n---\n\nOf Quill Omega.\n"
    ),
    "content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\nBy Quill Omega.\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("harm"), FILES)
    build(folder, folder / "output")
    return folder


def page_of(project: Path, path: str) -> str:
    return (project / "output" / path / "index.html").read_text("utf-8")


def test_masked_name_is_in_no_file(project: Path) -> None:
    found = [
        name
        for name, content in contents(project / "output")
        if MASKED.is_in(content.decode("utf-8", "replace")) or MASKED.in_address(name)
    ]

    assert found == []


def test_other_words_stand_in_its_place(project: Path) -> None:
    assert "a boy of 12</strong> said" in page_of(project, "articles/named")
    assert 'id="s-what-a-boy-of-12-saw"' in page_of(project, "articles/named")
    assert "О Я. О." in page_of(project, "ru/articles/ru")


def test_name_that_is_kept_out_is_in_no_headline_and_in_the_text(project: Path) -> None:
    page = read_page("/", page_of(project, "articles/named"))

    assert [heading.text for heading in page.all("h1")] == ["P. A. and a boy of 12 in the hall"]
    assert "Person Alpha was there" in page.text
    assert "Person Alpha" not in (project / "output/feed.atom").read_text("utf-8").partition("<entry")[0]
    assert "нападавший отказано" in page_of(project, "ru/articles/ru")


def test_nothing_leads_to_what_a_rule_forbids(project: Path) -> None:
    page = read_page("/", page_of(project, "articles/named"))
    links = {link.get("href") for link in page.all("a")}

    assert "https://archive.example/item/2" in links
    assert not links & {
        "https://bad.example/page", "https://archive.example/item/long/1", "https://mirror.example/x"
    }  # fmt: skip
    assert "hxxps://mirror[.]example/x" in page.text


def test_note_of_a_topic_stands_above_the_text_but_for_an_exception(project: Path) -> None:
    assert "It is of a fire." in page_of(project, "articles/named")
    assert "Он о пожаре." in page_of(project, "ru/articles/ru")
    assert "It is of a fire." not in page_of(project, "articles/law")


def test_exception_is_told_with_its_reason_on_a_page_and_as_data(project: Path) -> None:
    page = read_page("/", page_of(project, "about/exceptions"))
    rows = list(csv.DictReader(io.StringIO((project / "output/data/exceptions.csv").read_text("utf-8-sig"))))

    assert REASON in page.text
    assert "The Person Alpha law" in page.text
    assert "How to report" in page.text
    assert [(row["rule"], row["reason"]) for row in rows] == [("attackers", REASON), ("fire", "No.")]
    assert rows[0]["guidelines"] == "Readers: How to report (2020), https://guide.example/"
    assert json.loads((project / "output/data/exceptions.json").read_bytes())["count"] == 2
    assert "Без славы." in page_of(project, "ru/about/exceptions")


def told_of(content: Path) -> list[str]:
    return [str(problem).removeprefix(f"{content.as_posix()}/articles/2016/") for problem in examine(content)]


def test_editors_are_told_where_each_rule_is_broken_and_never_the_name(project: Path) -> None:
    lines = FILES["content/articles/2016/named.md"].splitlines()
    title, body = lines.index(f"title: {EVERYWHERE['title']}") + 1, lines.index(BODY.splitlines()[0]) + 1

    told = told_of(project / "content")

    rule = "the rule 'attackers' (Readers: How to report (2020))"
    assert any(line.startswith(f"named.md:{title}: C142 the headline has a name that {rule}") for line in told)
    assert any(line.startswith(f"named.md:{title}: C144") for line in told)
    assert any(line.startswith(f"named.md:{body}:21: C144") for line in told), told
    assert sum(" C145 " in line for line in told) == 2
    assert not [line for line in told if "Alpha" in line or MASKED.is_in(line)]


def test_fix_writes_what_stands_in_place_of_a_masked_name(tmp_path: Path) -> None:
    folder = write_project(tmp_path, FILES)

    for fix in plan_fixes(folder / "content"):
        apply_fix(fix)

    codes = {line.split()[1] for line in told_of(folder / "content")}
    assert "C142" in codes
    assert "C144" not in codes
    assert "alt: a boy of 12" in (folder / "content/articles/2016/named.md").read_text("utf-8")


def test_output_is_looked_through_for_names(project: Path) -> None:
    page, now = project / "output/articles/law/index.html", datetime(2026, 6, 1, tzinfo=UTC)
    sound = page.read_text("utf-8")
    page.write_text(sound.replace("</main>", "<p>By Q. Omega</p></main>"), "utf-8")

    told = [str(problem) for problem in inspect_site(project / "output", content=project / "content", now=now)]

    page.write_text(sound, "utf-8")
    assert [line.partition("output/")[2] for line in told if " O160 " in line] == [
        line.partition("output/")[2]
        for line in told
        if "articles/law/index.html" in line and "a name that a rule of harm.yaml masks" in line
    ]
    assert any(" O160 " in line for line in told)


def test_name_in_an_address_stops_the_build(tmp_path: Path) -> None:
    bad = article("person-alpha-in-court", "Words.", title="In court")
    folder = write_project(tmp_path, FILES | {"content/articles/2016/bad.md": bad})

    done = digest("build", "--settings", SETTINGS_NAME, "--output", folder / "output", cwd=folder)

    assert done.returncode == 1
    assert "bad.md:3: C143 the address has a name" in done.stderr


def test_stock_pelican_gives_the_same(tmp_path: Path, project: Path) -> None:
    stock = build(project, tmp_path / "stock", env={"DIGEST_ENGINE": "off"})

    for name, _ in contents(stock):
        if not name.startswith("offline.zip"):
            assert (project / "output" / name).read_bytes() == (stock / name).read_bytes(), name

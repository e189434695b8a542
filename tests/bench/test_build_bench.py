"""The bench of the build gives every figure that it promises, and the other builders build the same site."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from bench.build import corpus, hugo_content, pelican_content
from bench.build.__main__ import tell
from bench.build.builders import BARE, NAMES, OURS, STOCK, USUAL, builder
from bench.build.builders import HUGO as PEER
from bench.build.cases import CASES, COLD, EDIT, NEW, STYLE, TAG, TEMPLATE, apply_change, plan_change
from bench.build.corpus import articles, markdown
from bench.build.process import memory_of, run, tree_of
from bench.build.results import Measured, Results, pages_alone, read_results, write_results
from bench.build.rounds import Sample
from bench.build.sizes import SIZES
from bench.build.targets import table
from bench.build.trees import compare, read_tree
from bench.document import DOCUMENT, part_of
from digest.site import feeds
from digest.site.given import Options
from digest.site.terms import KINDS
from tests.bench.tables import read_tables
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

REACH = "What it must reach"
TABLES = (
    REACH, "How many times as much the others take", "1,000 articles", "10,000 articles", "100,000 articles",
    "Where the time goes", "What the builders make", "Growth with the number of articles",
)  # fmt: skip
ROWS = (
    "cold, 10,000, beside stock Pelican with the same theme",
    "cold, 10,000, beside Hugo with an equivalent site",
    "no change, 10,000, beside Hugo run again",
    "one body edited, 10,000, beside Hugo run again",
    "a new, newest article, 10,000: files changed",
    "a new, newest article, 10,000: pages changed among these",
    "100,000 articles, cold",
    "100,000 articles, cold: CPU",
)
HUGO = ROOT / "bench" / "hugo"
LAYOUTS = HUGO / "layouts"
# The layouts of Hugo that make what a template of the theme makes, and what the theme has no template for.
# The made-up site has no helplines, and nothing of it has moved.
NOT_SHOWN = {"help.html", "moved.html"}
SAME_PAGES = {
    "article.html": [f"articles/page.{form}" for form in ("html", "bibtex.bib", "ris.ris", "csl.json")],
    "corrections.html": ["corrections.html"],
    "data.html": ["data.html", "data.csv.csv", "data.table.json"],
    "dossier.html": ["dossiers/page.html"],
    "dossiers.html": ["dossiers/section.html", "dossiers/section.atom.atom", "dossiers/section.jsonfeed.json"],
    "front.html": ["home.html"],
    "index.html": ["taxonomy.html", "years/taxonomy.html"],
    "list.html": ["section.html", "term.html"],
    "mail.html": ["weeks/term.mailhtml.html", "weeks/term.mailtext.txt"],
    "missing.html": ["404.html"],
    "page.html": ["page.html"],
    "search.html": ["search.html", "search.names.json", "search.opensearch.xml"],
    "shares.html": ["shares.html"],
    "week.html": ["weeks/term.html"],
    "weeks.html": ["weeks/taxonomy.html", "weeks/taxonomy.atom.atom", "weeks/taxonomy.jsonfeed.json"],
    "rules.html": [],  # made where there are rules against harm: the corpus has none
    "base.html": ["baseof.html", "_partials/masthead.html", "_partials/nav.html", "_partials/footer.html"],
}
SAME_FILES = ["list.atom.atom", "list.jsonfeed.json", "robots.txt"]


@pytest.fixture(scope="module")
def quick() -> str:
    """Return what the bench says when it measures next to nothing."""
    command = [sys.executable, "-m", "bench.build", "--quick"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def _document() -> str:
    return part_of(DOCUMENT.read_text("utf-8"), "build")


@pytest.mark.parametrize("source", ["quick", "document"])
def test_every_row_is_there(source: str, quick: str) -> None:
    tables = read_tables(quick if source == "quick" else _document())

    assert tuple(tables) == TABLES
    assert tuple(row[0] for row in tables[REACH][1:]) == ROWS
    assert [title for title, rows in tables.items() if len({len(row) for row in rows}) != 1 or len(rows) == 1] == []
    assert all(cell for rows in tables.values() for row in rows for cell in row)


def test_the_document_has_the_rows_and_columns_of_the_bench(quick: str) -> None:
    document, found = read_tables(_document()), read_tables(quick)

    assert {title: rows[0] for title, rows in document.items()} == {title: rows[0] for title, rows in found.items()}
    assert {title: [row[:2] for row in rows] for title, rows in document.items() if rows[0][1] == "case"} == {
        title: [row[:2] for row in rows] for title, rows in found.items() if rows[0][1] == "case"
    }


def test_the_quick_run_builds_with_all_that_needs_nothing_from_outside(quick: str) -> None:
    rows = read_tables(quick)["1,000 articles"][1:]

    assert {row[0] for row in rows} == set(NAMES)
    assert {row[0] for row in rows if row[2] != "-"} == {OURS, USUAL, STOCK, BARE}


@pytest.mark.parametrize(
    "template", sorted({path.name for path in (ROOT / "theme" / "templates").glob("*.html")} - NOT_SHOWN)
)
def test_hugo_has_a_layout_for_each_template_of_the_theme(template: str) -> None:
    assert [name for name in SAME_PAGES[template] if not (LAYOUTS / name).is_file()] == []


def test_hugo_makes_the_same_lists_in_pages_and_feeds_of_the_same_length() -> None:
    config = yaml.safe_load((HUGO / "hugo.yaml").read_text("utf-8"))

    assert set(config["taxonomies"]) == {*KINDS, "year", "month", "week"}
    assert config["pagination"]["pagerSize"] == Options(name="", tagline="", url="").page_size
    assert config["params"]["feedSize"] == feeds.NEWEST
    assert config["outputs"]["term"] == config["outputs"]["home"] == ["html", "atom", "jsonfeed"]
    assert [name for name in SAME_FILES if not (LAYOUTS / name).is_file()] == []


def test_every_partial_of_hugo_is_there_and_used() -> None:
    texts = [path.read_text("utf-8") for path in LAYOUTS.rglob("*") if path.is_file()]
    named = {name for text in texts for name in re.findall(r'"(?:partial" ")?([\w-]+\.(?:html|atom|json))"', text)}
    there = {path.name for path in (LAYOUTS / "_partials").iterdir()}

    assert there <= named
    assert {name for text in texts for name in re.findall(r'partial(?:Cached)? "([\w.-]+)"', text)} <= there


def test_hugo_makes_as_many_files_and_bytes_as_this_project() -> None:
    sizes = {name: measured for name, measured in read_results().items() if measured.get(PEER, COLD)}

    assert set(sizes) >= {"1,000", "10,000"}  # the largest is too large for it
    for measured in sizes.values():
        own, hugo = (measured.get(name, COLD)[0] for name in (OURS, PEER))

        assert hugo.files == pytest.approx(own.files, rel=0.05)
        assert hugo.size == pytest.approx(own.size, rel=0.25)


def test_the_document_tells_the_results_that_are_kept_beside_it() -> None:
    assert _document().strip() == tell(Results(read_results())).strip()


def test_stock_pelican_makes_our_site_in_its_usual_ways_too(tmp_path: Path) -> None:
    trees = []
    for name in (USUAL, STOCK):
        made_by, folder = builder(name), tmp_path / name.replace(" ", "-")
        made_by.lay_out(folder, 4)
        run(made_by.command(folder), folder, made_by.environment, tmp_path / "log")
        trees.append(read_tree(folder / "output"))

    assert [file.content for file in trees[0].values()] != []
    assert {name: file.content for name, file in trees[0].items()} == {
        name: file.content for name, file in trees[1].items()
    }


def test_sizes_that_a_run_leaves_out_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    small, large = (Measured(number, 1, "a day", {OURS: {COLD: [_sample(1.0)]}}) for number in (1_000, 100_000))
    write_results({"100,000": large}, file)

    write_results(read_results(file) | {"1,000": small}, file)

    assert read_results(file) == {"1,000": small, "100,000": large}


def test_the_dossiers_of_both_sites_list_the_same_articles(tmp_path: Path) -> None:
    corpus.write_corpus(tmp_path / "ours", 60)
    hugo_content.write_content(tmp_path / "hugo", 60)

    ours, hugo = ((tmp_path / name / "dossiers" / "dossier-0.md").read_text("utf-8") for name in ("ours", "hugo"))
    own, peer = (yaml.safe_load(text.split("---\n")[1]) for text in (ours, hugo))

    assert [entry["slug"] for entry in own["articles"]] == [
        entry["page"].rpartition("/")[2] for entry in peer["params"]["listed"]
    ]
    assert len(own["articles"]) == 2


def test_all_builders_are_given_the_same_texts() -> None:
    (article,) = articles(1, 7)
    bodies = [render(article).rpartition("\n\n---\n\n")[2] for render in (markdown, hugo_content.markdown)]

    assert all(paragraph in render(article) for render in (markdown, hugo_content.markdown, pelican_content.markdown)
               for paragraph in article.paragraphs)  # fmt: skip
    assert bodies[0].split("---\n\n")[1] == bodies[1].split("---\n\n")[1]
    assert [*articles(1, 7)] == [*articles(8)][7:]


@pytest.mark.parametrize("name", [OURS, BARE])
@pytest.mark.parametrize("case", CASES)
def test_a_case_changes_one_file_and_is_undone(name: str, case: str, tmp_path: Path) -> None:
    made_by = builder(name)
    made_by.lay_out(tmp_path, 4)
    before = read_tree(tmp_path)

    undo = apply_change(tmp_path, plan_change(case, made_by, tmp_path, 4, 1))
    changed = compare(before, read_tree(tmp_path)).changed
    apply_change(tmp_path, undo)

    nothing_to_change = case not in {EDIT, NEW, TAG, TEMPLATE, STYLE} or (name == BARE and case == STYLE)
    assert changed == (0 if nothing_to_change else 1)
    assert compare(before, read_tree(tmp_path)).changed == 0


def test_a_file_that_is_written_again_with_the_same_bytes_is_written_and_not_changed(tmp_path: Path) -> None:
    for name in ("same", "kept", "other", "gone", "index.html"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "search" / "index").mkdir(parents=True)
    for name in ("index.json", "index/names.bin"):
        (tmp_path / "search" / name).write_text("is of no builder but ours", "utf-8")
    before = read_tree(tmp_path)
    for name, text in {"same": "same", "other": "new", "more": "new", "index.html": "new"}.items():
        (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "gone").unlink()

    done = compare(before, read_tree(tmp_path, before))

    assert (done.written, done.changed, done.pages) == (4, 4, 1)


HOLDS = (
    "import subprocess, sys; held = bytearray({size}); subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
)
SPINS = "import time\nheld = bytearray({size})\nwhile time.process_time() < .5: pass"


def test_the_cost_of_a_command_is_that_of_all_below_it(tmp_path: Path) -> None:
    size = 40_000_000
    inner = SPINS.format(size=size)

    spent = run([sys.executable, "-c", HOLDS.format(size=size, inner=inner)], tmp_path, {}, tmp_path / "log")

    assert spent.cpu >= 0.5
    assert 2 * size < spent.memory < 4 * size


def test_what_a_command_said_that_failed_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 3:\nthe disk is full"):
        run([sys.executable, "-c", "print('the disk is full'); raise SystemExit(3)"], tmp_path, {}, tmp_path / "log")


def test_a_process_that_has_ended_has_no_memory() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    assert memory_of(tree_of(process.pid)) == 0


def _sample(cpu: float, **phases: float) -> Sample:
    return Sample(cpu, cpu, 1, 1, 1, 1, 40, phases, 20)


def test_pages_alone_are_what_is_no_check_and_no_index() -> None:
    assert pages_alone(replace(_sample(10.0), phases=None)) is None
    assert pages_alone(_sample(10.0, read=1.0, check=2.0, index=3.0)) == 5.0


def test_a_target_is_reached_by_the_pages_alone() -> None:
    own = {case: [_sample(4.0, check=1.0, index=2.0)] for case in CASES}
    hugo = {case: [_sample(cpu)] for case, cpu in zip(CASES, (4.0, 40.0, 400.0), strict=False)}
    results = Results({SIZES[1].name: Measured(10_000, 1, "now", {OURS: own, "Hugo": hugo})})

    reached = {row[0]: (row[3], row[4]) for row in table(results).rows}

    assert reached[ROWS[0]] == ("-", "-")
    assert reached[ROWS[1]] == ("1/4.0 (1/1.0)", "yes")
    assert reached[ROWS[2]] == ("1/40.0 (1/10.0)", "yes")
    assert reached[ROWS[3]] == ("1/400.0 (1/100.0)", "yes, the aim")
    assert reached[ROWS[4]] == ("40 files", "**no**")
    assert reached[ROWS[5]] == ("20 pages", "yes")

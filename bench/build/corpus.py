"""A seeded corpus to build a site of: articles of about 570 words, and the registries that they name.

Tags follow Zipf's law, as they do in a newsroom: few stand in very many articles, most in a handful. Each article came
into the digest on the day on which it was published, so that there is a digest of each of some five hundred weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import PurePosixPath
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

SEED = 20_160
WORDS, PARAGRAPHS = 570, 9
TAGS, AUTHORS, SECTIONS, PLACES, PUBLICATIONS, MONTHS = 294, 60, 12, 100, 20, 120
TAGS_OF_ONE = 5
EMPHASIS, LINKS = 0.1, 0.05  # of sentences that have one
_FIRST_DAY = date(2016, 1, 1)
_LAST_DAY = _FIRST_DAY + timedelta(days=MONTHS * 30 - 1)
_SYLLABLES = (  # noqa: SIM905 - forty lines of one word each say less
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru pla ste tri sho tha "
    "an en in on un ar er ir or ur al el il ol ul am em im om um"
).split()
_VOCABULARY = 12_000
OF_ONE_DOSSIER, IN_ONE_DOSSIER = 500, 12  # there is one for so many articles, and it lists so many of them


@dataclass(frozen=True, slots=True)
class Made:
    """One article of the corpus."""

    slug: str
    title: str
    day: date
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    place: str
    publication: str
    summary: str
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it stands in content/."""
        return f"articles/{self.day.year}/{self.slug}.md"

    def terms(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of its terms by the name of their registry."""
        return {
            "tags": self.tags,
            "authors": self.authors,
            "sections": (self.section,),
            "places": (self.place,),
            "publications": (self.publication,),
        }


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier: the *articles* that it lists, by their paths in content/, in two chapters."""

    id: str
    title: str
    summary: str
    day: date
    tag: str
    articles: tuple[str, ...]
    text: str

    def chapter(self, at: int) -> str:
        """Return the heading that stands before the article *at*, if one does."""
        return {0: "What came first", len(self.articles) // 2: "What came of it"}.get(at, "")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a registry, with what else is said of it there."""

    id: str
    name: str
    description: str
    more: Mapping[str, str]


def words() -> list[str]:
    """Return the made-up words that all texts are made of, the frequent first."""
    rng = Random(SEED)
    found = dict.fromkeys("".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(2 * _VOCABULARY))
    return sorted(found, key=len)[:_VOCABULARY]


def articles(number: int, first: int = 0) -> Iterator[Made]:
    """Yield *number* articles, beginning with the one of that number; the same each time."""
    pool = words()
    weights = _zipf(len(pool))
    tag_weights = _zipf(TAGS)
    for at in range(first, first + number):
        yield _article(at, pool, weights, tag_weights)


def _zipf(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(number)))


def _article(at: int, pool: Sequence[str], weights: Sequence[float], tag_weights: Sequence[float]) -> Made:
    rng = Random(f"{SEED}-{at}")
    drawn = iter(rng.choices(pool, cum_weights=weights, k=WORDS + 40))
    title = " ".join(next(drawn) for _ in range(rng.randint(6, 10))).capitalize()
    tags = dict.fromkeys(rng.choices(range(TAGS), cum_weights=tag_weights, k=3 * TAGS_OF_ONE))
    return Made(
        slug=f"{title.lower().replace(' ', '-')[:60].rstrip('-')}-{at}",
        title=title,
        day=_FIRST_DAY + timedelta(days=at * 7919 % (MONTHS * 30)),
        authors=tuple(dict.fromkeys(f"author-{rng.randrange(AUTHORS)}" for _ in range(rng.randint(1, 2)))),
        section=f"section-{rng.randrange(SECTIONS)}",
        tags=tuple(f"tag-{tag}" for tag in list(tags)[:TAGS_OF_ONE]),
        place=f"place-{rng.randrange(PLACES)}",
        publication=f"publication-{rng.randrange(PUBLICATIONS)}",
        summary=" ".join(next(drawn) for _ in range(20)).capitalize() + ".",
        paragraphs=tuple(_paragraph(rng, drawn) for _ in range(PARAGRAPHS)),
    )


def _paragraph(rng: Random, drawn: Iterator[str]) -> str:
    sentences = []
    for _ in range(4):
        sentence = [next(drawn, "ba") for _ in range(rng.randint(12, 17))]
        if rng.random() < EMPHASIS:
            sentence[3] = f"*{sentence[3]}*"
        if rng.random() < LINKS:
            sentence[5] = f"[{sentence[5]}](https://example.org/{sentence[5]})"
        sentences.append(" ".join(sentence).capitalize() + ".")
    return " ".join(sentences)


def markdown(article: Made) -> str:
    """Return *article* as it stands in content/."""
    front = {
        "title": article.title,
        "slug": article.slug,
        "date": article.day.isoformat(),
        "added": article.day.isoformat(),
        "lang": "en",
        "authors": f"[{', '.join(article.authors)}]",
        "publication": article.publication,
        "category": article.section,
        "tags": f"[{', '.join(article.tags)}]",
        "places": f"[{article.place}]",
        "summary": article.summary,
        "status": "published",
    }
    lines = [f"{key}: {value}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "", body(article)])


def body(article: Made) -> str:
    """Return the text of *article* as Markdown."""
    heading = f"## {article.title.split()[0]} {article.title.split()[-1]}"
    middle = PARAGRAPHS // 2
    return "\n\n".join([*article.paragraphs[:middle], heading, *article.paragraphs[middle:]]) + "\n"


def terms() -> Mapping[str, list[Term]]:
    """Return the entries of the registries, by the name of each."""
    numbers = {
        "tags": TAGS, "authors": AUTHORS, "sections": SECTIONS, "places": PLACES, "publications": PUBLICATIONS,
    }  # fmt: skip
    return {kind: [_term(kind[:-1], at) for at in range(number)] for kind, number in numbers.items()}


def _term(kind: str, at: int) -> Term:
    name = f"{kind.capitalize()} {at}"
    more: dict[str, dict[str, str]] = {
        "tag": {"broader": f"tag-{at // 20}"} if at >= 20 else {},  # noqa: PLR2004 - each has so many below it
        "author": {"kind": "person"},
        "publication": {"url": "https://example.org/", "rights": "full"},
    }
    return Term(f"{kind}-{at}", name, f"What is said of {name}.", more.get(kind, {}))


def registries() -> Mapping[str, str]:
    """Return the registry files, by name."""
    return {f"{kind}.yaml": "".join(map(_entry, entries)) for kind, entries in terms().items()}


def _entry(term: Term) -> str:
    more = "".join(f", {key}: {value}" for key, value in term.more.items())
    return f"{term.id}: {{name: {{en: {term.name}}}, description: {{en: {term.description}}}{more}}}\n"


def dossiers(paths: Sequence[str]) -> Iterator[Dossier]:
    """Yield the dossiers on the articles that stand at *paths*."""
    step = OF_ONE_DOSSIER // IN_ONE_DOSSIER + 1
    for at, first in enumerate(range(0, len(paths), OF_ONE_DOSSIER)):
        (made,) = articles(1, at)
        listed = tuple(paths[first : first + OF_ONE_DOSSIER : step])
        yield Dossier(
            f"dossier-{at}", made.title, made.summary, _LAST_DAY, f"tag-{at % TAGS}", listed, made.paragraphs[0]
        )


def note_on(path: str) -> str:
    """Return what a dossier says of the article at *path*."""
    return f"Note on {PurePosixPath(path).stem}."


def _dossier(dossier: Dossier) -> str:
    """Return *dossier* as it stands in content/."""
    lines = [
        *("---", f"title: {dossier.title}", f"slug: {dossier.id}", f"added: {dossier.day}", "lang: en"),
        *(f"summary: {dossier.summary}", f"tag: {dossier.tag}", "articles:"),
    ]
    for at, path in enumerate(dossier.articles):
        lines += [f"- slug: {PurePosixPath(path).stem}", f"  note: {note_on(path)}"]
        lines += [f"  heading: {dossier.chapter(at)}"] if dossier.chapter(at) else []
    return "\n".join([*lines, "---", "", dossier.text, ""])


def write_corpus(folder: Path, number: int) -> None:
    """Write *number* articles, the dossiers on them and the registries into the content folder *folder*."""
    paths = write_articles(folder, number, markdown)
    for dossier in dossiers(paths):
        write(folder / "dossiers" / f"{dossier.id}.md", _dossier(dossier))
    (folder / "pages").mkdir(exist_ok=True)
    for name, text in registries().items():
        write(folder / "registry" / name, text)


def write_articles(folder: Path, number: int, render: Callable[[Made], str]) -> list[str]:
    """Write *number* articles into the content folder *folder*, as *render* makes them; return their paths."""
    paths = []
    for article in articles(number):
        write(folder / article.path, render(article))
        paths.append(article.path)
    return paths


def write(path: Path, text: str) -> None:
    """Write *text* to *path*, in a folder that need not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")

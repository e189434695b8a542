"""The lists that an article stands in: its tags, authors, places, section and publication, and its year and month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING

from slugify import slugify

from digest.languages import sort_key
from digest.model import Week
from digest.site.fingerprints import fingerprint
from digest.site.stories import by_arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digest.registry import Entry, Registry, Table
    from digest.site.stories import Story

KINDS = ("tag", "author", "place", "section", "publication")
UNDATED = "undated"


@dataclass(frozen=True, eq=False)  # `Terms` makes each once: the same term is the same object
class Term:
    """One tag, author, place, section or publication: its id, its name in a language, what the registry says of it.

    *printed* is its name in the texts, for an author that no registry knows.
    """

    kind: str
    id: str
    entry: Entry | None
    printed: str

    @cached_property
    def digest(self) -> bytes:
        """Its fingerprint: of all that is known of it, and of its name as printed where nothing else is."""
        return fingerprint(self.kind, self.id, self.entry or self.printed)

    def name(self, lang: str) -> tuple[str, str]:
        """Return its name in *lang*, or in English or as printed, and the language that the name is in."""
        if self.entry is None:
            return self.printed, lang
        return self.entry.name.in_lang(lang), self.entry.name.lang_of(lang)

    def description(self, lang: str) -> str:
        """Return what the registry says of it, in *lang* or in English."""
        return self.entry.description.in_lang(lang) if self.entry else ""


class _Named(dict[str, Term]):
    """The terms of a kind by the names that texts have for them, each made by *make* when it is first asked for."""

    def __init__(self, kind: str, make: Callable[[str, str], Term]) -> None:
        super().__init__()
        self._kind, self._make = kind, make

    def __missing__(self, name: str) -> Term:
        found = self[name] = self._make(self._kind, name)
        return found


class Terms:
    """Which terms each story has, by the registries."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._made: dict[tuple[str, str], Term] = {}
        self._named = {kind: _Named(kind, self._new_term) for kind in KINDS}
        self._of: dict[Story, tuple[Term, ...]] = {}

    def of(self, story: Story) -> tuple[Term, ...]:
        """Return the terms of *story*, each once, in the order of KINDS and of its front matter."""
        found = self._of.get(story)
        if found is None:
            found = self._of[story] = tuple(dict.fromkeys(self._find(story)))
        return found

    def _find(self, story: Story) -> Iterable[Term]:
        matter, named = story.matter, self._named
        single = (("section", matter.section), ("publication", matter.publication))
        return chain(
            map(named["tag"].__getitem__, matter.tags),
            map(named["author"].__getitem__, matter.authors),
            map(named["place"].__getitem__, matter.places),
            [named[kind][name] for kind, name in single if name],
        )

    def author(self, name: str) -> Term:
        """Return the author that a byline prints as *name*."""
        return self._term("author", name)

    def known(self, kind: str, identifier: str) -> Term:
        """Return the term of *kind* that the registry has under *identifier*, whether a story has it or not."""
        return self._term(kind, identifier)

    def section(self, name: str) -> Term:
        """Return the section that front matter names so."""
        return self._term("section", name)

    def publication(self, name: str) -> Term:
        """Return the publication that front matter names so."""
        return self._term("publication", name)

    def tag(self, name: str) -> Term:
        """Return the tag that goes by *name*."""
        return self._term("tag", name)

    def _term(self, kind: str, name: str) -> Term:
        """Return the term of *kind* that goes by *name*; one that the registry does not know is its own."""
        return self._named[kind][name]

    def _new_term(self, kind: str, name: str) -> Term:
        table: Table = getattr(self.registry, f"{kind}s")
        slug = slugify(name, max_length=80, word_boundary=True) or sha256(name.encode()).hexdigest()[:8]
        entry = table.find(name) or table.entries.get(slug)
        identifier = entry.id if entry else slug
        return self._made.setdefault((kind, identifier), Term(kind, identifier, entry, name))


class Shelf:
    """The stories of one edition, newest first, by everything they can be found by."""

    def __init__(self, stories: Sequence[Story], terms: Terms) -> None:
        self.stories = stories
        self.terms = terms
        self.by_term: dict[Term, list[Story]] = defaultdict(list)
        self.by_year: dict[str, list[Story]] = defaultdict(list)
        self.by_month: dict[str, list[Story]] = defaultdict(list)
        self.by_lang: dict[str, list[Story]] = defaultdict(list)
        for story in stories:
            for term in terms.of(story):
                self.by_term[term].append(story)
            self.by_lang[story.matter.lang].append(story)
            self._file_by_date(story)

    @property
    def registry(self) -> Registry:
        """What is known of the terms."""
        return self.terms.registry

    @cached_property
    def _arrival(self) -> dict[Story, int]:
        """The place of each story in `_arrived`."""
        return {story: place for place, story in enumerate(self._arrived)}

    @cached_property
    def _arrived(self) -> list[Story]:
        """The stories in the order in which they came, the last first."""
        return by_arrival(self.stories)

    @cached_property
    def by_week(self) -> dict[Week, list[Story]]:
        """The stories by the week they were added in, the newest week first; of a week, the last added first."""
        found: dict[Week, list[Story]] = defaultdict(list)
        week_of = cache(Week.of)
        for story in self._arrived:
            found[week_of(story.matter.added)].append(story)
        return dict(found)

    def last_added(self, stories: Iterable[Story], most: int) -> list[Story]:
        """Return those of *stories*, which are of this shelf, that came last; the last first."""
        places = sorted(map(self._arrival.__getitem__, stories))  # numbers in runs: faster than looking for the first
        return [self._arrived[place] for place in places[:most]]

    def _file_by_date(self, story: Story) -> None:
        published = story.matter.published
        self.by_year[year_of(story)].append(story)
        if published is not None and published.month is not None:
            self.by_month[f"{published.year:04}-{published.month:02}"].append(story)

    @cached_property
    def by_kind(self) -> dict[str, list[Term]]:
        """The terms of each kind, by id."""
        kinds: dict[str, list[Term]] = {kind: [] for kind in KINDS}
        for term in sorted(self.by_term, key=lambda term: term.id):
            kinds[term.kind].append(term)
        return kinds

    def most_used(self, kind: str, most: int, lang: str) -> list[Term]:
        """Return the *most* terms of *kind* with the most stories; those of as many by their names in *lang*."""
        counts = [(term, len(self.by_term[term])) for term in self.by_kind[kind]]
        return [term for term, _ in most_frequent(counts, most, lang)]


def most_frequent(counts: Iterable[tuple[Term, int]], most: int, lang: str) -> list[tuple[Term, int]]:
    """Return the *most* terms that are counted most, those of one count by their names in *lang*."""
    counts = list(counts)
    least = nlargest(most, (times for _, times in counts))[-1:] or [0]
    enough = [(term, times) for term, times in counts if times >= least[0]]  # names are slow to compare
    return sorted(enough, key=lambda item: (-item[1], sort_key(item[0].name(lang)[0], lang), item[0].id))[:most]


def year_of(story: Story) -> str:
    """Return the year it was published in, or UNDATED."""
    return story.year or UNDATED

"""What plans the pages of one edition: it knows all its stories, and hands each page only what that page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from digest.model import PartialDate
from digest.site import addresses
from digest.site.corrections import corrected, policy_among
from digest.site.filing import file_story
from digest.site.fingerprints import fingerprint
from digest.site.helps import Helps
from digest.site.memory import remembered
from digest.site.records import Cited
from digest.site.related import Kinship, neighbours
from digest.site.rules import HouseRules
from digest.site.stories import in_order, original_slug
from digest.site.terms import UNDATED
from digest.site.trees import Tree
from digest.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digest.schema import PageMatter
    from digest.site.corrections import Corrected
    from digest.site.filing import Filed
    from digest.site.given import Input
    from digest.site.press import Press
    from digest.site.stories import Leaf, Story
    from digest.site.terms import Shelf, Term
    from digest.site.views import Edition
    from digest.site.words import Words


@dataclass(frozen=True)
class Presenter:
    """What one edition has.

    *own* holds the stories that its lists show, *leaves* its pages and other leaves by slug; *versions* are the listed
    language versions of every story that has more than one, by the slug of the original.
    """

    press: Press
    own: Shelf
    leaves: Sequence[Leaf[Any]]
    versions: Mapping[str, Sequence[Story]]
    given: Input

    @property
    def edition(self) -> Edition:
        """The edition itself."""
        return self.press.edition

    @property
    def words(self) -> Words:
        """The words that it speaks."""
        return self.press.words

    @property
    def lang(self) -> str:
        """Its language."""
        return self.press.edition.lang

    @property
    def prefix(self) -> str:
        """The path of its front page."""
        return self.press.edition.prefix

    def file(self, story: Story) -> Filed:
        """Return *story* with all that is shown of it here."""
        return self._filed[story]

    def file_all(self, stories: Iterable[Story]) -> tuple[Filed, ...]:
        """Return *stories* with all that is shown of them here."""
        return tuple(map(self._filed.__getitem__, stories))

    def file_any(self, stories: Iterable[Story]) -> tuple[Filed, ...]:
        """Return *stories*, be they of other editions, with all that would be shown of them here."""
        return tuple(self._filed.get(story) or file_story(story, self.own, self.given.picture) for story in stories)

    @cached_property
    def _filed(self) -> dict[Story, Filed]:
        """Every story that has a page or stands in a list here, with all that is shown of it."""
        own = filter(self.is_own_language, self.given.stories)
        # In their order too: of an author in no registry, the spelling that is met first is the name.
        unlisted = in_order(story for story in own if not story.is_listed)
        stories = (*self.own.stories, *unlisted)
        return {story: file_story(story, self.own, self.given.picture) for story in stories}

    def term_links(self, terms: Iterable[Term]) -> tuple[Link, ...]:
        """Return links to *terms*, each with the number of its articles."""
        return tuple(self.press.term_link(term, len(self.own.by_term.get(term, ()))) for term in terms)

    @cached_property
    def silent_outlets(self) -> tuple[Term, ...]:
        """The publications of the registry of which nothing is listed; who they are stands in the edition at the root.

        There each publication has its page, so that who asks for one is told who owns it and who pays for it.
        """
        if not self.edition.is_default:
            return ()
        known = map(partial(self.own.terms.known, "publication"), self.own.registry.publications.entries)
        return tuple(term for term in known if term not in self.own.by_term)

    def counted_link(self, term: Term) -> Link:
        """Return a link to *term* with the number of its articles; one that has none is only named."""
        stories = self.own.by_term.get(term)
        return self.press.term_link(term, len(stories)) if stories else self._named(term)

    def _named(self, term: Term) -> Link:
        return replace(self.press.term_link(term), path="")

    def plain_link(self, term: Term) -> Link:
        """Return a link to *term*; one that has no articles is only named."""
        return self.press.term_link(term) if term in self.own.by_term else self._named(term)

    def way(self, path: str, name: str, count: int | None = None) -> Link:
        """Return a link to a page of the edition, in its own words."""
        return Link(path=path, name=name, lang=self.lang, dir=self.edition.dir, count=count)

    def own_list_path(self, kind: str, identifier: str) -> str | None:
        """Return where this edition has the list of all articles, of a language, a year or a month, if it has it."""
        held = identifier in self.own.by_year or identifier in self.own.by_month or identifier in self.languages
        return addresses.list_path(self.prefix, kind, identifier) if held or kind == "latest" else None

    @cached_property
    def policy(self) -> Leaf[PageMatter] | None:
        """The page on which its editors say how they correct, if they do."""
        return policy_among(self.leaves, self.lang)

    @cached_property
    def corrected(self) -> list[Corrected]:
        """What was put right in the articles that its lists show, the last first."""
        return corrected(self.own.stories, self.press.link_of)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have lists of their own, those of most articles first; none where all are of one."""
        found = self.own.by_lang
        return tuple(sorted(found, key=lambda lang: (-len(found[lang]), lang))) if len(found) > 1 else ()

    @cached_property
    def beside(self) -> dict[str, tuple[Link | None, Link | None]]:
        """The years and the months that have articles, each with links to the one before and the one after."""
        found: dict[str, tuple[Link | None, Link | None]] = {}
        for kind, keys in (("year", self.own.by_year), ("month", self.own.by_month)):
            known = sorted(key for key in keys if key != UNDATED)
            links = [
                self.way(addresses.list_path(self.prefix, kind, key), self.words.day(PartialDate.parse(key)))
                for key in known
            ]
            found |= dict(zip(known, zip([None, *links], [*links[1:], None], strict=False), strict=False))
        return found

    @cached_property
    def tree(self) -> Tree:
        """What lies within what, of its terms."""
        return Tree(self.own)

    def is_own_language(self, story: Story) -> bool:
        """Return whether a story stands in this edition, as `Naming.is_at_home`."""
        return self.press.is_at_home(story.matter.lang)

    @cached_property
    def own_language(self) -> list[Story]:
        """The listed stories that stand in this edition, newest first."""
        return [story for story in self.own.stories if self.is_own_language(story)]

    @cached_property
    def helps(self) -> Helps:
        """Those who help, in the words of the edition."""
        return Helps(self.press, self.own.registry.helplines)

    @cached_property
    def house(self) -> HouseRules:
        """The rules against harm, in the words of the edition."""
        return HouseRules(self.press, self.own.registry.harm)

    @cached_property
    def neighbours(self) -> dict[str, tuple[Story | None, Story | None]]:
        """The next older and newer story of each."""
        return neighbours(self.own_language)

    @cached_property
    def _kinship(self) -> Kinship:
        return Kinship(self.own, self.lang, self.given.memory)

    def related(self, story: Story) -> tuple[Filed, ...]:
        """Return the stories that go with *story*."""
        return self.file_all(self._kinship.of(story))

    def cited(self, story: Story) -> Cited:
        """Return *story* with the fingerprint of how it is cited."""
        filed = self.file(story)
        return Cited(filed, self._digest_of("cite", filed, self.press.citation))

    def row_digest(self, filed: Filed) -> bytes:
        """Return the fingerprint of what the table of all articles says of one."""
        return self._digest_of("row", filed, self.press.row)

    def _digest_of(self, what: str, filed: Filed, say: Callable[[Filed], object]) -> bytes:
        """Return the fingerprint of what the press says of an article, which is made of both and nothing else."""
        name, key = f"{what} {self.lang}/{filed.story.matter.slug}", self.press.digest + filed.digest
        (found,) = remembered(self.given.memory, name, key, lambda: (fingerprint(say(filed)).hex(),))
        return bytes.fromhex(found)

    def translations(self, story: Story) -> list[Story]:
        """Return the other language versions of *story*, by language."""
        group = self.versions.get(original_slug(story), ())
        return [other for other in group if other.matter.slug != story.matter.slug]

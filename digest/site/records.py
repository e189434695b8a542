"""What an edition says of articles to programs of research: how each is cited, and the table of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from digest.site import addresses, citing, corpus, rule_table, shares
from digest.site.given import Raw
from digest.site.portraits import Portraits, rights
from digest.site.views import Column, DataView, Download

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import PartialDate
    from digest.site.corrections import Corrected
    from digest.site.filing import Filed


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """An article that is cited; *digest* is the fingerprint of what is said of it, and changes with nothing else."""

    filed: Filed
    digest: bytes


class Records(Portraits):
    """What makes the files for research; it is handed all that they say."""

    @cached_property
    def site_name(self) -> str:
        """The name of the site in the words of the edition."""
        return self.text(self.options.name)

    def citation(self, filed: Filed) -> citing.Citation:
        """Return what those who cite an article are told."""
        matter, own = filed.story.matter, self.is_own_text(filed)
        return citing.Citation(
            slug=matter.slug,
            title=matter.title,
            lang=matter.lang,
            authors=matter.authors,
            issued=matter.added.isoformat() if own else _iso(matter.published),
            outlet=self.appeared_in(filed),
            is_own_text=own,
            original=_iso(matter.published),
            site=self.site_name,
            added=matter.added.isoformat(),
            url=self.url(self.story_path(filed.story)),
            source_url=(matter.source and matter.source.url) or "",
        )

    def bibtex(self, path: str, cited: Cited) -> Raw:
        """Return an article as BibTeX."""
        citation = self.citation(cited.filed)
        return Raw(path, citing.render_bibtex(citation, self._note(citation)))

    def ris(self, path: str, cited: Cited) -> Raw:
        """Return an article as RIS."""
        citation = self.citation(cited.filed)
        return Raw(path, citing.render_ris(citation, self._note(citation)))

    def csl(self, path: str, cited: Cited) -> Raw:
        """Return an article as CSL-JSON."""
        citation = self.citation(cited.filed)
        return Raw(path, citing.render_csl(citation, self._note(citation)))

    def _note(self, citation: citing.Citation) -> str:
        """Return what else is to be known: when a text came here, where its original is, or what it restates."""
        parts = [citation.outlet, citation.original] if citation.is_own_text else []
        found = ", ".join(filter(None, (*parts, citation.source_url)))
        original = f"{self.text('Original:')} {found}" if found else ""
        if citation.is_own_text:
            return original
        here = f"{citation.site}{self.text(', ')}{self.text('added %(date)s', date=citation.added)}"
        return ". ".join(filter(None, (here, original)))

    def row(self, filed: Filed) -> corpus.Row:
        """Return what the table of all articles says of one."""
        story, matter = filed.story, filed.story.matter
        source, published = matter.source, matter.published
        section, tags, countries, places = "", [], [], []
        for term in filed.terms:
            if term.kind == "tag":
                tags.append(term.id)
            elif term.kind == "place":
                places.append(term.id)
                if term.entry and term.entry.country and term.entry.country not in countries:
                    countries.append(term.entry.country)
            elif term.kind == "section":
                section = term.id
        return corpus.Row(  # by place: there are very many
            matter.slug,
            self.url(self.story_path(story)),
            matter.title,
            matter.lang,
            _iso(published),
            _precision(published),
            matter.added.isoformat(),
            matter.modified.isoformat() if matter.modified else "",
            len(matter.corrections),
            matter.authors,
            matter.agency or "",
            self.appeared_in(filed, "en"),
            self.is_own_text(filed),
            section,
            tuple(tags),
            matter.dateline.text if matter.dateline else "",
            tuple(places),
            tuple(countries),
            story.standfirst,
            rights(filed),
            (source and source.url) or "",
            (source and source.archive_url) or "",
            matter.translation_of or "",
        )

    def data_view(self, count: int, updated: str | None) -> DataView:
        """Return the page of the table of *count* articles, in which nothing has changed since the day *updated*."""
        return DataView(
            title=self.text("Data"),
            count=count,
            updated=date.fromisoformat(updated) if updated else None,
            columns=self._columns(corpus.COLUMNS),
            downloads=downloads(addresses.DATA_FILES),
            correction_columns=self._columns(corpus.CORRECTION_COLUMNS),
            correction_downloads=downloads(addresses.CORRECTIONS_FILES),
            share_columns=self._columns(shares.COLUMNS),
            share_files=downloads(addresses.SHARE_FILES),
            licence=self.options.licence,
        )

    def _columns(self, rules: Iterable[corpus.ColumnRule]) -> tuple[Column, ...]:
        """Return the codebook of a table in the words of the edition."""
        text = self.text
        return tuple(
            Column(name=name, type=text(kind), meaning=text(meaning), missing=text(missing))
            for name, kind, meaning, missing in rules
        )

    def csv(self, path: str, table: corpus.Table) -> Raw:
        """Return all articles as CSV."""
        return Raw(path, corpus.render_csv(map(self.row, table.filed)))

    def json_table(self, path: str, table: corpus.Table) -> Raw:
        """Return all articles as JSON, with what the table is and where its columns are explained."""
        told = {"updated": table.updated, "count": len(table.filed)}
        return Raw(path, corpus.render_json(self._table_head() | told, map(self.row, table.filed)))

    def _table_head(self) -> dict[str, object]:
        home = self.url(addresses.DATA)
        return {"name": self.text(self.options.name), "url": home, "license": self.options.licence or None}

    def shares_csv(self, path: str, rows: tuple[shares.Row, ...]) -> Raw:
        """Return the shares of publications, funders and countries as CSV."""
        return Raw(path, corpus.render_csv(rows, shares.Row._fields))

    def shares_json(self, path: str, rows: tuple[shares.Row, ...], count: int) -> Raw:
        """Return the shares of publications, funders and countries in *count* articles as JSON."""
        head = self._table_head() | {"count": count}
        return Raw(path, corpus.render_json(head, rows, shares.Row._fields, "shares"))

    def exceptions_csv(self, path: str, rows: tuple[rule_table.Row, ...]) -> Raw:
        """Return all exceptions to the rules against harm as CSV."""
        return Raw(path, corpus.render_csv(rows, rule_table.Row._fields))

    def exceptions_json(self, path: str, rows: tuple[rule_table.Row, ...]) -> Raw:
        """Return all exceptions to the rules against harm as JSON."""
        head = self._table_head() | {"count": len(rows)}
        return Raw(path, corpus.render_json(head, rows, rule_table.Row._fields, "exceptions"))

    def corrections_csv(self, path: str, rows: tuple[corpus.CorrectionRow, ...]) -> Raw:
        """Return all corrections as CSV."""
        return Raw(path, corpus.render_csv(rows, corpus.CorrectionRow._fields))

    def corrections_table(self, path: str, rows: tuple[corpus.CorrectionRow, ...]) -> Raw:
        """Return all corrections as JSON, with what the table is."""
        head = self._table_head() | {"count": len(rows)}
        return Raw(path, corpus.render_json(head, rows, corpus.CorrectionRow._fields, "corrections"))

    def correction_row(self, one: Corrected) -> corpus.CorrectionRow:
        """Return what the table of corrections says of one."""
        entry = one.amendment
        kind = "update" if entry.is_update else "correction"
        return corpus.CorrectionRow(
            one.slug, self.url(one.path), entry.date.isoformat(), kind, one.article.lang, entry.text
        )


def downloads(paths: Iterable[str]) -> tuple[Download, ...]:
    """Return the files of a table, which stand at *paths*."""
    return tuple(
        Download(path=path, name=form, type=kind, file=path.rpartition("/")[2])
        for path, (form, kind) in zip(paths, corpus.FORMS, strict=True)
    )


def _iso(date: PartialDate | None) -> str:
    return "" if date is None else str(date)


def _precision(date: PartialDate | None) -> str:
    if date is None:
        return "unknown"
    return "day" if date.day else "month" if date.month else "year"

"""Every problem that the importer tells: its code, what is wrong, and what to do.

I1xx: the source was not imported. I2xx: it was, but waits for an editor (`status: review`). I3xx: a notice.
Each code has an entry in `docs/problems.md`.
"""

from __future__ import annotations

from digest.model import Problem

# code: (message, hint); {0} is filled in
CODES: dict[str, tuple[str, str]] = {
    "I101": ("the file is empty", "put the article's text in it, or delete it"),
    "I102": ("the file is {0}, not text", "save the article as plain text (.txt, UTF-8) and import that"),
    "I103": ("the page was not read: {0}", "copy the article's text into a .txt file, if there is one"),
    "I104": ("the file cannot be read: {0}", "see that it is there and that you may read it, then import again"),
    "I105": ("the file is {0} and was not followed", "put a copy of the real file in the folder"),
    "I106": ("the Markdown could not be written: {0}", "make room or give the right to write, then import again"),
    "I107": ("the file is not text in any encoding that the importer knows", "save it again as plain text, UTF-8"),
    "I108": ("the file has no words", "put the article's text in it, or delete it"),
    "I201": ("no headline; the first words stand in for it", "write a title, then set `status: published`"),
    "I202": ("{0} bytes could not be read and show as \ufffd", "put in the right letters by the original"),
    "I203": ("the file holds NUL characters, which were left out", "see that nothing is missing from the text"),
    "I204": ("the file has nothing but lines that every page repeats", "copy the article itself into the file"),
    "I205": ("the file is very large ({0})", "see whether it holds several articles, and split it"),
    "I206": ("many lines look like subheads ({0}); all stay paragraphs", "mark the real subheads with `## `"),
    "I207": ("comments of readers follow and were left out", "see that no words of the article are among them"),
    "I208": ("{1} was edited and the source has changed since", "compare it with {0}, then delete that file"),
    "I209": ("the date {0} lies after the day of import", "see which date is meant"),
    "I210": ("the front matter of {1} does not parse (line {0}); it was left alone", "mend it, then import again"),
    "I211": ("no line of it is a sentence", "see whether it is an article; if so, set `status: published`"),
    "I230": ("the page may be a list of articles", "see whether it is one article; if so, set `status: published`"),
    "I231": ("the page is short and says “{0}”; it may be no article", "open the original and compare"),
    "I301": ("words seem to be missing: “{0}”", "a link may have been lost; see the original"),
    "I302": ("the encoding was guessed: {0}", "if letters are wrong, save the file as UTF-8 and import again"),
    "I303": ("the same text as {0}; imported once", "delete one of the two"),
    "I304": ("not a text file by its name; left out", "give it a name that ends in .txt if it is an article"),
    "I305": ("the place {0} could be in {1}", "add the country to `dateline`, or the place to registry/places.yaml"),
    "I306": ("the language was guessed from few letters: {0}", "see that `lang` is right, or give --lang"),
    "I307": ("garbled letters were put right ({0})", "see that the words are as in the original"),
    "I308": ("the date {0} can be read in two ways and was not used", "write `date` by hand"),
    "I309": ("the text says {0}, but the date given with --date was used", "see which date is meant"),
    "I330": ("the headline stands in the page's data only: {0}", "see that it is the article's"),
    "I331": ("the page's data name other authors: {0}", "see who wrote it, and set `authors`"),
    "I332": ("the page gives several dates: {0}", "see which is that of publication"),
    "I333": ("the page says that its language is {0}, which its words are not", "see that `lang` is right"),
    "I334": ("a paragraph within the article was left out: “{0}”", "see whether it belongs to the article"),
}  # fmt: skip


def problem(code: str, path: str, line: int = 0, *details: object) -> Problem:
    """Return the problem *code* at *line* of *path*, with *details* in its words."""
    message, hint = CODES[code]
    return Problem(path, line, code, message.format(*details), hint.format(*details))


def is_error(found: Problem) -> bool:
    """Return whether the source was not imported."""
    return found.code.startswith("I1")


def needs_review(found: Problem) -> bool:
    """Return whether the article has to wait for an editor."""
    return found.code.startswith("I2")

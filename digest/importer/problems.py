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
    "I109": ("the importer failed on this file: {0}", "report it, with the file if you may; the others went on"),
    "I110": ("the archive cannot be read on: {0}; texts read before that: {1}", "see where it came from, pack it anew"),
    "I111": ("the archive holds more than {0}; texts read before that: {1}", "see what it is, and import it in parts"),
    "I112": ("it cannot be unpacked: {0}", "unpack it with another program, and import that file"),
    "I113": ("it is {0} in the archive and was not followed", "put the real file in the archive"),
    "I114": ("it is an archive within an archive and was not opened", "unpack the outer one, and import the folder"),
    "I115": ("the process that read this file of {0} bytes was killed", "see that there is memory for it, or split it"),
    "I116": ("the file is larger than {0}, which no article is", "split it, or take out what is no article"),
    "I201": ("no headline; the first words stand in for it", "write a title, then set `status: published`"),
    "I202": ("bytes could not be read and show as \ufffd: {0}", "put in the right letters by the original"),
    "I203": ("the file holds NUL characters, which were left out", "see that nothing is missing from the text"),
    "I204": ("the file has nothing but lines that every page repeats", "copy the article itself into the file"),
    "I205": ("the file is very large ({0})", "split it if it holds several articles; else set `status: published`"),
    "I206": ("many lines look like subheads ({0}); all stay paragraphs", "mark the real subheads with `## `"),
    "I207": ("comments of readers follow and were left out", "see that no words of the article are among them"),
    "I208": ("{1} was edited and its source has changed", "take what you need of {0} and its `sha256`, then delete it"),
    "I209": ("the date {0} lies after the day of import", "see which date is meant"),
    "I210": ("the front matter of {1} does not parse (line {0}); it was left alone", "mend it, then import again"),
    "I211": ("no line of it is a sentence", "see whether it is an article; if so, set `status: published`"),
    "I212": ("the date {0} is older than what the digest carries", "see whether it is the article's own date"),
    "I213": ("it has an embargo: {0}", "write `embargo` with its time zone, then set `status: published`"),
    "I220": ("it looks like a whole page; the article may be lines {0} to {1}", "keep only the article's own lines"),
    "I221": ("a second article seems to begin at line {0}", "put it into a file of its own, then import both"),
    "I222": ("the text is in two languages, {0} and {1}", "see which it is, or make two files of it"),
    "I223": ("comments of readers may follow", "take out what is not the article"),
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
    "I310": ("“{0}” may be a byline", "if it is, put the name in `authors` and take the line out of the body"),
    "I311": ("no date; the text speaks of {0}: “{1}”", "look for the date of the article at its source"),
    "I312": ("the file's name says {0}, the text {1}, which was used", "see which date is meant"),
    "I320": ("a line may have divided a word: “{0}”", "write it as one word if it is one"),
    "I321": ("a word that a line had divided was put together: “{0}”", "see that it is one word"),
    "I322": ("a sentence stands there twice, as a pull quote does", "delete it where it is only repeated"),
    "I323": ("an address or a number by which a person can be reached: {0}", "see whether readers should have it"),
    "I324": ("a link or a post from elsewhere may stand in the text: “{0}”", "delete it if it is not the article's"),
    "I325": ("the word “{0}” mixes Latin and Cyrillic letters", "write it in one alphabet if it should be"),
    "I330": ("the headline stands in the page's data only: {0}", "see that it is the article's"),
    "I331": ("the page's data name other authors: {0}", "see who wrote it, and set `authors`"),
    "I332": ("the page gives several dates: {0}", "see which is that of publication"),
    "I333": ("the page says that its language is {0}, which its words are not", "see that `lang` is right"),
    "I334": ("a paragraph within the article was left out: “{0}”", "see whether it belongs to the article"),
    "I340": ("its name leads out of the archive; it was read, and nothing is written there", "see where it came from"),
    "I341": ("the archive holds {0} more than once; each was read", "see which of them is the right one"),
    "I342": ("another name in the archive differs only in capital letters", "see whether both are meant"),
    "I343": ("its name was read as {0}, an old encoding", "if letters are wrong, pack the archive with UTF-8 names"),
    "I344": ("its name is too long, and is shown cut", "give it a shorter name"),
    "I345": ("there is no file in the archive", "put the articles in it, or delete it"),
    "I350": ("the text is not in {0}, which its profile names", "see whether the `encoding` of the profile is right"),
    "I351": ("the text is short; its language is that of the profile: {0}", "see that `lang` is right, or give --lang"),
    "I352": ("{0} lines of many texts were added to `boilerplate`", "move those that belong to the articles to `keep`"),
    "I360": ("much the same text as {0} ({1} % of its words)", "see whether one is a version of the other"),
    "I361": ("it may be a translation of {0}", "if it is, write `translation_of` by hand"),
    "I362": ("{0} may be the same author as {1}", "if so, add one name as an alias in registry/authors.yaml"),
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

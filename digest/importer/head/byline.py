"""The byline: who wrote a text, as its own line says it (rules 36 to 45)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from digest.importer.head.names import FULL_NAME, PARTICLES, desk, split_names
from digest.importer.head.places import country_named, find_place
from digest.importer.model import Byline
from digest.importer.texts.lexicon import any_of, fold, lexicon, whole_words
from digest.registry import Registry

MAX_BYLINE = 130  # characters
MIN_CAPITALS = 0.75  # of the words of a byline that has no mark, such as a colon
MAX_NAME_WORDS = 12  # of one name; more is a sentence
MAX_UNCASED_WORDS = 5  # of one name in a script without capitals
MAX_BARE = 40  # characters of a name without `By`
BARE_WORDS = range(2, 5)
MAX_TRAILERS = 4  # `in Bishkek`, `for RFE/RL`, a bracket
MAX_REPORTING = 300  # characters of the last line that says who reported
REMEMBERED = 256  # bylines

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MD|PhD|M\.D|Ph\.D|Esq)\.?", re.IGNORECASE)
_INITIAL_AT_END = re.compile(r"(?:\b\w|\b[JS]r|\b[MD]\.D|\bPh\.D)\.$", re.IGNORECASE)
# By Alexander Bogatik for RFE/RL
_FOR = re.compile(r"\s+for\s+(?P<agency>(?:the\s+)?[A-Z]\S{0,40}(?:\s+\S{1,40}){0,6})$")
# By Alexander Bogatik in Bishkek
_IN = re.compile(r"\s+in\s+(?P<place>[A-Z][\w'-]*(?:[ ,]+[A-Z][\w'-]*){0,3})$")
# By Jane Roe (AP)   By Jane Roe (Oslo)
_BRACKET = re.compile(r"\s+[(\[](?P<words>[^()\[\]]{2,40})[)\]]$")
# Jane Roe   Anna-Maria O'Neil Jr.   J. R. Doe
_BARE = re.compile(r"[^\W\d_][\w.'’-]{0,24}(?: [^\W\d_][\w.'’-]{0,24}){1,3}")
# By Jane Roe @janeroe, staff writer   By Jane Roe (jane@example.org)
_HANDLE = re.compile(r"\s+[(\[]?[\w.+-]{0,40}@\w[\w.-]{0,60}[)\]]?(?=[\s,;|)]|$)")
_NOBODY = Registry.empty()


@cache
def _marked() -> re.Pattern[str]:
    """Return an expression for `Автор: …`, `By: …`, `بقلم …`."""
    labels = [label for label in lexicon().words["byline_labels"] if not label[-1].isalnum()]
    return re.compile(rf"(?:{any_of(labels)})\s*(?P<names>.+)", re.IGNORECASE | re.DOTALL)


@cache
def _mark_ends() -> frozenset[str]:
    """Return the marks by which those labels end, without which no text has one: twenty times as quick to look for."""
    return frozenset(label[-1] for label in lexicon().words["byline_labels"] if not label[-1].isalnum())


def _match_marked(text: str) -> re.Match[str] | None:
    return _marked().match(text) if any(map(text.__contains__, _mark_ends())) else None


@cache
def _unmarked() -> re.Pattern[str]:
    """Return an expression for `By …`, `Written by …`, `Подготовил …`."""
    words = lexicon().words
    labels = [label for label in words["byline_labels"] if label[-1].isalnum()]
    return re.compile(rf"(?:{any_of([*words['byline_words'], *labels])})\s+(?P<names>.+)", re.IGNORECASE | re.DOTALL)


@cache
def _empty() -> re.Pattern[str]:
    """Return an expression for a byline whose names stand on the next line: `By`, `By:`, `By —`, `Автор:`."""
    words = lexicon().words
    return re.compile(rf"(?:{any_of([*words['byline_words'], *words['byline_labels']])})\s?[:—–-]?", re.IGNORECASE)


@cache
def _reporting() -> re.Pattern[str]:
    """Return an expression for `(Reporting by Jane Roe; editing by John Doe)` with or without its brackets."""
    words = any_of(lexicon().words["reporting"])
    return re.compile(rf"[(\[]?\s*(?:{words})\s+(?P<names>[^()\[\]]{{3,260}}?)\s*\.?[)\]]?\.?", re.IGNORECASE)


@cache
def _pictures() -> re.Pattern[str]:
    """Return an expression for who made the pictures, after the names: `· photographs by John Doe`."""
    words = any_of(word for word in lexicon().words["credits"] if word.endswith(" by"))
    return re.compile(rf"\s*(?:[·|;,•]|\sand\s)\s*(?:{words})\s.{{1,80}}$", re.IGNORECASE)


def parse_byline(text: str) -> Byline | None:
    """Return who wrote the article, if *text* is a byline or the name of an agency alone."""
    if len(text) > MAX_BYLINE:
        return None
    agency = agency_named(text)
    if agency:
        return Byline(agency=agency)
    if text[0] == "(" and text[-1] == ")":
        text = text[1:-1].strip()
    match = _match_marked(text) or _unmarked().match(text)
    if match is None:
        return None
    names = _strip_stop(match["names"]) if is_marked(text) else match["names"].strip()
    return parse_names(names) if _is_names(_HANDLE.sub("", _pictures().sub("", names))) else None


def agency_named(text: str) -> str | None:
    """Return the agency that a line is the name of, as the lexicon writes it."""
    return lexicon().agencies.get(fold(text.strip("()[] "))) if len(text) <= MAX_BARE else None


def is_marked(text: str) -> bool:
    """Return whether a byline begins with a mark that no sentence begins with: `Автор: …`."""
    return _match_marked(text) is not None


def is_cased(text: str) -> bool:
    """Return whether *text* is in a script that has capitals."""
    return any(char.upper() != char.lower() for char in text)


def is_empty_byline(text: str) -> bool:
    """Return whether *text* is a byline whose names must stand on the next line: `By —`."""
    return len(text) <= MAX_BARE and _empty().fullmatch(text) is not None


def is_bare_name(text: str) -> bool:
    """Return whether *text* can be the name of a person that nothing marks as a byline: `Jane Roe`."""
    if len(text) > MAX_BARE or not _BARE.fullmatch(text):
        return False
    words = text.split()
    if text[-1] == "." and not _INITIAL_AT_END.search(text):
        return False
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= FULL_NAME and all(word[0].isupper() or word in PARTICLES for word in words)


def are_bare_names(text: str) -> bool:
    """Return whether *text* can be the names of people, one or several: `Jane Roe and Ann Poe`."""
    if is_bare_name(text):
        return True
    names = list(split_names(text)) if len(text) <= 2 * MAX_BARE else []
    return len(names) > 1 and all(map(is_bare_name, names))


@lru_cache(maxsize=REMEMBERED)  # a line is asked for its names when roles are given, and when they are read
def parse_names(text: str) -> Byline | None:
    """Return the authors, the agency and the place that the words after `By` name."""
    text = _strip_stop(text)
    whole = _words(text)
    text, agency, place = _strip_employer(_HANDLE.sub("", _pictures().sub("", text)))
    authors: list[str] = []
    for piece in split_names(text):
        if _SUFFIX.fullmatch(piece) and authors:
            authors[-1] += f", {piece}"
            continue
        name, employer = _person(piece)
        if authors and not employer and len(authors[0].split()) >= FULL_NAME and _is_place(name):
            place = place or name
        elif name and not (authors and name.startswith("The ")):  # | The Evening Post
            authors.append(name)
        agency = agency or employer
    authors = [name for name in dict.fromkeys(authors) if any(map(str.isalpha, name))]
    if any(len(name.split()) > MAX_NAME_WORDS for name in authors) or not (authors or agency):
        return None
    told = _words(" ".join([*authors, agency or ""])) | lexicon().conjunctions
    rest = [word for word in whole if word not in told and word.removeprefix("و") not in told]
    return Byline(tuple(authors), agency, bool(rest), place)


def parse_reporting(text: str) -> str | None:
    """Return who reported, of a last line such as `(Reporting by Jane Roe; editing by John Doe)`."""
    match = _reporting().fullmatch(text) if len(text) <= MAX_REPORTING else None
    return match["names"] if match else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _strip_stop(text: str) -> str:
    text = text.strip()
    return text if _INITIAL_AT_END.search(text) else text.removesuffix(".")


def _is_names(text: str) -> bool:
    """Return whether *text* is names or a desk, and not the rest of a sentence such as `by the end of May`."""
    if not text or (text.endswith((".", "!", "?", ":", "…", "؟", "۔")) and not _INITIAL_AT_END.search(text)):
        return False
    if desk().search(text) and not text[0].isdigit():
        return True
    if not text[0].isalpha() or text[0].islower() or any(map(str.isdigit, text)):
        return False
    if not is_cased(text):
        return _is_uncased_names(text)
    bare = _role_words().sub(" ", text)
    words = [word for word in re.findall(r"[^\W\d_][\w'’./-]*", bare) if not _is_small_word(word)]
    if any(word[0].islower() and fold(word) in lexicon().function_words for word in words):
        return False  # By Popular Demand, Library Opens on Sunday
    capitals = sum(word[0].isupper() or word[0].upper() == word[0].lower() for word in words)
    return bool(words) and capitals >= MIN_CAPITALS * len(words)


def _is_small_word(word: str) -> bool:
    return word in PARTICLES or word in {"for", "in"} or word in lexicon().conjunctions


def _is_uncased_names(text: str) -> bool:
    """Return whether each name is short and has none of the words that a sentence has."""
    people = (name for name in split_names(text) if fold(name) not in lexicon().agencies)
    names = [_role_words().sub(" ", name).split() for name in people]
    return all(
        len(name) <= MAX_UNCASED_WORDS and lexicon().function_words.isdisjoint(map(fold, name)) for name in names
    )


def _strip_employer(text: str) -> tuple[str, str | None, str | None]:
    """Return the names without `for RFE/RL`, `in Bishkek` and a bracket, the agency, and the place."""
    agency = place = None
    for _ in range(MAX_TRAILERS):
        if found := _IN.search(text):
            place = found["place"]
        elif found := _FOR.search(text) or _BRACKET.search(text):
            agency = agency or lexicon().agencies.get(fold(found[1]))
            place = found[1] if place is None and agency is None and _is_place(found[1]) else place
        else:
            break
        text = text[: found.start()]
    return text, agency, place


def _person(piece: str) -> tuple[str, str | None]:
    """Return the name in one piece of a byline, without role and agency, and the agency."""
    if agency := lexicon().agencies.get(fold(piece)):
        return "", agency
    role = _role_words().match(piece)
    if role and (piece[role.end() :].strip()[:1].islower() or not piece[role.end() :].strip()):
        return "", None  # editor of the Review
    bare = _role_words().sub("", piece).strip(" -–—")
    agencies = lexicon().agencies
    if agency := agencies.get(fold(bare)) or agencies.get(fold(desk().sub("", bare))):
        return "", agency  # Reuters correspondent, Reuters staff
    if bare[:1].islower() and bare.split()[0] not in PARTICLES and not desk().search(bare):
        return "", None  # photos by John Doe
    return _strip_agency(bare)


def _strip_agency(name: str) -> tuple[str, str | None]:
    """Return a name without the agency that stands after it as printed: `JANE ROE Associated Press`."""
    words = name.split()
    for count in (2, 1):
        last = " ".join(words[-count:])
        if len(words) >= FULL_NAME + count and lexicon().agencies.get(fold(last)) == last:
            return " ".join(words[:-count]), last
    return name, None


def _role_words() -> re.Pattern[str]:
    """Return an expression for a role around a name, not as its own part: `staff writer`, `корреспондент`."""
    return whole_words("roles")


def _is_place(name: str) -> bool:
    """Return whether *name* is that of a country or a city that is known everywhere: `By Jane Roe, Oslo`."""
    if country_named(name):
        return True
    found = find_place(name, None, _NOBODY)
    return bool(found.country or found.ambiguous)

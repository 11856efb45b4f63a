"""Concepts with changes laid over them: what may be changed into what, and what is refused with its reason."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from unicodedata import category

from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.concepts import BadConcepts, Concept, Concepts, Priority, Scheme, linked
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.places_tables import counties, nuts_regions

Changed = Mapping[str, Concept | None]
"""Key → the concept as it shall be, None for one that is retired."""
_Having = defaultdict[tuple[str, str, str], list[str]]
"""Scheme, language and a word's form → the concepts that have it."""

LONGEST_WORD, MOST_WORDS, LONGEST_TEXT, LONGEST_KEY, LONGEST_TITLE = 150, 60, 2_000, 60, 200
_KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_MOST_USERS = 10
_NACE = re.compile(r"[A-U]|\d\d(\.\d{1,2})?")


def with_changes(before: Concepts, changed: Changed, *, schemes: Mapping[str, Scheme] | None = None) -> Concepts:
    """All concepts after a change; `schemes`: new ones, or such that have a new title.

    Raises BadConcepts: a key, word, NACE code or region that is none; a scheme whose key or title will not do; a word
    that another concept of the scheme has in the same language; a reference to no concept; a loop; a concept that
    others still stand on, retired.
    """
    for head in (schemes or {}).values():
        _check_head(head)
    heads = {**before.schemes, **(schemes or {})}
    whole = {**before.by_key}
    for key, one in with_other_ends(before, changed).items():
        if one is None:
            whole.pop(key, None)
        else:
            whole[key] = replace(one, narrower=())
    _check_unused({key for key, one in changed.items() if one is None}, whole)
    worded = {key: one for key, one in changed.items() if one is not None}
    having = _having({one.scheme for one in worded.values()}, whole)
    for key, one in worded.items():
        check_concept(one)
        _check_scheme(one, heads, before.by_key.get(key))
        _check_words(one, having, before.by_key.get(key))
    return linked(heads, whole)


def with_other_ends(before: Concepts, changed: Changed) -> dict[str, Concept | None]:
    """The changes, and the other ends of what is no longer related: it is related both ways or not at all."""
    found = dict(changed)
    for key, one in changed.items():
        was = before.by_key.get(key)
        kept = set(one.related) if one else set()
        for other in was.related if was else ():
            end = found.get(other, before.by_key.get(other))
            if other not in kept and end is not None and key in end.related:
                found[other] = replace(end, related=tuple(name for name in end.related if name != key))
    return found


def laid_over(base: Concepts, changed: Changed, *, schemes: Mapping[str, Scheme]) -> Concepts:
    """The base with changes that were sound when they were made; what no longer is gives way.

    The base may be of a newer version than the changes: references to what it no longer has are left out, and of
    concepts that a loop goes through those changed lose their broader ones.
    """
    whole = {**base.by_key, **{key: one for key, one in changed.items() if one is not None}}
    for key in [key for key, one in changed.items() if one is None]:
        whole.pop(key, None)
    heads = {**base.schemes, **schemes}
    sound = {key: _without_gaps(one, whole) for key, one in whole.items()}
    try:
        return linked(heads, sound)
    except BadConcepts:
        cut = {key: replace(one, broader=()) if changed.get(key) else one for key, one in sound.items()}
        return linked(heads, cut)


def check_concept(one: Concept) -> None:
    """Refuse what cannot be a concept by itself. Raises BadConcepts."""
    if not _KEY.fullmatch(one.key) or len(one.key) > LONGEST_KEY:
        raise _bad("bad_key", key=one.key[:100])
    for lang in LANGUAGES:
        _check_wordings(one, lang)
    told = [one.definition.read(lang) for lang in LANGUAGES] if one.definition else []
    for text in [*told, one.notation]:
        if len(text) > LONGEST_TEXT or _has_control(text):
            raise _bad("bad_text", key=one.key, most=LONGEST_TEXT)
    for code in one.nace:
        if not _NACE.fullmatch(code):
            raise _bad("bad_nace", key=one.key, found=code[:40])
    if both := sorted({*one.broader} & {*one.related}):
        raise _bad("broader_and_related", key=one.key, other=both[0])
    if one.key in (*one.broader, *one.related):
        raise _bad("loop", path=f"{one.key} → {one.key}")
    if one.priority:
        _check_priority(one, one.priority)


def _check_wordings(one: Concept, lang: str) -> None:
    words = one.words.get(lang, ())
    if not words:
        raise _bad("no_word", key=one.key, **_language(lang))
    if len(words) > MOST_WORDS:
        raise _bad("too_many_words", key=one.key, most=MOST_WORDS)
    for word in words:
        if not fold(word) or len(word) > LONGEST_WORD or _has_control(word):
            raise _bad("bad_word", key=one.key, word=_shown(word), most=LONGEST_WORD)
    twice = [word for at, word in enumerate(words) if alike(word) in map(alike, words[:at])]
    if twice:
        raise _bad("word_again", key=one.key, word=twice[0], **_language(lang))


def alike(word: str) -> str:
    """The form in which two words are the same, whatever their case and hyphens; accents part words in Swedish.

    >>> alike("IT-säkerhet") == alike("it säkerhet"), alike("mätteknik") == alike("matteknik")
    (True, False)
    """
    return " ".join(word.casefold().replace("-", " ").split())


def _check_priority(one: Concept, priority: Priority) -> None:
    if priority.region not in counties() and priority.region not in nuts_regions():
        raise _bad("bad_region", key=one.key, found=priority.region[:60])
    if both := sorted({*priority.included} & {*priority.excluded}):
        raise _bad("in_and_out", key=one.key, other=both[0])


def _check_head(head: Scheme) -> None:
    """Schemes stand in addresses and in columns of a fixed width."""
    if not _KEY.fullmatch(head.key) or len(head.key) > LONGEST_KEY:
        raise _bad("bad_scheme", scheme=_shown(head.key))
    for title in (head.title.sv, head.title.en):
        if len(title) > LONGEST_TITLE or _has_control(title):
            raise _bad("bad_title", scheme=head.key, most=LONGEST_TITLE)


def _check_scheme(one: Concept, heads: Mapping[str, Scheme], was: Concept | None) -> None:
    if was is not None and was.scheme != one.scheme:
        raise _bad("key_elsewhere", key=one.key, scheme=was.scheme)
    if one.scheme not in heads:
        raise _bad("no_scheme", scheme=one.scheme[:60], known=", ".join(heads))


def _having(schemes: set[str], whole: Mapping[str, Concept]) -> _Having:
    found: _Having = defaultdict(list)
    for one in whole.values():
        if one.scheme in schemes:
            for lang in LANGUAGES:
                for word in one.words.get(lang, ()):
                    found[one.scheme, lang, alike(word)].append(one.key)
    return found


def _check_words(one: Concept, having: _Having, was: Concept | None) -> None:
    """No word that the change brings in is another's of the scheme, in the same language."""
    for lang in LANGUAGES:
        known = {alike(word) for word in was.words[lang]} if was else set()
        for word in one.words[lang]:
            form = alike(word)
            others = [key for key in having[one.scheme, lang, form] if key != one.key] if form not in known else []
            if others:
                raise _bad("word_twice", word=word, other=others[0], **_language(lang))


def _check_unused(retired: set[str], whole: Mapping[str, Concept]) -> None:
    users = defaultdict[str, set[str]](set)
    for one in whole.values() if retired else ():
        for key in retired.intersection(_stands_on(one)):
            users[key].add(one.key)
    if users:
        key, using = min(users.items())
        raise _bad("in_use", key=key, users=first_few(sorted(using), _MOST_USERS))


def _stands_on(one: Concept) -> Iterator[str]:
    yield from one.broader
    if one.priority:
        yield from (*one.priority.included, *one.priority.excluded)


def _without_gaps(one: Concept, whole: Mapping[str, Concept]) -> Concept:
    def there(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in whole)

    priority = one.priority and replace(
        one.priority, included=there(one.priority.included), excluded=there(one.priority.excluded)
    )
    return replace(one, broader=there(one.broader), related=there(one.related), narrower=(), priority=priority)


def _has_control(text: str) -> bool:
    return any(category(letter) in ("Cc", "Cs", "Co") and letter not in "\n\r\t" for letter in text)


def _shown(word: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in word[:60])


def _language(lang: str) -> dict[str, str]:
    names = {"sv": ("svenska", "Swedish"), "en": ("engelska", "English")}
    return {"language_sv": names[lang][0], "language_en": names[lang][1]}


def _bad(code: str, **parameters: str | int) -> BadConcepts:
    return BadConcepts(Reason(f"concepts.{code}", parameters))

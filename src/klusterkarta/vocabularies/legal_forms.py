"""Legal forms in names: taken off before names are compared, and what kind of body they say it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document

Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class WithoutForm:
    """The words of a name without its legal forms, and the groups of forms that were taken off."""

    words: tuple[str, ...]
    groups: frozenset[str]


def without_legal_form(words: Sequence[str]) -> WithoutForm:
    """Folded words of a name without the legal forms at its ends. A name that is nothing but a form is left whole.

    >>> without_legal_form(("ab", "glasriket")).words, without_legal_form(("acme", "ab", "publ")).words
    (('glasriket',), ('acme',))
    >>> without_legal_form(("foreningen", "idea", "plant")).groups
    frozenset({'association'})
    """
    rest = tuple(words)
    groups: set[str] = set()
    for cut in (_cut_end, _cut_start):
        while found := cut(rest):
            rest, group = found
            groups.add(group)
    return WithoutForm(rest, frozenset(groups))


def _cut_end(words: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    phrases = _phrases("end")
    for taken in range(min(_longest("end"), len(words) - 1), 0, -1):
        if group := phrases.get(words[-taken:]):
            return words[:-taken], group
    return None


def _cut_start(words: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    phrases = _phrases("start")
    for taken in range(min(_longest("start"), len(words) - 1), 0, -1):
        if group := phrases.get(words[:taken]):
            return words[taken:], group
    return None


@cache
def _phrases(where: str) -> Phrases:
    """Folded wording → group. Of two countries that write different forms alike, the first in the document counts."""
    found: dict[tuple[str, ...], str] = {}
    for wording, group in _wordings(where):
        found.setdefault(tuple(fold(wording).split()), group)
    return found


@cache
def _longest(where: str) -> int:
    return max(map(len, _phrases(where)))


def _wordings(where: str) -> Iterable[tuple[str, str]]:
    for form in read_document("legal_forms").body["forms"]:
        for wording in form.get(where, ()):
            yield str(wording), str(form["group"])


@cache
def legal_form_wordings(where: Literal["end", "start"]) -> Mapping[str, str]:
    """Folded wordings of legal forms that stand at the end or the start of a name, with their group.

    >>> legal_form_wordings("end")["ek for"], legal_form_wordings("start")["stiftelsen"]
    ('cooperative', 'foundation')
    """
    return {" ".join(words): group for words, group in _phrases(where).items()}

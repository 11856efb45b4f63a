"""Two sides field by field: what each says, what differs, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.fields import ProfileField, profile_fields
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.workflow.show import ActorPage, PropertyView

# Running text is there to be read; that two wordings differ says nothing.
_READ_ONLY = frozenset({"description", "remark"})
# These tell nothing of who an actor is.
_LEFT_OUT = frozenset({"source_language", "result_kind", "result_value", "result_unit"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a value; `marked` where the other side does not have it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One field: both sides in parts (none where nothing is said), and the comparison in words."""

    code: str
    label: str
    left: list[list[Part]]
    right: list[list[Part]]
    differs: bool
    how: str
    one_sided: bool


def compare_rows(left: ActorPage, right: ActorPage, *, lang: str) -> list[CompareRow]:
    """A row for each field that either side says something of, in the order of the profile."""
    ours, theirs = _said(left, lang), _said(right, lang)
    return [
        _row(field, ours.get(code, []), theirs.get(code, []), lang=lang)
        for code, field in profile_fields().items()
        if (code in ours or code in theirs) and code not in _LEFT_OUT
    ]


def _said(page: ActorPage, lang: str) -> Mapping[str, list[str]]:
    found = {one.code: _texts(one, lang) for one in page.properties}
    return {code: texts for code, texts in found.items() if texts}


def _texts(one: PropertyView, lang: str) -> list[str]:
    """What is said, each wording once; of texts in several languages those in the page's."""
    said = [value for value in one.values if value.mode == "says"]
    own = [value for value in said if value.language in ("", lang)] or said
    texts: dict[str, str] = {}
    for value in own:
        written = written_value(one.code, value.value, lang=lang)
        texts.setdefault(fold(written) or written, written)
    return list(texts.values())


def _row(field: ProfileField, left: Sequence[str], right: Sequence[str], *, lang: str) -> CompareRow:
    ours, theirs = {fold(one) for one in left}, {fold(one) for one in right}
    one_sided = not left or not right
    plain = one_sided or field.code in _READ_ONLY
    differs = not plain and ours != theirs
    mark = _by_word if field.type == "name" and not field.many else _whole
    return CompareRow(
        code=field.code,
        label=field.label.read(lang),
        left=[mark(one, right, differs=differs) for one in left],
        right=[mark(one, left, differs=differs) for one in right],
        differs=differs,
        how=_how(ours, theirs, one_sided=one_sided, plain=plain, lang=lang),
        one_sided=one_sided,
    )


def _how(ours: set[str], theirs: set[str], *, one_sided: bool, plain: bool, lang: str) -> str:
    if one_sided:
        return say("duplicates.alone", lang)
    if plain:
        return ""
    if ours == theirs:
        return say("duplicates.equal", lang)
    same = len(ours & theirs)
    return say("duplicates.partly", lang, same=same, all=len(ours | theirs)) if same else say("duplicates.unlike", lang)


def _whole(text: str, others: Sequence[str], *, differs: bool) -> list[Part]:
    return [Part(text, differs and fold(text) not in {fold(one) for one in others})]


def _by_word(text: str, others: Sequence[str], *, differs: bool) -> list[Part]:
    """The words of a name, those marked that no name of the other side has."""
    known = {fold(word) for one in others for word in one.split()}
    return [Part(word, differs and fold(word) not in known) for word in text.split()]

"""Which records make the actor, and what was decided about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from klusterkarta.catalogue.selectors.judgements import JudgementView
from klusterkarta.values.caller import PUBLIC, Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import WordsError, explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.doers import doer
from klusterkarta.web.pages.profile.sources import Letters
from klusterkarta.workflow.show import ActorPage

_MARKS = {"same": "ok", "different": "end", "unsure": "open"}
_RULE = "rule:"
_MENTION = "mention/"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record of the actor: its source's letter and (once) title, its own mark in the source, the place."""

    letter: str
    title: str
    href: str
    row_key: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A judgement: when, what, about which records, why, and who, for a reader who may know."""

    at: datetime
    mark: str
    verdict: str
    about: str
    other: str
    why: str
    by: str


def record_rows(page: ActorPage, letters: Letters, *, lang: str) -> list[RecordRow]:
    """The records in the order they came."""
    titles = {one.letter: one for one in letters.listed()}
    rows: list[RecordRow] = []
    for one in page.records:
        source = titles[letters.letter(one.source)]
        row_key = record_name(one.key.removeprefix(f"{one.source}:"), lang)
        place = written_place(one.place, lang)
        repeated = bool(rows) and rows[-1].letter == source.letter
        rows.append(RecordRow(source.letter, "" if repeated else source.title, source.href, row_key, place))
    return rows


def decision_lines(page: ActorPage, lang: str, *, caller: Caller) -> list[DecisionLine]:
    """The judgements, newest first; one that was taken back says so."""
    own = {one.id for one in page.records}
    return [_line(one, page, own, lang, caller) for one in reversed(page.judgements)]


def _line(one: JudgementView, page: ActorPage, own: set[int], lang: str, caller: Caller) -> DecisionLine:
    back = one.taken_back_at is not None
    other = next((side for side in (one.left, one.right) if side not in own), None)
    return DecisionLine(
        at=one.taken_back_at or one.at,
        mark="none" if back else _MARKS[one.verdict],
        verdict=say("profile.taken_back" if back else f"duplicates.{one.verdict}", lang),
        about=_pair(
            [record_name(page.marks[side], lang) for side in (one.left, one.right) if side in page.marks], lang
        ),
        other=address("actor", lang, actor=other) if other else "",
        why="" if one.origin.startswith(_RULE) else one.why,
        by=_by(one, lang, caller),
    )


def record_name(row_key: str, lang: str) -> str:
    """A record's own mark in its source; a party that a source only names has its wording for one.

    >>> record_name("1-22", "sv"), record_name("mention/KTH", "sv")
    ('1-22', 'nämnd som ”KTH”')
    """
    wording = row_key.removeprefix(_MENTION)
    return row_key if wording == row_key else say("profile.mentioned_as", lang, wording=wording)


def _pair(keys: Sequence[str], lang: str) -> str:
    return f" {say('site.and', lang)} ".join(keys)


def _by(one: JudgementView, lang: str, caller: Caller) -> str:
    """A rule by its name, a person by name only to those who are logged in."""
    if one.origin.startswith(_RULE):
        return _rule(one.origin.removeprefix(_RULE), one.why, lang)
    if caller == PUBLIC:
        return say("profile.by_editor", lang)
    return say("profile.by_person", lang, name=doer(one.by, lang))


def _rule(name: str, why: str, lang: str) -> str:
    """The rule in words, where it has some; `why` is the wording it went by, "" where nobody may be told."""
    try:
        if not why:
            return say("profile.by_rule", lang, rule=name)
        return explain(Reason(f"linkage.rule_{name}", {"name": why}), lang)
    except WordsError:
        return say("profile.by_rule", lang, rule=name)

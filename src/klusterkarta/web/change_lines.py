"""The change log in words: one line for each write that says something to a reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from klusterkarta.catalogue.selectors.changes import ChangeView
from klusterkarta.catalogue.selectors.relations import actors_of_records
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, has_page
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.register_state import EDITORS, register_state

# Verb → shape of its mark. A verb that is missing here says nothing to a reader: `source` goes before its readings,
# `work` is the office's own.
_MARKS = {
    "collect": "ok", "edit": "ok", "undo": "end", "redo": "ok", "withdraw": "end", "restore": "ok", "judge": "ok",
    "take-back": "open", "freeze": "ok",
}  # fmt: skip
_ABOUT_ACTORS = ("edit", "judge", "take-back")
_NAMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a change is about; `href` is "" where there is no page about it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One line: when, by whom (for who may know), a mark with its words, what it is about and what more."""

    at: datetime
    by: str
    mark: str
    state: str
    subjects: list[Subject]
    rest: str


def telling(changes: Iterable[ChangeView], limit: int) -> list[ChangeView]:
    """The first `limit` changes that have something to say to a reader."""
    return [one for one in changes if one.verb in _MARKS][:limit]


def change_lines(changes: Sequence[ChangeView], lang: str) -> list[ChangeLine]:
    """The lines for `telling` changes, in their order; a single query whatever their number."""
    verbs = [_verb(one) for one in changes]
    wanted = {
        record for one, verb in zip(changes, verbs, strict=True) if verb in _ABOUT_ACTORS for record in one.records
    }
    known = {record: (actor.id, actor.name) for record, actor in actors_of_records(wanted).items()}
    return [_line(one, verb, known, lang) for one, verb in zip(changes, verbs, strict=True)]


def _verb(change: ChangeView) -> str:
    """An editor's reading is an edit, whatever it is called in the log."""
    source = register_state().sources.get(change.detail.get("source", ""))
    return "edit" if change.verb == "collect" and source is not None and source.kind == EDITORS else change.verb


def _line(change: ChangeView, verb: str, known: Mapping[int, tuple[int, str]], lang: str) -> ChangeLine:
    if verb in _ABOUT_ACTORS:
        subjects = [] if _pairs(change) > 1 else _actors(change, known, lang)
    else:
        subjects = _thing(change, lang)
    return ChangeLine(
        at=change.at, by=change.by, mark=_MARKS[verb], state=say(f"changes.{verb.replace('-', '_')}", lang),
        subjects=subjects, rest=_rest(change, verb, lang),
    )  # fmt: skip


def _actors(change: ChangeView, known: Mapping[int, tuple[int, str]], lang: str) -> list[Subject]:
    actors = dict(known[record] for record in change.records if record in known)
    named = list(actors.items())[:_NAMED]
    return [Subject(text=name, href=address("actor", lang, actor=actor)) for actor, name in named]


def _thing(change: ChangeView, lang: str) -> list[Subject]:
    if change.verb == "freeze":
        name = str(change.detail.get("edition", ""))
        return [Subject(text=name, href=address("edition", lang, name=name) if has_page("edition") else "")]
    key = str(change.detail.get("source", ""))
    source = register_state().sources.get(key)
    href = address("source", lang, key=key) if has_page("source") and source else ""
    return [Subject(text=source_title(source, lang) if source else key, href=href)]


def _pairs(change: ChangeView) -> int:
    """How many pairs were judged at once; 0 for a single judgement, whose actors are named instead."""
    return sum(int(change.detail.get(verdict, 0)) for verdict in ("same", "different", "unsure"))


def _rest(change: ChangeView, verb: str, lang: str) -> str:
    if verb in ("collect", "undo", "redo"):
        return say("changes.records", lang, count=int(change.detail.get("records_touched", 0)))
    if _pairs(change) > 1:
        return say("changes.pairs", lang, count=_pairs(change))
    if verb == "withdraw" and change.detail.get("why"):
        return str(change.detail["why"])
    return ""

"""Assessment rounds: their states, who may do what in each, and the outcomes of a decision. One table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import Label, read_label

PARTS = ("leader", "assessor", "initiative", "outsider")


@dataclass(frozen=True, slots=True)
class RoundState:
    """A state: what it is called and what each part may do in it."""

    code: str
    label: Label
    allowed: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may be decided of an initiative; `list` is the code (vocabulary `lists`) of where it then stands."""

    code: str
    label: Label
    list: str


def round_states() -> Mapping[str, RoundState]:
    """The states by code, in order.

    >>> list(round_states())
    ['draft', 'scoring', 'meeting', 'checking', 'closed']
    """
    return _states()


def round_actions() -> tuple[str, ...]:
    """Everything that may be done with a round.

    >>> "score" in round_actions()
    True
    """
    return tuple(_body()["actions"])


def may(state: str, action: str, *, part: str) -> bool:
    """Whether a part may do the action in a state. KeyError for a state or part that there is not.

    >>> may("scoring", "read_all", part="leader"), may("meeting", "read_all", part="assessor")
    (False, True)
    """
    return action in _states()[state].allowed[part]


def leads_to(state: str, action: str) -> str:
    """The state that an action leads to from here; "" where it leads nowhere.

    >>> leads_to("draft", "start_scoring"), leads_to("draft", "close")
    ('scoring', '')
    """
    step = _body()["leads_to"].get(action, {})
    return str(step["to"]) if step.get("from") == state else ""


@cache
def outcomes() -> Mapping[str, Outcome]:
    """What may be decided, by code.

    >>> outcomes()["list_2_strategic"].list
    '2-strategic'
    """
    found = (Outcome(one["code"], read_label(one["label"]), str(one["list"])) for one in _body()["outcomes"])
    return {one.code: one for one in found}


def transitions() -> list[tuple[str, str, str]]:
    """(from, action, to) for every step between states, as the diagram draws them.

    >>> transitions()[0]
    ('draft', 'start_scoring', 'scoring')
    """
    return [(step["from"], action, step["to"]) for action, step in _body()["leads_to"].items()]


def states_diagram() -> str:
    """The states and the steps between them as a Mermaid state diagram.

    >>> states_diagram().splitlines()[2]
    '    draft --> scoring: start_scoring'
    """
    first = next(iter(_states()))
    steps = [f"    {begin} --> {end}: {action}" for begin, action, end in transitions()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {first}", *steps])


def states_table() -> str:
    """Who may do what in each state, as a Markdown table: a row a state, a column a part.

    >>> states_table().splitlines()[2]
    '| draft | edit_round, read_progress, send_links, start_scoring | declare_conflict | – | – |'
    """
    order = round_actions()
    rows = [("state", *PARTS), ("---",) * (len(PARTS) + 1)]
    for code, state in _states().items():
        cells = (", ".join(sorted(state.allowed[part], key=order.index)) or "–" for part in PARTS)
        rows.append((code, *cells))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@cache
def _states() -> Mapping[str, RoundState]:
    return {
        code: RoundState(code, read_label(entry["label"]), {part: frozenset(entry[part]) for part in PARTS})
        for code, entry in _body()["states"].items()
    }


def _body() -> dict[str, Any]:
    return read_document("round_states").body

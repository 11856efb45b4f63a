"""A workbook in which an assessor scores a round alone: what it holds, how its columns and sheets are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from klusterkarta.vocabularies.criteria import CriteriaSet
from klusterkarta.vocabularies.words import say

FORM = "klusterkarta-scores-1"
FACTS_SHEET = "klusterkarta"
CANNOT_TELL = "?"
TICKED = "x"
SHEETS = ("scores", "evidence", "indicators", "scale")
NUMBER, NAME, CONFLICT = "number", "name", "conflict"


@dataclass(frozen=True, slots=True)
class FormScore:
    """A score in the workbook; `value` None is "cannot tell"."""

    value: int | None
    evidence: str = ""
    comment: str = ""
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """An initiative: its number in the round, its name, what has been scored so far, and a conflict of interest."""

    candidate: int
    name: str
    given: Mapping[str, FormScore] = field(default_factory=dict)
    conflict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreForm:
    """A workbook for one assessor. `digest` tells the version of the criteria that it asks by."""

    round_id: int
    title: str
    assessor: str
    criteria: CriteriaSet
    digest: str
    rows: Sequence[FormRow]


def sheet_name(sheet: str, language: str) -> str:
    """What a sheet of `SHEETS` is called.

    >>> sheet_name("scores", "en")
    'Scores'
    """
    return say(f"assess.sheet_{sheet}", language)


def columns(criteria: CriteriaSet, sheet: str, *, language: str) -> dict[str, str]:
    """Code → header of a sheet's columns, in order. Codes: number, name, conflict, `skills`, `skills/evidence` …

    The number before a title keeps two criteria of one title apart.

    >>> from klusterkarta.vocabularies.criteria import criteria_sets
    >>> columns(criteria_sets()["national-map"], "scores", language="en")["skills"]
    '6. Supply of skills'
    """
    found = {code: say(f"assess.column_{code}", language) for code in (NUMBER, NAME)}
    if sheet == "scores":
        found[CONFLICT] = say("assess.column_conflict", language)
    for place, one in enumerate(criteria.scored, start=1):
        title = one.title.read(language)
        if sheet == "scores":
            found[one.key] = f"{place}. {title}"
        elif sheet == "evidence":
            for part in ("evidence", "comment"):
                found[f"{one.key}/{part}"] = f"{place}. {say(f'assessment.{part}', language)}: {title}"
        else:
            for at, tick in enumerate(one.indicators, start=1):
                found[f"{one.key}/{tick.key}"] = f"{place}.{at} {tick.title.read(language)}"
    return found

"""The steps of an import: four for a table; in a report what was read is looked through first."""

from dataclasses import dataclass

from klusterkarta.vocabularies.words import say

_STEPS = ("file", "columns", "changes", "result")
_STEPS_OF_REPORT = ("file", "read", "columns", "changes", "result")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `current` is the one at hand."""

    name: str
    current: bool


def steps(now: int, lang: str, *, report: bool = False) -> list[Step]:
    """All steps, of which the one numbered `now` (from 1) is at hand.

    >>> [step.name for step in steps(2, "en", report=True) if step.current]
    ['2. What was read']
    """
    codes = _STEPS_OF_REPORT if report else _STEPS
    return [
        Step(say("import.step", lang, number=number, what=say(f"import.step_{code}", lang)), number == now)
        for number, code in enumerate(codes, 1)
    ]

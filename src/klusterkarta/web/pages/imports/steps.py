"""The four steps of an import."""

from dataclasses import dataclass

from klusterkarta.vocabularies.words import say

_STEPS = ("file", "columns", "changes", "result")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `current` is the one at hand."""

    name: str
    current: bool


def steps(now: int, lang: str) -> list[Step]:
    """All steps, of which the one numbered `now` (from 1) is at hand."""
    return [Step(say(f"import.step_{code}", lang), number == now) for number, code in enumerate(_STEPS, 1)]

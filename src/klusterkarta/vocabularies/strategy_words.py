"""Words by which a strategy for smart specialisation is read."""

from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.documents import read_document


@dataclass(frozen=True, slots=True)
class StrategyWords:
    """Cues, the longest first, in small letters; `nobody` as they are written."""

    priorities: tuple[str, ...]
    labels: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    nobody: frozenset[str]


@cache
def strategy_words() -> StrategyWords:
    """The words of `strategy_words.yaml`.

    >>> "leds av" in strategy_words().before
    True
    """
    body = read_document("strategy_words").body
    cues = {
        name: tuple(sorted(map(str, body[name]), key=lambda word: (-len(word), word)))
        for name in ("priorities", "labels", "after", "before")
    }
    return StrategyWords(**cues, nobody=frozenset(map(str, body["nobody"])))

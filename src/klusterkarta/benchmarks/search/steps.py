"""What is measured in a process of its own: building, opening, typing, changing."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles

from klusterkarta.benchmarks.register.actors import SEED, SEPARATOR, Actors
from klusterkarta.search.documents import SearchDocument
from klusterkarta.search.engine import Engine, Question
from klusterkarta.search.index import Watermark, build_index, open_index, update_index
from klusterkarta.search.lexicon import shipped_lexicon
from klusterkarta.vocabularies.concepts import concepts

_FIELDS = {
    "sector": ("sector", "target_group"),
    "tag": ("priorities",),
    "text": ("description",),
    "place": ("geography", "town"),
    "kind": ("kind",),
    "relation": ("funders", "research_partners", "participants"),
}
_TAGS = 9
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock and of the processor."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Typed:
    """Milliseconds of the processor and on the clock for answers to letters typed one by one."""

    answers: int
    p50: float
    p95: float
    most: float
    p50_processor: float
    p95_processor: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What one size of index took."""

    build: Spent
    opened: Spent
    change: Spent
    typed: Typed
    megabytes: float


def measure_search(folder: Path, *, actors: int, queries: int) -> Measures:
    """Build an index of generated actors, type queries letter by letter, replace ten actors."""
    lexicon = shipped_lexicon()
    made = list(generated(actors))
    clock, processor = time.perf_counter(), time.process_time()
    build_index(folder, made, lexicon=lexicon, watermark=Watermark(1))
    build = _spent(clock, processor)
    clock, processor = time.perf_counter(), time.process_time()
    opened = open_index(folder, lexicon=lexicon)
    engine = Engine(opened)
    engine.answer(Question(text="kluster"))
    ready = _spent(clock, processor)
    typed = _typed(engine, list(letters(made, queries)))
    clock, processor = time.perf_counter(), time.process_time()
    update_index(opened, made[:10], gone=[], watermark=Watermark(2))
    changed = _spent(clock, processor)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return Measures(build, ready, changed, typed, size)


def generated(count: int) -> Iterator[SearchDocument]:
    """Generated actors as documents; every third has one to nine priorities of Västernorrland."""
    chance = Random(SEED)  # noqa: S311 - the same tags each time are the point
    names = [one.label.sv for one in concepts().priorities_of("22")]
    for number, row in enumerate(Actors(count), start=1):
        texts = {
            field: tuple(part for code in codes for part in row.get(code, "").split(SEPARATOR) if part)
            for field, codes in _FIELDS.items()
        }
        texts["name"] = (row["name"],)
        texts["tag"] = tuple(chance.sample(names, chance.randint(1, _TAGS))) if number % 3 == 0 else ()
        yield SearchDocument(number, row["name"], texts, version=number)


def letters(made: list[SearchDocument], queries: int) -> Iterator[str]:
    """What stands in the field after each key, from the second letter on: concepts, names, misspelled words, pairs."""
    chance = Random(SEED)  # noqa: S311 - the same queries each time are the point
    words = [word for one in concepts().by_key.values() for word in one.all_words]
    for number in range(queries):
        word = chance.choice(words)
        name = chance.choice(made).name.split()[0]
        query = (word, name, _misspelled(word, chance), f"{word} {name}")[number % 4]
        yield from (query[:end] for end in range(_SHORTEST, len(query) + 1))


def _misspelled(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :] if len(word) > _SHORTEST else word


def _typed(engine: Engine, asked: list[str]) -> Typed:
    clocks, processors = [], []
    for text in asked:
        clock, processor = time.perf_counter(), time.process_time()
        engine.answer(Question(text=text, typing=True))
        spent = _spent(clock, processor)
        clocks.append(1000 * spent.clock)
        processors.append(1000 * spent.processor)
    clock_steps, processor_steps = (quantiles(values, n=20) for values in (clocks, processors))
    return Typed(len(asked), clock_steps[9], clock_steps[18], max(clocks), processor_steps[9], processor_steps[18])


def _spent(clock: float, processor: float) -> Spent:
    return Spent(time.perf_counter() - clock, time.process_time() - processor)

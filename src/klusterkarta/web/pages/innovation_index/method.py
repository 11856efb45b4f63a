"""How an index is counted, and what has to be said beside this one, in words."""

from collections.abc import Iterator

from klusterkarta.values.first_few import first_few
from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.innovation_index import CompositeIndex, IndexView

_SHOWN = 6


def method_of(index: CompositeIndex, lang: str) -> list[str]:
    """The steps in their order, each a sentence with this index's own settings."""
    return list(_steps(index, lang))


def notes_of(found: IndexView, lang: str) -> list[str]:
    """What is missing, old or unsure here."""
    return list(_notes(found, lang))


def _steps(index: CompositeIndex, lang: str) -> Iterator[str]:
    method = index.method
    if method.outliers:
        yield say("innovation_index.step_outliers", lang, deviations=_decimal(method.outliers, lang))
    if method.skew:
        yield say("innovation_index.step_skew", lang, limit=_decimal(method.skew, lang))
    yield say(f"innovation_index.step_{method.normalise}", lang)
    yield say("innovation_index.step_mean", lang)
    yield say("innovation_index.step_missing", lang, share=format_share(method.least_share, lang))
    yield say("innovation_index.step_interval", lang, spread=format_share(method.spread, lang))
    if index.classes:
        steps = ", ".join(f"{one.title.read(lang)} {format_share(one.at_least, lang)}" for one in index.classes)
        yield say(f"innovation_index.step_classes_{index.reference}", lang, steps=steps)
    if index.origin:
        yield index.origin.read(lang)


def _notes(found: IndexView, lang: str) -> Iterator[str]:
    lacking = [one.title.read(lang) for one in found.index.indicators if one.key not in found.used]
    if lacking:
        every = len(found.index.indicators)
        names = "; ".join(lacking)
        yield say("innovation_index.lacking", lang, count=len(lacking), of=every, names=names)
    old = [one for one in found.used.values() if one.old]
    if old:
        oldest = min(one.year for one in old)
        yield say("innovation_index.old", lang, count=len(old), of=len(found.used), year=str(oldest))
    untold = [one.name for one, rank in zip(found.regions, found.scores.ranks, strict=True) if not rank]
    if untold:
        shown = first_few(untold, _SHOWN)
        yield say("innovation_index.untold", lang, count=len(untold), names=shown)
    pairs = zip(found.index.indicators, found.scores.rooted, strict=True)
    if rooted := [one.title.read(lang) for one, taken in pairs if taken]:
        yield say("innovation_index.rooted", lang, names="; ".join(rooted))
    wide = (found.scores.high - found.scores.low + 1 > len(found.regions) / 2).sum()
    if wide:
        yield say("innovation_index.wide", lang, count=int(wide), of=len(found.regions))


def _decimal(value: float, lang: str) -> str:
    return format_number(value if value != int(value) else int(value), lang, decimals=0 if value == int(value) else 1)

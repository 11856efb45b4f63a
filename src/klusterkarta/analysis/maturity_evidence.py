"""What sources say that bears on an initiative's maturity: statements into amounts, one for each proxy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from klusterkarta.analysis.maturity import Evidence
from klusterkarta.values.partial_date import parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.maturity import Proxies, Proxy
from klusterkarta.vocabularies.phases import CLOSED, STALLED, read_phase

_YEAR = timedelta(days=365)
_AS_IN_FRAME = ("property", "value", "mode", "shown", "conflict", "said_on", "source")


@dataclass(frozen=True, slots=True)
class SaidValue:
    """A statement that counts: whether it is the one shown, and of which actor the party is that it names (0: none)."""

    property: str
    value: str
    mode: str
    shown: bool
    conflict: bool
    said_on: str
    source: str
    party: int


def evidence_of(said: Sequence[SaidValue], rules: Proxies, *, on: date) -> dict[str, Evidence]:
    """The evidence by proxy that statements give on a day; a proxy that they say nothing of is not there.

    Of contradicting values all count as possible; of others the shown one does. That a source says there is none (of
    labels, of distinctions) is none; a text that no step knows is no evidence.
    """
    found = ((one.key, _READERS[one.key](one, said, rules.about_share, on)) for one in rules.proxies)
    return {key: evidence for key, evidence in found if evidence is not None}


def ended_on(said: Sequence[SaidValue], *, on: date) -> str:
    """When the initiative ended, as a source says it, if it had by that day; "" otherwise.

    A phase that a source has seen it in after that says that it went on.
    """
    ends = [str(year.year) for one in said if one.property == "end_year" for year in parse_years(one.value)]
    seen = [(one.said_on, _state(one)) for one in said if one.property == "phase" and read_phase(one.value)]
    ends += [when for when, state in seen if state == CLOSED]
    last = max((end for end in ends if end <= on.isoformat()), default="")
    return "" if any(last < when <= on.isoformat() for when, state in seen if state != CLOSED) else last


def values_by_actor(values: pl.DataFrame, parties: Mapping[int, int]) -> dict[int, list[SaidValue]]:
    """actor → its statements, those that are denied left out, from the frame VALUES with `said_on`.

    `parties` says of which actor each named record is, so that one party counts once however it is written.
    """
    kept = values.filter((pl.col("mode") != "denies") & (pl.col("reason") != "denied"))
    found: dict[int, list[SaidValue]] = {}
    for row in kept.iter_rows(named=True):
        said = {name: row[name] for name in _AS_IN_FRAME}
        found.setdefault(row["actor"], []).append(SaidValue(**said, party=parties.get(row["target"], 0)))
    return found


def _counting(proxy: Proxy, said: Iterable[SaidValue]) -> list[SaidValue]:
    return [one for one in said if one.property == proxy.reads and one.mode == "says" and (one.shown or one.conflict)]


def _age(proxy: Proxy, said: Sequence[SaidValue], _share: Decimal, on: date) -> Evidence | None:
    chosen = _counting(proxy, said)
    years = [year.year for one in chosen for year in parse_years(one.value) if year.year <= on.year]
    ages = [Decimal(on.year - year) for year in years]
    return _evidence(chosen, min(ages), max(ages), on) if ages else None


def _amount(proxy: Proxy, said: Sequence[SaidValue], share: Decimal, on: date) -> Evidence | None:
    read = [(one, amount) for one in _counting(proxy, said) if (amount := parse_quantity(one.value))]
    if not read:
        return None
    off = [share if amount.about else Decimal(0) for _, amount in read]
    lows = [(amount.low or Decimal(0)) * (1 - by) for (_, amount), by in zip(read, off, strict=True)]
    highs = [amount.high * (1 + by) for (_, amount), by in zip(read, off, strict=True) if amount.high is not None]
    return _evidence([one for one, _ in read], min(lows), max(highs) if len(highs) == len(read) else None, on)


def _label(proxy: Proxy, said: Sequence[SaidValue], _share: Decimal, on: date) -> Evidence | None:
    ranks = {one: max(_ranks(one.value, proxy), default=0) for one in _counting(proxy, said)}
    read = {one: rank for one, rank in ranks.items() if rank}
    best = Decimal(max(read.values(), default=0))
    return _evidence(list(read), best, best, on) if read else _none_said(proxy, said, on)


def _distinctions(proxy: Proxy, said: Sequence[SaidValue], _share: Decimal, on: date) -> Evidence | None:
    read = {one: ranks for one in _counting(proxy, said) if (ranks := _ranks(one.value, proxy))}
    different = Decimal(len(set().union(*read.values())))
    return _evidence(list(read), different, different, on) if read else _none_said(proxy, said, on)


def _funding(proxy: Proxy, said: Sequence[SaidValue], _share: Decimal, on: date) -> Evidence | None:
    chosen = _counting(proxy, said)
    parties = {one.party or fold(one.value) for one in chosen}
    return _evidence(chosen, Decimal(len(parties)), Decimal(len(parties)), on) if parties else None


def _activity(_proxy: Proxy, said: Sequence[SaidValue], _share: Decimal, on: date) -> Evidence | None:
    since = (on - _YEAR).isoformat()
    # A date known to the year alone may lie before the twelve months, so it does not count.
    recent = [one for one in said if one.mode == "says" and since <= one.said_on <= on.isoformat()]
    states = sorted(
        (one for one in said if one.property == "phase" and one.mode == "says"), key=lambda one: one.said_on
    )
    if states and _state(states[-1]) == STALLED:
        return _evidence(states[-1:], Decimal(0), Decimal(0), on)
    return _evidence(recent[-1:], Decimal(1), Decimal(1), on) if recent else None


def _state(one: SaidValue) -> str:
    span = read_phase(one.value)
    return span.first if span and span.is_state else ""


def _ranks(text: str, proxy: Proxy) -> set[int]:
    folded = f" {fold(text)} "
    return {rank for word, rank in proxy.levels.items() if f" {word} " in folded}


def _none_said(proxy: Proxy, said: Iterable[SaidValue], on: date) -> Evidence | None:
    blank = [one for one in said if one.property == proxy.reads and one.mode == "none"]
    return _evidence(blank, Decimal(0), Decimal(0), on) if blank else None


def _evidence(said: Sequence[SaidValue], low: Decimal, high: Decimal | None, on: date) -> Evidence:
    latest = max(one.said_on for one in said)
    return Evidence(
        low=low,
        high=high,
        text="; ".join(dict.fromkeys(one.value for one in said)),
        said_on=latest,
        years_old=max(on.year - int(latest[:4]), 0),
        sources=tuple(dict.fromkeys(one.source for one in said)),
    )


_Reader = Callable[[Proxy, Sequence[SaidValue], Decimal, date], Evidence | None]
_READERS: Mapping[str, _Reader] = {
    "age": _age,
    "members": _amount,
    "label": _label,
    "distinctions": _distinctions,
    "staff": _amount,
    "funding": _funding,
    "activity": _activity,
}

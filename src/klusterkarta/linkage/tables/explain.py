"""Why a pair of a table is likely or unlikely: the levels it reached, in reasons that people can read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from klusterkarta.linkage.tables.levels import INFORMATION, LEGAL, LEVELS, MARK, NAME, NAME_KINDS, PLACE, WEB, WHERE
from klusterkarta.linkage.tables.records import Records
from klusterkarta.linkage.tables.words import concept
from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.values.text import fold
from klusterkarta.values.web_address import web_domain

_LONGEST_SHOWN = 80
_WORD = re.compile(r"[^\W_]+")
_CODES = {
    "same_few": "same_words", "same_many": "same_words", "joined": "same_words", "slip": "spelling",
    "little_more": "contained", "more": "contained", "part": "contained", "nothing": "no_word", "initials": "acronym",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explainer:
    """The table and its records: the wording of a reason is looked up in them."""

    frame: pl.DataFrame
    records: Records

    def reasons(self, left: int, right: int, *, levels: dict[str, int]) -> tuple[Reason, ...]:
        """What speaks for and against two records, names first."""
        found = (
            *self._names(left, right, levels), *self._places(left, right, levels), *self._where(left, right, levels),
            *self._web(left, right, levels), *self._rest(left, right, levels),
        )  # fmt: skip
        return tuple(Reason(f"linkage.{code}", parameters) for code, parameters in found)

    def _names(self, left: int, right: int, levels: dict[str, int]) -> "Iterator[tuple[str, dict[str, Scalar]]]":
        kind = NAME_KINDS[levels[NAME] // INFORMATION]
        sides = self._sides("name", left, right)
        if kind.startswith("same") and fold(str(sides["left"])) == fold(str(sides["right"])):
            yield "same_name", {"name": sides["left"]}
        elif kind.endswith("alike") or kind in ("more", "little_more", "part"):
            yield _CODES.get(kind, "shared_words"), {"words": self._shared(left, right) or sides["left"]}
        else:
            yield _CODES[kind], sides
        if kind == "part":
            yield "part", sides
        if kind == "same_many":
            yield "frequent", {"name": sides["left"]}

    def _places(self, left: int, right: int, levels: dict[str, int]) -> "Iterator[tuple[str, dict[str, Scalar]]]":
        level = LEVELS[PLACE][levels[PLACE]]
        ours, theirs = self._only(left, right), self._only(right, left)
        if level == "other_places":
            yield "other_places", {"left": ours, "right": theirs}
        elif level == "place_fits":
            yield "place_fits", {"place": ours or theirs}
        elif level.startswith("place_"):
            yield "more_places", {"places": ours or theirs}

    def _where(self, left: int, right: int, levels: dict[str, int]) -> "Iterator[tuple[str, dict[str, Scalar]]]":
        level = LEVELS[WHERE][levels[WHERE]]
        if level.startswith("same_"):
            yield "same_town", {"town": self._sides("city", left, right)["left"]}
        elif level.startswith("other_city"):
            yield "other_town", self._sides("city", left, right)
        if level.endswith("same_code"):
            yield "same_code", {"code": self._sides("postal_code", left, right)["left"]}
        elif level.endswith(("same_area", "other_code")):
            yield "other_code", self._sides("postal_code", left, right)

    def _web(self, left: int, right: int, levels: dict[str, int]) -> "Iterator[tuple[str, dict[str, Scalar]]]":
        level = LEVELS[WEB][levels[WEB]]
        ours, theirs = self._sites(left), self._sites(right)
        if level in ("same_site", "shared_site"):
            yield (
                {"same_site": "same_domain", "shared_site": "shared_host"}[level],
                {"domain": min(ours & theirs)},
            )
        elif level in ("same_label", "other_site"):
            code = {"same_label": "same_label", "other_site": "other_domain"}[level]
            yield code, {"left": ", ".join(sorted(ours)), "right": ", ".join(sorted(theirs))}
        elif level == "same_mail":
            yield "same_mail", {}

    def _rest(self, left: int, right: int, levels: dict[str, int]) -> "Iterator[tuple[str, dict[str, Scalar]]]":
        if LEVELS[LEGAL][levels[LEGAL]] == "other":
            yield "other_legal_form", self._sides("name", left, right)
        for mark in MARK:
            level = LEVELS[mark][levels[mark]]
            if level != "unknown" and (mark, level) != ("phone", "other"):
                yield f"{level}_{mark}", {}

    def _sides(self, column: str, left: int, right: int) -> "dict[str, Scalar]":
        values = (str(self.frame[column][one] or "").strip() for one in (left, right))
        one, other = (value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…" for value in values)
        return {"left": one, "right": other}

    def _words(self, one: int) -> list[int]:
        return [word for word in self.records.names.held[self.records.name[one]].tolist() if word >= 0]

    def _shared(self, left: int, right: int) -> str:
        theirs = set(self._words(right))
        return self._written(left, [word for word in self._words(left) if word in theirs])

    def _only(self, one: int, other: int) -> str:
        names, theirs = self.records.names, set(self._words(other))
        return self._written(one, [word for word in self._words(one) if names.is_place[word] and word not in theirs])

    def _written(self, one: int, words: list[int]) -> str:
        """The words as the record's name writes them; those that stand inside a compound as they mostly are."""
        names = self.records.names
        wanted = {names.words[word]: names.written[word] for word in words}
        said = {concept(fold(word)): word for word in _WORD.findall(str(self.frame["name"][one] or ""))}
        return ", ".join(said.get(word, written) for word, written in wanted.items())

    def _sites(self, one: int) -> set[str]:
        given = [self.frame[column][one] for column in ("url", "email") if column in self.frame.columns]
        return {site for text in given if text and (site := web_domain(text.rpartition("@")[2]))}

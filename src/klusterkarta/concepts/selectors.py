"""The concepts as the workspace has them: the shipped ones with the editors' wordings laid over; and their history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count

from klusterkarta.concepts.models import SchemeHead, Wording, Write
from klusterkarta.vocabularies.concepts import Concept, Concepts, Scheme, concepts
from klusterkarta.vocabularies.concepts_changes import laid_over
from klusterkarta.vocabularies.concepts_content import of_content
from klusterkarta.vocabularies.labels import Label

Version = tuple[int, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """A concept as it was from a write on; `concept` is None where it was retired or did not exist."""

    write: int
    at: datetime
    by: str
    step: str
    why: str
    file: str
    scheme: str
    concept: Concept | None


@dataclass(frozen=True, slots=True)
class WriteView:
    """A write, and the keys of the concepts that it worded."""

    id: int
    at: datetime
    by: str
    step: str
    why: str
    file: str
    keys: tuple[str, ...]


def concepts_version() -> Version | None:
    """The newest write: number and moment; None where the concepts are as they were shipped."""
    return Write.objects.order_by("-pk").values_list("pk", "at").first()


def workspace_concepts() -> Concepts:
    """The concepts in force: shipped ones, with what editors added, changed and retired.

    The version of a scheme that editors have written in is the shipped one and the number of their writes: 1.3.
    """
    return _in_force(concepts_version())


def concepts_as_of(write: int) -> Concepts:
    """The concepts as they were right after a write (0: before the first), over what is shipped today."""
    return _laid(Wording.objects.filter(write__lte=write), SchemeHead.objects.filter(write__lte=write))


def history_of(key: str) -> list[WordingView]:
    """Every wording that editors gave the concept, newest first; [] where it is as shipped."""
    rows = Wording.objects.filter(key=key).select_related("write").order_by("-write")
    return [
        WordingView(
            write=row.write_id, at=row.write.at, by=row.write.by, step=row.write.step, why=row.write.why,
            file=row.write.file, scheme=row.scheme, concept=_concept(row.key, row.scheme, row.content),
        )
        for row in rows
    ]  # fmt: skip


def latest_writes(limit: int = 50) -> list[WriteView]:
    """The newest writes, newest first."""
    rows = Write.objects.order_by("-pk").prefetch_related("wordings")[:limit]
    return [
        WriteView(row.pk, row.at, row.by, row.step, row.why, row.file, tuple(one.key for one in row.wordings.all()))
        for row in rows
    ]


@lru_cache(maxsize=4)
def _in_force(version: Version | None) -> Concepts:
    return _laid(Wording.objects.all(), SchemeHead.objects.all()) if version else concepts()


def _laid(wordings: Any, heads: Any) -> Concepts:
    newest = {row.key: row for row in wordings.order_by("write")}
    changed = {key: _concept(key, row.scheme, row.content) for key, row in newest.items()}
    shipped = concepts()
    whole = laid_over(shipped, changed, schemes=_own_schemes(heads.order_by("write")))
    return Concepts(_numbered(whole.schemes, wordings), whole.by_key)


def _own_schemes(heads: Iterable[SchemeHead]) -> dict[str, Scheme]:
    shipped = concepts().schemes
    versions = {key: one.version for key, one in shipped.items()}
    return {row.key: Scheme(row.key, versions.get(row.key, ""), Label(row.title_sv, row.title_en)) for row in heads}


def _numbered(schemes: Mapping[str, Scheme], wordings: Any) -> dict[str, Scheme]:
    counts = wordings.order_by().values("scheme").annotate(writes=Count("write", distinct=True))
    writes: Mapping[str, int] = defaultdict(int, counts.values_list("scheme", "writes"))
    return {
        key: replace(one, version=".".join(part for part in (one.version, str(writes[key] or "")) if part))
        for key, one in schemes.items()
    }


def _concept(key: str, scheme: str, content: Mapping[str, Any] | None) -> Concept | None:
    return of_content(key, content, scheme=scheme) if content else None

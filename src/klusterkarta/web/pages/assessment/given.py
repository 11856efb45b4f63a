"""The criteria of a set as fields, and what was answered in them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import BadRequest

from klusterkarta.assessment.services.scoring import Given
from klusterkarta.vocabularies.criteria import CriteriaSet, Criterion
from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import Option
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST = 2_000
_CANNOT_TELL = "none"
_SCORE = re.compile(r"-?[0-9]{1,3}")


class Answered(Protocol):
    """What has been said on a criterion so far, by whomever."""

    @property
    def value(self) -> int | None: ...
    @property
    def evidence(self) -> str: ...
    @property
    def comment(self) -> str: ...
    @property
    def ticks(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion as fields, with what has been said so far."""

    key: str
    title: str
    definition: str
    answers: list[Option]
    ticks: list[Option]
    evidence: str
    comment: str


def asked(criterion: Criterion, said: Answered | None, *, criteria: CriteriaSet, lang: str) -> Asked:
    """The fields of a criterion; drawn by `assessment/criteria_fields.html`."""
    chosen = "" if said is None else _CANNOT_TELL if said.value is None else str(said.value)
    answers = [(str(one.score), f"{one.score} {one.label.read(lang)}") for one in criteria.scale]
    answers.append((_CANNOT_TELL, say("assessment.cannot_tell", lang)))
    ticked = said.ticks if said else ()
    return Asked(
        criterion.key,
        criterion.title.read(lang),
        criterion.definition.read(lang),
        [Option(code, name, code == chosen) for code, name in answers],
        [Option(one.key, one.title.read(lang), one.key in ticked) for one in criterion.indicators],
        said.evidence if said else "",
        said.comment if said else "",
    )


def given_in(request: PageRequest, criteria: CriteriaSet) -> list[Given]:
    """The criteria that were answered; one without an answer is left as it is."""
    return [_one(request, criterion) for criterion in criteria.scored if request.POST.get(f"score-{criterion.key}")]


def _one(request: PageRequest, criterion: Criterion) -> Given:
    known = {one.key for one in criterion.indicators}
    return Given(
        criterion=criterion.key,
        value=_value(request.POST[f"score-{criterion.key}"]),
        evidence=typed(request.POST.get(f"evidence-{criterion.key}"), longest=_LONGEST),
        comment=typed(request.POST.get(f"comment-{criterion.key}"), longest=_LONGEST),
        ticks=[one for one in request.POST.getlist(f"tick-{criterion.key}") if one in known],
    )


def _value(sent: str) -> int | None:
    """The score that was chosen; None for "cannot tell". BadRequest for what no form sends."""
    if sent == _CANNOT_TELL:
        return None
    if not _SCORE.fullmatch(sent):
        raise BadRequest
    return int(sent)

"""Who has a conflict of interest scores nothing, however close the two come in time."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress

import pytest
from django.db import connection

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.models import Conflict, Score
from klusterkarta.assessment.services.scoring import Given, declare_conflict, save_scores
from tests.assessment.rounds import ANNE, CRITERIA, made_round


class Slowly(Sequence[Given]):
    """Scores that take so long to be looked at that something else gets done meanwhile, unless it is kept waiting."""

    def __init__(self, given: list[Given], meanwhile: Future[None]) -> None:
        self._given, self._meanwhile = given, meanwhile

    def __iter__(self) -> Iterator[Given]:
        wait([self._meanwhile], 0.5)
        return iter(self._given)

    def __getitem__(self, at):
        return self._given[at]

    def __len__(self) -> int:
        return len(self._given)


def declared(candidate: int) -> None:
    declare_conflict(candidate, "Min bror leder det", caller=ANNE)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_conflict_declared_while_scores_are_saved_leaves_none():
    candidate = made_round().candidates[0]
    with ThreadPoolExecutor(1) as thread:
        going = thread.submit(declared, candidate)
        # Refused where the conflict came first.
        with suppress(BadRound):
            save_scores(candidate, Slowly([Given(criterion=CRITERIA[0], value=3)], going), caller=ANNE)
        going.result()
    assert (Conflict.objects.count(), Score.objects.count()) == (1, 0)

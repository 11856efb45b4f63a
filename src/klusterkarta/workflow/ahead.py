"""A write that may move many actors: what will follow from it is computed and written before it, unseen.

The write itself is then short: it makes sure that nothing has changed since, says that the reading counts, and puts the
rows of lists in place. Everything else of it lies there already.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from klusterkarta.catalogue.selectors.changes import latest_moving_change
from klusterkarta.catalogue.selectors.concepts import names_priorities
from klusterkarta.catalogue.selectors.supposed import Supposed
from klusterkarta.catalogue.services.derived import (
    Ahead,
    begin_ahead,
    drop_ahead,
    hold_ahead,
    put_in_place,
    sweep_abandoned_ahead,
    sweep_replaced,
    write_ahead,
)
from klusterkarta.catalogue.services.log import one_writer
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.alongside import alongside
from klusterkarta.workflow.progress import Progress, silent
from klusterkarta.workflow.refresh import derived_batches, moved_records, writing
from klusterkarta.workflow.waiting import patiently

# When others write all the time, the third time round what follows is computed while they wait.
_ATTEMPTS = 3
# What follows from so few records is computed in the write's own transaction.
_FEW = 200


@dataclass(frozen=True, slots=True)
class Planned:
    """A write: `verb` makes it and gives the records that it touches, `touches` names them before it is made.

    `supposed` says what it changes in what counts.
    """

    verb: Callable[[], Sequence[int]]
    touches: Callable[[], Sequence[int]]
    supposed: Supposed


def carry_out(planned: Planned, *, progress: Progress = silent) -> None:
    """Make the write, with all that follows from it, in one transaction that others hardly notice.

    Raises what the write raises, and what `progress` raises to stop it; then nothing is written.
    """
    for _ in range(_ATTEMPTS):
        seen = latest_moving_change()
        records = planned.touches()
        whole = names_priorities(records)
        if len(records) <= _FEW and not whole:
            break
        if _made_ahead(planned, None if whole else moved_records(records), seen, progress):
            return
    patiently(lambda: _in_writing(planned), progress=progress)


def _made_ahead(planned: Planned, records: Sequence[int] | None, seen: object, progress: Progress) -> bool:
    sweep_abandoned_ahead()
    ahead = patiently(lambda: begin_ahead(records), progress=progress)
    made = False
    try:
        _write_ahead(ahead, planned.supposed, progress)
        made = patiently(lambda: _switch(planned, ahead, seen), progress=progress)
    finally:
        patiently(lambda: sweep_replaced(ahead) if made else drop_ahead(ahead))
    return made


def _write_ahead(ahead: Ahead, supposed: Supposed, progress: Progress) -> None:
    for rows in alongside(derived_batches(ahead.records, supposed)):
        progress(ahead.done, 0, Reason("collect.publishing"))
        patiently(lambda rows=rows: write_ahead(ahead, rows), progress=progress)  # type: ignore[misc]


def _switch(planned: Planned, ahead: Ahead, seen: object) -> bool:
    with transaction.atomic():
        one_writer()
        if latest_moving_change() != seen or not hold_ahead(ahead):
            return False
        planned.verb()
        put_in_place(ahead)
    return True


def _in_writing(planned: Planned) -> None:
    with writing() as touched:
        touched.add(planned.verb())

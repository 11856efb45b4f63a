"""What a sequence of writes leaves: the same as without the source that was withdrawn, and as a full rebuild gives.

A sequence is collect, undo, redo, withdraw, restore, judge, take back and edit in any order. It is run twice: once as
it is, with source `w` withdrawn at its end, and once without every step that concerns `w`. Both registers must mean the
same, by keys and not by ids.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klusterkarta.catalogue.models import Record
from klusterkarta.catalogue.selectors.judgements import judgements_of
from klusterkarta.catalogue.services.judgements import Verdict, judge, take_back
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, publish_reading, stage_rows
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.workflow.collect import redo, undo
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.refresh import rebuild, writing
from klusterkarta.workflow.withdraw import restore, withdraw
from tests.registers import canonical_state

pytestmark = pytest.mark.django_db

SOURCES = {"a": (50, "2010"), "b": (50, "2022-10"), "w": (70, "2023")}  # trust, published on
KEYS = ("1", "2", "3")
PEOPLE = (Caller("anna", "editor"), Caller("bo", "administrator"))
VALUES = {
    "name": ("Biotechvalley", "Biotech Valley", "Robotdalen"),
    "start_year": ("1999", "2002", "2005"),
    "geography": ("Strängnäs", "Mälarregionen", "Karlstad"),
    "members": ("45", "Ca 30", "10-15"),
    "funders": ("Vinnova", "Robotdalen", "Vinnova | EU"),
    "priorities": ("FoodTech", "Smart caring"),
    "kind": ("klusterinitiativ", "företag"),
}
PRIORITY_ROW = "p"


@dataclass(frozen=True)
class Step:
    """One write. `about` are the records it concerns, as (source, key); `nth` names an earlier step."""

    verb: str
    source: str = ""
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    nth: int = 0
    what: str = ""
    value: str = ""
    by: int = 0


@dataclass
class Run:
    """What the steps so far have made: step number → reading, step number → judgement."""

    readings: dict[int, int] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    judgements: dict[int, int] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)


values = st.sampled_from(sorted(VALUES)).flatmap(lambda code: st.tuples(st.just(code), st.sampled_from(VALUES[code])))
row = st.lists(values, min_size=1, max_size=4, unique_by=lambda pair: pair[0]).map(tuple)
rows = st.dictionaries(st.sampled_from((*KEYS, PRIORITY_ROW)), row, min_size=1).map(lambda found: tuple(found.items()))
record = st.tuples(st.sampled_from(sorted(SOURCES)), st.sampled_from(KEYS))
steps = st.one_of(
    st.builds(Step, st.just("collect"), source=st.sampled_from(sorted(SOURCES)), rows=rows),
    st.builds(Step, st.just("collect"), source=st.sampled_from(sorted(SOURCES)), rows=rows),
    st.builds(Step, st.sampled_from(["undo", "redo", "take_back"]), nth=st.integers(0, 8)),
    st.builds(Step, st.sampled_from(["withdraw", "restore"]), source=st.sampled_from(sorted(SOURCES))),
    st.builds(
        Step,
        st.just("judge"),
        about=st.lists(record, min_size=2, max_size=2, unique=True).map(tuple),
        what=st.sampled_from(["same", "same", "different", "unsure"]),
    ),
    st.builds(
        Step,
        st.just("edit"),
        about=st.tuples(record),
        what=st.sampled_from(["name", "start_year", "members"]),
        value=st.sampled_from(["2002", "Robotdalen", ""]),
        by=st.integers(0, 1),
    ),
)
sequences = st.lists(steps, min_size=4, max_size=16)


class Undo(Exception):
    """Takes an example's register back."""


@contextmanager
def own_register() -> Iterator[None]:
    """A register that is gone after the block, so that each example begins with none."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def run(sequence: Sequence[Step], *, without: str = "") -> Run:
    """Do the steps, leaving out those that concern the source `without`."""
    done = Run()
    for number, step in enumerate(sequence):
        if without and (step.source == without or any(source == without for source, _ in step.about)):
            continue
        DO[step.verb](step, number, done)
    return done


def collect(step: Step, number: int, done: Run) -> None:
    trust, published_on = SOURCES[step.source]
    details = SourceDetails(key=step.source, title_sv=step.source, trust=trust, published_on=published_on)
    properties = {code for _, said in step.rows for code, _ in said}
    reading = begin_reading(
        ReadingDetails(source_id=ensure_source(details, caller=OPERATOR), properties=sorted(properties)),
        caller=OPERATOR,
    )
    stage_rows(reading, [stated(key, said) for key, said in step.rows])
    with writing() as touched:
        touched.add(publish_reading(reading, caller=OPERATOR))
    done.readings[number] = reading


def stated(key: str, said: Sequence[tuple[str, str]]) -> StatedRow:
    fields = profile_fields()
    statements = [Stated(code, one, relation=fields[code].relation) for code, text in said for one in text.split(" | ")]
    return StatedRow(key, "priority" if key == PRIORITY_ROW else "actor", f"s. {key}", tuple(statements))


def undo_step(step: Step, number: int, done: Run) -> None:
    if step.nth in done.readings and step.nth not in done.undone:
        undo(done.readings[step.nth], caller=OPERATOR)
        done.undone.add(step.nth)


def redo_step(step: Step, number: int, done: Run) -> None:
    if step.nth in done.undone:
        redo(done.readings[step.nth], caller=OPERATOR)
        done.undone.remove(step.nth)


def judge_step(step: Step, number: int, done: Run) -> None:
    left, right = (found(*about) for about in step.about)
    if left and right:
        with writing() as touched:
            touched.add(judge([Verdict(left=left, right=right, verdict=step.what)], caller=OPERATOR))
        done.judgements[number] = judgements_of([left])[-1].id


def take_back_step(step: Step, number: int, done: Run) -> None:
    if step.nth in done.judgements:
        with writing() as touched:
            touched.add(take_back(done.judgements.pop(step.nth), caller=OPERATOR))


def edit_step(step: Step, number: int, done: Run) -> None:
    edited = found(*step.about[0])
    if edited:
        mode = "says" if step.value else "none"
        said = [Stated(step.what, step.value, mode=mode)]
        done.readings[number] = edit_actor(edited, said, caller=PEOPLE[step.by])


def withdraw_step(step: Step, number: int, done: Run) -> None:
    if Record.objects.filter(source__key=step.source).exists():
        withdraw(step.source, caller=OPERATOR)
        done.withdrawn.add(step.source)


def restore_step(step: Step, number: int, done: Run) -> None:
    if step.source in done.withdrawn:
        restore(step.source, caller=OPERATOR)
        done.withdrawn.remove(step.source)


def found(source: str, key: str) -> int | None:
    return Record.objects.filter(source__key=source, row_key=key).values_list("pk", flat=True).first()


DO = {
    "collect": collect, "undo": undo_step, "redo": redo_step, "judge": judge_step, "take_back": take_back_step,
    "edit": edit_step, "withdraw": withdraw_step, "restore": restore_step,
}  # fmt: skip

by_hypothesis = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@by_hypothesis
@given(sequences)
def test_a_withdrawn_source_might_as_well_never_have_been_there(sequence):
    with own_register():
        run(sequence)
        if Record.objects.filter(source__key="w").exists():
            withdraw("w", caller=OPERATOR)
        withdrawn = canonical_state()
    with own_register():
        run(sequence, without="w")
        assert withdrawn == canonical_state()


@by_hypothesis
@given(sequences)
def test_refreshing_step_by_step_equals_a_full_rebuild(sequence):
    with own_register():
        run(sequence)
        stepwise = canonical_state()
        rebuild()
        assert stepwise == canonical_state()


@by_hypothesis
@given(sequences)
def test_withdrawing_and_restoring_is_as_if_nothing_had_happened(sequence):
    with own_register():
        done = run(sequence)
        before = canonical_state()
        for source in sorted({step.source for step in sequence if step.verb == "collect"} - done.withdrawn):
            withdraw(source, caller=OPERATOR)
            restore(source, caller=OPERATOR)
        assert before == canonical_state()


@by_hypothesis
@given(sequences)
def test_undoing_everything_in_any_order_empties_the_register(sequence):
    with own_register():
        done = run(sequence)
        for source in sorted(done.withdrawn):
            restore(source, caller=OPERATOR)
        for number, reading in sorted(done.readings.items(), key=lambda pair: pair[0] % 3):
            if number not in done.undone:
                undo(reading, caller=OPERATOR)
        state = canonical_state()
        assert (state["members"], state["names"], state["facets"]) == ({}, {}, [])


def test_the_steps_do_what_they_say():
    """The sequences above would prove nothing if every step were left out."""
    numbers = count()
    done = Run()
    for step in (
        Step("collect", source="a", rows=(("1", (("name", "Biotechvalley"), ("start_year", "1999"))),)),
        Step("collect", source="w", rows=(("1", (("name", "Biotech Valley"), ("start_year", "2002"))),)),
        Step("judge", about=(("a", "1"), ("w", "1")), what="same"),
        Step("edit", about=(("w", "1"),), what="members", value="45"),
    ):
        DO[step.verb](step, next(numbers), done)
    together = canonical_state()
    assert together["members"]["w:1"] == "a:1"
    assert together["values"]["a:1"]["start_year"][0], "the two sources contradict each other"
    assert "members" in together["values"]["a:1"]
    withdraw_step(Step("withdraw", source="w"), next(numbers), done)
    alone = canonical_state()
    # The judgement sleeps, and so does the edit of the withdrawn source's record.
    assert set(alone["members"]) == {"a:1"}
    assert "members" not in alone["values"]["a:1"]
    take_back_step(Step("take_back", nth=2), next(numbers), done)
    restore_step(Step("restore", source="w"), next(numbers), done)
    assert canonical_state()["members"]["w:1"] == "w:1"

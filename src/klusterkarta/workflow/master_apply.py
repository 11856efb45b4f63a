"""The answers to a returned master list become what the editor says: one reading, which can be undone as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.catalogue.services.edit_batch import NewActor, stage_edits
from klusterkarta.catalogue.services.editing import EDITOR_TRUST, editor_source
from klusterkarta.catalogue.services.readings import drop_staged, publish_reading
from klusterkarta.publishing.cell_likeness import likeness_of, parts_of
from klusterkarta.publishing.gathered_rows import WEAK
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.values.returned import ReturnItem, ReturnReview, Spot
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.master_return import Compared, removed_parts, review_return
from klusterkarta.workflow.tag_state import writing_tags

Answers = Mapping[str, str]
"""Id of an item → one of its options. What is not answered gets its default."""


class BadAnswer(Explained):
    """An answer is none of those that can be given."""


class StaleAnswers(Explained):
    """The register or the file has changed since the questions were asked: some items were never answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReport:
    """What was done: the reading (None when nothing was to be saved), and how many answers did what."""

    reading: int | None
    edited: int
    added: int
    statements: int
    left: int


def apply_return(path: Path, answers: Answers, *, caller: Caller, file_name: str = "", seen: str = "") -> ReturnReport:
    """Save what the answers say of the file at `path`, all of it or nothing.

    `seen` is the state of the review that was answered: nothing is saved that nobody has seen. Without it, answers that
    fit no item are refused. Raises BadAnswer, StaleAnswers, BadTag (a fourth priority), and what
    `review_return` raises.
    """
    compared = review_return(path, caller=caller)
    check_answers(compared.review, answers, seen=seen)
    said = _Said(compared, answers, own=editor_source(caller).key)
    edits, fresh = said.edits(), said.fresh()
    kept = sum(item.kind != "new" and answers.get(item.id, item.default) in _NOTHING for item in compared.review.items)
    statements = sum(len(one) for one in edits.values()) + sum(len(one.said) for one in fresh)
    reading = _save(edits, fresh, caller=caller, file_name=file_name or path.name) if edits or fresh else None
    return ReturnReport(reading=reading, edited=len(edits), added=len(fresh), statements=statements, left=kept)


_NOTHING = ("skip", "register", "keep")


def check_answers(review: ReturnReview, answers: Answers, *, seen: str = "") -> None:
    """Raise BadAnswer for an answer that cannot be given, StaleAnswers when they are about another state."""
    known = {item.id: item for item in review.items}
    if (seen and seen != review.state) or (not seen and not set(answers) <= set(known)):
        raise StaleAnswers(Reason("return.stale"))
    for mark, answer in answers.items():
        item = known.get(mark)
        if item is not None and answer not in item.options:
            told = {"answer": answer[:40], "item": f"{item.name} ({item.id})", "options": ", ".join(item.options)}
            raise BadAnswer(Reason("return.bad_answer", told))


def _save(edits: Mapping[int, Sequence[Stated]], fresh: Sequence[NewActor], *, caller: Caller, file_name: str) -> int:
    reading = stage_edits(edits, fresh, caller=caller, file_name=file_name)
    try:
        said = [one for every in (*edits.values(), *(new.said for new in fresh)) for one in every]
        with writing_tags(list(edits), said=said) as touched:
            touched.add(publish_reading(reading, caller=caller))
            touched.add(list(edits))
    except BaseException:
        drop_staged(reading)
        raise
    return reading


class _Said:
    """What the editor says by the answers."""

    def __init__(self, compared: Compared, answers: Answers, *, own: str) -> None:
        self._own = own
        self._review, self._register, self._answers = compared.review, compared.register, answers

    def edits(self) -> dict[int, list[Stated]]:
        """Actor → what is said of it."""
        found: dict[int, dict[tuple[str, str, str], Stated]] = {}
        for item in self._review.items:
            for one in self._of_item(item):
                slot = found.setdefault(self._register.now.actor[item.key], {})
                slot.setdefault((one.property, one.language, one.value), one)
        return {actor: list(said.values()) for actor, said in found.items()}

    def fresh(self) -> list[NewActor]:
        """The actors that the file adds."""
        wanted = [item for item in self._review.items if self._answer(item) in ("add", "new")]
        return [NewActor(f"{self._review.export}/{item.id}", self._place(item.spot), self._all_of(item))
                for item in wanted]  # fmt: skip

    def _answer(self, item: ReturnItem) -> str:
        return self._answers.get(item.id, item.default)

    def _of_item(self, item: ReturnItem) -> Iterator[Stated]:
        answer = self._answer(item)
        place = self._place(item.spot)
        if answer in ("apply", "file"):
            yield from self._changed(item, item.file, place)
        elif item.kind == "sheets" and answer.isdecimal():
            spot, text = item.variants[int(answer) - 1]
            yield from self._changed(item, text, self._place(spot))
        elif item.kind == "copied" and answer == "same":
            yield from self._of_copy(item, place)
        elif item.kind == "deleted" and answer in ("untag", "less_relevant"):
            yield from self._of_deleted(item, answer)

    def _changed(self, item: ReturnItem, text: str, place: str) -> Iterator[Stated]:
        actor = self._register.now.actor[item.key]
        if not profile_fields()[item.column].many:
            yield self._single(actor, item.column, text, place)
            yield from self._other_editors(actor, item.column, text, place)
            return
        earlier = {likeness_of(item.column, part) for part in parts_of(item.column, item.now)}
        for part in parts_of(item.column, text):
            if likeness_of(item.column, part) not in earlier:
                yield _stated(item.column, part, place=place)
        for gone in removed_parts(item, text):
            for value in self._register.said_as(actor, item.column, word=gone):
                yield _stated(item.column, value, place=place, mode="denies")

    def _single(self, actor: int, code: str, text: str, place: str) -> Stated:
        language, bare = self._language(actor, code, text)
        if not bare:
            return Stated(code, "", language, "none", place)
        return _stated(code, bare, place=place, language=language)

    def _other_editors(self, actor: int, code: str, text: str, place: str) -> Iterator[Stated]:
        """Another editor's word weighs as much as one's own: the value that was seen and not kept is called wrong."""
        for value, language, source, trust in self._register.said_by(actor, code):
            if trust == EDITOR_TRUST and source != self._own and value != text:
                yield _stated(code, value, place=place, language=language, mode="denies")

    def _language(self, actor: int, code: str, text: str) -> tuple[str, str]:
        """In which language the cell speaks, and its text: that of the value it stood for, else the list's own."""
        if not profile_fields()[code].multilingual:
            return "", text
        shown = {language for _, language in self._register.shown(actor, code)}
        marked = next((one for one in shown if one and text.startswith(f"[{one}] ")), "")
        if marked:
            return marked, text.removeprefix(f"[{marked}] ")
        ordered = (self._review.language, "", *sorted(shown))
        return next((one for one in ordered if one in shown), "" if code == "name" else self._review.language), text

    def _of_copy(self, item: ReturnItem, place: str) -> Iterator[Stated]:
        """A copy that is the same actor: what it says and the register does not is added or put in its place."""
        actor = self._register.now.actor[item.key]
        now = self._register.now.cells[actor]
        for code, text in item.cells.items():
            if likeness_of(code, text) != likeness_of(code, now.get(code, "")):
                same = ReturnItem(kind="edit", key=item.key, name=item.name, spot=item.spot, column=code, base="",
                                  file=text, now=now.get(code, ""), options=("apply",))  # fmt: skip
                yield from self._changed(same, text, place)

    def _of_deleted(self, item: ReturnItem, answer: str) -> Iterator[Stated]:
        actor = self._register.now.actor[item.key]
        place = say("master_list.row_gone", self._review.language, sheet=item.spot.sheet)
        for word in (item.priority,) if item.priority else parts_of("priorities", item.base):
            if answer == "less_relevant":
                yield _stated(WEAK, word, place=place)
            else:
                for value in self._register.said_as(actor, "priorities", word=word):
                    yield _stated("priorities", value, place=place, mode="denies")

    def _all_of(self, item: ReturnItem) -> tuple[Stated, ...]:
        place = self._place(item.spot)
        multilingual = {code for code, field in profile_fields().items() if field.multilingual and code != "name"}
        return tuple(
            _stated(code, part, place=place, language=self._review.language if code in multilingual else "")
            for code, text in item.cells.items()
            for part in parts_of(code, text)
        )

    def _place(self, spot: Spot) -> str:
        return say("master_list.place", self._review.language, sheet=spot.sheet, row=spot.row)


def _stated(code: str, value: str, *, place: str, language: str = "", mode: str = "says") -> Stated:
    field = profile_fields()[code]
    relation = field.relation if mode == "says" else ""
    return Stated(code, value, language, "denies" if mode == "denies" else "says", place, relation=relation)

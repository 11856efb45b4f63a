"""Concepts taken in from a file and given out: SKOS in three forms, both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.concepts.services import Doing, write_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.concepts import BadConcepts, Concept, Concepts
from klusterkarta.vocabularies.concepts_changes import with_changes
from klusterkarta.vocabularies.concepts_content import says_the_same
from klusterkarta.vocabularies.concepts_rdf import FORMS, read_rdf, write_rdf
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.own_priorities import keep_own_priorities

FORM_NAMES = {"jsonld": "JSON-LD", "ttl": "Turtle", "rdf": "RDF/XML"}
MEDIA_TYPES = {form: media for form, (_, media) in FORMS.items()}
LARGEST = 1_000_000
"""A file of concepts has so many bytes at most; the largest shipped scheme has a tenth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file brings, by keys. `missing`: in the scheme and not in the file; `write` 0 where nothing is written."""

    scheme: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    missing: tuple[str, ...]
    write: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn:
    """How a file is taken in. `retire`: what of the scheme it lacks is retired, else it stays."""

    file: str
    retire: bool = False
    dry_run: bool = False
    why: str = ""


def take_in_concepts(data: bytes, how: TakeIn, *, caller: Caller) -> Taken:
    """Take in a scheme from a SKOS file; its ending tells the form. One write, which is taken back as one.

    Raises NotAllowed, and BadConcepts before anything is written.
    """
    check_allowed(caller, "edit_concepts")
    before = workspace_concepts()
    head, read = read_rdf(_text(data, how.file), form=_form(how.file), file=how.file)
    own = {one.key: one for one in read}
    was = {one.key: one for one in before.in_scheme(head.key)}
    fresh = {key: one for key, one in own.items() if key not in was or not says_the_same(was[key], one)}
    missing = tuple(key for key in was if key not in own)
    changed: dict[str, Concept | None] = {**fresh, **dict.fromkeys(missing if how.retire else (), None)}
    with_changes(before, changed, schemes={head.key: head})
    write = 0
    if not how.dry_run:
        doing = Doing(step="import", why=how.why, file=how.file)
        write = write_concepts(changed, doing=doing, caller=caller, schemes={head.key: head})
        keep_own_priorities(caller=caller)
    return Taken(
        scheme=head.key,
        added=tuple(key for key in fresh if key not in was),
        changed=tuple(key for key in fresh if key in was),
        unchanged=len(own) - len(fresh),
        missing=missing,
        write=write,
    )


def give_out_concepts(scheme: str, *, form: str) -> str:
    """A scheme as the workspace has it, as SKOS. Raises BadConcepts for an unknown scheme or form."""
    known = workspace_concepts()
    if scheme not in known.schemes:
        raise _bad("no_scheme", scheme=scheme[:60], known=", ".join(known.schemes))
    if form not in FORMS:
        raise _bad("no_form", file=form[:60], endings=_endings())
    return write_rdf(known, scheme=scheme, form=form)


def concepts_found(known: Concepts, *, text: str = "", scheme: str = "") -> list[Concept]:
    """The concepts with such letters in a word, key or notation; whole words before beginnings. Raises BadConcepts."""
    if scheme and scheme not in known.schemes:
        raise _bad("no_scheme", scheme=scheme[:60], known=", ".join(known.schemes))
    wanted = fold(text)
    own = [one for one in known.by_key.values() if scheme in ("", one.scheme)]
    met = [one for one in own if not wanted or any(wanted in fold(word) for word in _said(one))]
    return sorted(met, key=lambda one: min(_distance(wanted, fold(word)) for word in _said(one)))


def concept_of(key: str, known: Concepts) -> Concept:
    """The concept with this key, or the only one that has the word. Raises BadConcepts."""
    meant: Sequence[Concept] = known.meant_by(key)
    if key in known.by_key:
        return known.by_key[key]
    if len(meant) > 1:
        raise _bad("many_references", found=key[:100], keys=", ".join(one.key for one in meant))
    if not meant:
        raise _bad("none", key=key[:100])
    return meant[0]


def _said(one: Concept) -> tuple[str, ...]:
    return (*one.all_words, one.key, one.notation)


def _distance(wanted: str, word: str) -> int:
    return 0 if word == wanted or not wanted else 1 if word.startswith(wanted) else 2


def _text(data: bytes, file: str) -> str:
    if len(data) > LARGEST:
        raise _bad("too_large", file=file, most=LARGEST // 1_000)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _bad("not_text", file=file) from problem


def _form(file: str) -> str:
    ending = Path(file).suffix.lower().removeprefix(".")
    form = {"json": "jsonld", "xml": "rdf", "turtle": "ttl"}.get(ending, ending)
    if form not in FORMS:
        raise _bad("no_form", file=file, endings=_endings())
    return form


def _endings() -> str:
    return ", ".join(f".{ending}" for ending in FORMS)


def _bad(code: str, **parameters: Scalar) -> BadConcepts:
    return BadConcepts(Reason(f"concepts.{code}", parameters))

"""A concept as a person writes it in a form: lines of words and of names → a concept, or what is wrong and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from klusterkarta.concepts.selectors import concepts_version, workspace_concepts
from klusterkarta.concepts.services import Doing, restore_concept, take_back_write, write_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.concepts import BadConcepts, Concept, Concepts, Priority, Scheme
from klusterkarta.vocabularies.labels import LANGUAGES, Label
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.own_priorities import keep_own_priorities
from klusterkarta.workflow.partner_places import region_code, short_region_name

REGION = "s3-"
"""What the key of a region's scheme begins with."""
NEW_REGION = "new-region"
"""Chosen as scheme: the region's own, which is made where it is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was typed. Words and references stand one a line; a reference is a key or a word of the concept meant."""

    scheme: str = ""
    sv: str = ""
    en: str = ""
    definition_sv: str = ""
    definition_en: str = ""
    broader: str = ""
    related: str = ""
    nace: str = ""
    notation: str = ""
    region: str = ""
    group: str = ""
    included: str = ""
    excluded: str = ""
    why: str = ""


class BadField(BadConcepts):
    """Something is wrong with one field of the form."""

    def __init__(self, field: str, reason: Reason) -> None:
        super().__init__(reason)
        self.field = field


def written_of(one: Concept, known: Concepts) -> Written:
    """A concept as the form shows it."""
    priority, told = one.priority, one.definition
    return Written(
        scheme=one.scheme,
        sv="\n".join(one.words["sv"]),
        en="\n".join(one.words["en"]),
        definition_sv=told.sv if told else "",
        definition_en=told.en if told else "",
        broader=_named(one.broader, known),
        related=_named(one.related, known),
        nace=", ".join(one.nace),
        notation=one.notation,
        region=short_region_name(priority.region, lang="sv") if priority else "",
        group=priority.group if priority else "",
        included=_named(priority.included, known) if priority else "",
        excluded=_named(priority.excluded, known) if priority else "",
    )


def save_concept(said: Written, *, key: str = "", seen: int | None = None, caller: Caller) -> str:
    """Add a concept (no key), or word one anew; its key. The register has its priorities afterwards.

    Raises NotAllowed, and BadConcepts (BadField where one field is at fault) before anything is written.
    """
    check_allowed(caller, "edit_concepts")
    newest = concepts_version()
    known = workspace_concepts()
    if key and key not in known.by_key:
        raise BadConcepts(Reason("concepts.none", {"key": key[:100]}))
    # A concept stays in its scheme.
    scheme, heads = (known.by_key[key].scheme, {}) if key else _scheme(said, known)
    own = key or _free_key(said, known)
    concept = _concept(own, said, known, scheme=scheme)
    # Whoever adds a concept of the same key meanwhile is not overwritten.
    if not key:
        seen = newest[0] if newest else 0
    doing = Doing(step="change" if key else "add", why=said.why, seen=seen)
    write_concepts({own: concept}, doing=doing, caller=caller, schemes=heads)
    keep_own_priorities(caller=caller)
    return own


def retire_concept(key: str, *, why: str = "", seen: int | None = None, caller: Caller) -> int:
    """Let a concept be used no more; its wordings stand in the history. Raises NotAllowed and BadConcepts."""
    check_allowed(caller, "edit_concepts")
    if key not in workspace_concepts().by_key:
        raise BadConcepts(Reason("concepts.none", {"key": key[:100]}))
    write = write_concepts({key: None}, doing=Doing(step="retire", why=why, seen=seen), caller=caller)
    keep_own_priorities(caller=caller)
    return write


def restore_wording(key: str, *, write: int, why: str = "", caller: Caller) -> int:
    """Let an earlier wording (0: the shipped one) be in force again. Raises NotAllowed and BadConcepts."""
    found = restore_concept(key, write=write, why=why, caller=caller)
    keep_own_priorities(caller=caller)
    return found


def take_back(write: int, *, caller: Caller) -> int:
    """Take a whole write back. Raises NotAllowed and BadConcepts."""
    found = take_back_write(write, caller=caller)
    keep_own_priorities(caller=caller)
    return found


def _scheme(said: Written, known: Concepts) -> tuple[str, Mapping[str, Scheme]]:
    """The scheme, and a new one where a region has none of its own yet."""
    if said.scheme != NEW_REGION:
        return said.scheme, {}
    code = _region(said)
    found = next((one.scheme for one in known.priorities_of(code)), "")
    if found:
        return found, {}
    key = f"{REGION}{code.lower()}"
    title = Label(
        f"Prioriteringar: {short_region_name(code, lang='sv')}", f"Priorities: {short_region_name(code, lang='en')}"
    )
    return key, {} if key in known.schemes else {key: Scheme(key, "", title)}


def _free_key(said: Written, known: Concepts) -> str:
    """A key out of the first English word, else the Swedish one; with a number where another scheme has it."""
    words = [*_lines(said.en), *_lines(said.sv)]
    base = slug(words[0], longest=50).replace("-", "_") if words else ""
    base = base or "concept"
    numbers = range(2, len(known.by_key) + 3)
    return next(key for key in (base, *(f"{base}_{at}" for at in numbers)) if key not in known.by_key)


def _concept(key: str, said: Written, known: Concepts, *, scheme: str) -> Concept:
    for lang in LANGUAGES:
        if not _lines(getattr(said, lang)):
            name = {"language_sv": "svenska", "language_en": "Swedish"} if lang == "sv" else _ENGLISH
            raise BadField(lang, _reason("no_word", key=key, **name))
    told = Label(said.definition_sv.strip(), said.definition_en.strip())
    return Concept(
        key=key,
        scheme=scheme,
        words={lang: tuple(_lines(getattr(said, lang))) for lang in LANGUAGES},
        broader=_references(said, "broader", known),
        related=_references(said, "related", known),
        nace=tuple(said.nace.replace(",", " ").replace(";", " ").split()),
        notation=said.notation.strip(),
        definition=told if told.sv or told.en else None,
        priority=_priority(said, known) if said.region.strip() or said.scheme == NEW_REGION else None,
    )


_ENGLISH = {"language_sv": "engelska", "language_en": "English"}


def _priority(said: Written, known: Concepts) -> Priority:
    return Priority(
        region=_region(said),
        group=said.group or "strength",
        included=_references(said, "included", known),
        excluded=_references(said, "excluded", known),
    )


def _region(said: Written) -> str:
    code = region_code(said.region)
    if not code:
        raise BadField("region", _reason("bad_region", key=(_lines(said.sv) or [""])[0][:60], found=said.region[:60]))
    return code


def _references(said: Written, field: str, known: Concepts) -> tuple[str, ...]:
    found = (_reference(line, field, known) for line in _lines(getattr(said, field)))
    return tuple(dict.fromkeys(found))


def _reference(line: str, field: str, known: Concepts) -> str:
    """The key that a line means: a key, or a word of one concept; of several, the one whose first word it is."""
    if line in known.by_key:
        return line
    meant = known.meant_by(line)
    if len(meant) > 1:
        meant = tuple(one for one in meant if line in (one.label.sv, one.label.en)) or meant
    if len(meant) > 1:
        keys = ", ".join(one.key for one in meant)
        raise BadField(field, _reason("many_references", found=line[:100], keys=keys))
    if not meant:
        raise BadField(field, _reason("no_reference", found=line[:100], **_near(line, known)))
    return meant[0].key


def _near(line: str, known: Concepts) -> dict[str, str]:
    words = {word.casefold(): word for one in known.by_key.values() for word in one.all_words}
    near = get_close_matches(line.casefold(), words, n=1)
    if not near:
        return {"near": ""}
    return {"near_sv": f" – menar du ”{words[near[0]]}”?", "near_en": f" – do you mean “{words[near[0]]}”?"}


def _named(keys: Sequence[str], known: Concepts) -> str:
    """Each concept by its Swedish word, or by its key where several have that word first."""
    labels = [one.label.sv for one in known.by_key.values()]
    names = ((key, known.by_key[key].label.sv) for key in keys if key in known.by_key)
    return "\n".join(name if labels.count(name) == 1 else key for key, name in names)


def _lines(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := " ".join(one.split()))]


def _reason(code: str, **parameters: Scalar) -> Reason:
    return Reason(f"concepts.{code}", parameters)

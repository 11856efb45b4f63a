"""Every write of the concepts: checked as a whole, added beside what stood before, noted in the change log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from klusterkarta.catalogue.services.log import append_change, now, one_writer
from klusterkarta.concepts.models import SchemeHead, Wording, Write
from klusterkarta.concepts.selectors import concepts_as_of, history_of, workspace_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.concepts import BadConcepts, Concept, Concepts, Scheme
from klusterkarta.vocabularies.concepts_changes import Changed, with_changes, with_other_ends
from klusterkarta.vocabularies.concepts_content import as_content, says_the_same
from klusterkarta.vocabularies.rights import check_allowed

_LONGEST_WHY, _LONGEST_FILE = 500, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What is done (add, change, retire, restore, import) and why.

    `seen`: the newest wording that the editor saw of the concept, None to ask for none.
    """

    step: str
    why: str = ""
    file: str = ""
    seen: int | None = None


def write_concepts(
    changed: Changed, *, doing: Doing, caller: Caller, schemes: Mapping[str, Scheme] | None = None
) -> int:
    """Word the concepts anew (None: retire); the number of the write, 0 where all of it stands so already.

    Raises NotAllowed, and BadConcepts for what `with_changes` refuses and for a concept that somebody has changed since
    the editor saw it. Then nothing is written.
    """
    check_allowed(caller, "edit_concepts")
    with transaction.atomic():
        one_writer()
        before = workspace_concepts()
        if doing.seen is not None:
            _check_seen(list(changed), doing.seen)
        fresh = _fresh(before, changed)
        heads = {key: one for key, one in (schemes or {}).items() if _is_new_head(before, one)}
        if not fresh and not heads:
            return 0
        with_changes(before, fresh, schemes=heads)
        return _append(before, fresh, heads, doing=doing, caller=caller)


def restore_concept(key: str, *, write: int, caller: Caller, why: str = "", seen: int | None = None) -> int:
    """Let the concept be again as it was right after a write, or (0) as shipped; the number of the new write.

    Raises NotAllowed, and BadConcepts for a concept that nobody has worded, and where what stands now forbids it.
    """
    check_allowed(caller, "edit_concepts")
    if not history_of(key):
        raise BadConcepts(Reason("concepts.no_history", {"key": key[:100]}))
    then = concepts_as_of(write).by_key.get(key)
    return write_concepts({key: then}, doing=Doing(step="restore", why=why, seen=seen), caller=caller)


def take_back_write(write: int, *, caller: Caller) -> int:
    """Let every concept of a write be as it was before it; the number of the new write.

    Raises NotAllowed, and BadConcepts for an unknown write and one whose concepts have been worded since.
    """
    check_allowed(caller, "edit_concepts")
    keys = list(Wording.objects.filter(write=write).values_list("key", flat=True))
    if not keys:
        raise BadConcepts(Reason("concepts.no_write", {"write": write}))
    later = Wording.objects.filter(key__in=keys, write__gt=write).order_by("key").first()
    if later is not None:
        raise BadConcepts(Reason("concepts.worded_since", {"key": later.key, "write": later.write_id}))
    before = concepts_as_of(write - 1).by_key
    # `seen`: what somebody words between this look and the lock is not put aside unseen.
    doing = Doing(step="restore", seen=write)
    return write_concepts({key: before.get(key) for key in keys}, doing=doing, caller=caller)


def _check_seen(keys: Sequence[str], seen: int) -> None:
    newer = Wording.objects.filter(key__in=keys, write__gt=seen).select_related("write").order_by("-write").first()
    if newer is not None:
        raise BadConcepts(Reason("concepts.changed_since", {"key": newer.key, "by": newer.write.by}))


def _fresh(before: Concepts, changed: Changed) -> dict[str, Concept | None]:
    """What of the changes is one."""
    found: dict[str, Concept | None] = {}
    for key, one in changed.items():
        was = before.by_key.get(key)
        if one is None and was is not None:
            found[key] = None
        elif one is not None and (was is None or not says_the_same(was, one)):
            found[key] = one
    return found


def _is_new_head(before: Concepts, one: Scheme) -> bool:
    was = before.schemes.get(one.key)
    return was is None or was.title != one.title


def _append(before: Concepts, fresh: Changed, heads: Mapping[str, Scheme], *, doing: Doing, caller: Caller) -> int:
    row = Write.objects.create(
        step=doing.step, why=doing.why.strip()[:_LONGEST_WHY], file=doing.file[:_LONGEST_FILE], at=now(), by=caller.name
    )
    whole = with_other_ends(before, fresh)
    Wording.objects.bulk_create(
        Wording(write=row, key=key, scheme=_scheme(before, key, one), content=as_content(one) if one else None)
        for key, one in whole.items()
    )
    SchemeHead.objects.bulk_create(
        SchemeHead(write=row, key=one.key, title_sv=one.title.sv, title_en=one.title.en) for one in heads.values()
    )
    detail = {"step": doing.step, "write": row.pk, "concepts": sorted(whole)[:100], "count": len(whole)}
    append_change(caller, "concepts", detail=detail)
    return row.pk


def _scheme(before: Concepts, key: str, one: Concept | None) -> str:
    return one.scheme if one else before.by_key[key].scheme

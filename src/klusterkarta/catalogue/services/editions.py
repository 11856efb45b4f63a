"""The list of editions; their files are written by `workflow.editions`."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from klusterkarta.catalogue.models import Edition
from klusterkarta.catalogue.selectors.editions import EditionView
from klusterkarta.catalogue.services.log import append_change
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed


class EditionExists(Explained):
    """An edition has that name already; editions are never replaced."""


def record_edition(details: EditionView, *, caller: Caller, place: Callable[[], None]) -> None:
    """Enter an edition into the list; `place` puts its files where readers look, in the same transaction.

    Raises EditionExists, and then places nothing.
    """
    check_allowed(caller, "freeze_edition")
    values = {name: getattr(details, name) for name in EditionView.__slots__} | {"sources": list(details.sources)}
    try:
        with transaction.atomic():
            Edition.objects.create(**values, frozen_by=caller.name)
            append_change(caller, "freeze", detail={"edition": details.name, "sha256": details.sha256})
            place()
    except IntegrityError:
        raise EditionExists(Reason("edition.exists", {"name": details.name})) from None

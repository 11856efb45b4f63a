"""The form that makes an edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from klusterkarta.catalogue.selectors.editions import edition, unknown_sources
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.form_fields import FormField, Option
from klusterkarta.web.register_state import register_state
from klusterkarta.web.typed import typed
from klusterkarta.workflow.editions import check_name


@dataclass(frozen=True, slots=True)
class EditionForm:
    """What was typed, and what is wrong with it by field. Without `sources` the whole register is frozen."""

    name: str = ""
    title_sv: str = ""
    title_en: str = ""
    sources: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)

    def arguments(self) -> dict[str, Any]:
        """The job's arguments; the form must be without errors."""
        given: dict[str, Any] = {"name": self.name, "title_sv": self.title_sv, "title_en": self.title_en}
        return given | ({"sources": list(self.sources)} if self.sources else {})


def read_form(posted: QueryDict, lang: str) -> EditionForm:
    """The form as posted, with what is wrong."""
    name, sources = typed(posted.get("name"), longest=200), tuple(dict.fromkeys(posted.getlist("sources")))
    errors = {}
    if fault := _name_fault(name, lang):
        errors["name"] = fault
    if unknown_sources(sources):
        errors["sources"] = say("editions.no_source", lang)
    swedish, english = (typed(posted.get(one), longest=200) for one in ("title_sv", "title_en"))
    return EditionForm(name, swedish, english, sources, errors)


def form_fields(form: EditionForm, lang: str) -> list[FormField]:
    """The text fields."""
    name = FormField(
        name="name",
        label=say("editions.name", lang),
        help=say("editions.name_help", lang),
        value=form.name,
        error=form.errors.get("name", ""),
        longest=60,
    )
    titles = (("title_sv", form.title_sv), ("title_en", form.title_en))
    return [
        name,
        *(
            FormField(name=one, label=say(f"editions.{one}", lang), value=value, optional=True, longest=200)
            for one, value in titles
        ),
    ]


def source_choices(form: EditionForm, lang: str) -> list[Option]:
    """The sources that count, to choose from."""
    sources = (one for one in register_state().sources.values() if not one.withdrawn)
    return [Option(one.key, source_title(one, lang), one.key in form.sources) for one in sources]


def _name_fault(name: str, lang: str) -> str:
    try:
        check_name(name)
    except Explained as fault:
        return explain(fault.reason, lang)
    return explain(Reason("edition.exists", {"name": name}), lang) if edition(name) else ""

"""The form that fetches a table from a service."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.services import services
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.typed import typed
from klusterkarta.workflow.figures_fetched import FetchRequest, check_request

# What is wrong with a question → the field that says it.
_FIELDS = {
    "service.unknown": "service",
    "service.bad_dataset": "dataset",
    "service.bad_filter": "filters",
    "figures.bad_key": "key",
}
_POPULATIONS = ("day", "night", "other")


@dataclass(frozen=True, slots=True)
class FetchForm:
    """What was typed, and what is wrong with it by field."""

    service: str = ""
    dataset: str = ""
    filters: str = ""
    population: str = ""
    version: str = ""
    key: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    def request(self) -> FetchRequest:
        """The question."""
        lines = [line.strip() for line in self.filters.splitlines() if line.strip()]
        return FetchRequest(
            service=self.service, dataset=self.dataset, filters=lines, population=self.population,
            industry_version=self.version, key=self.key,
        )  # fmt: skip


def read_form(posted: QueryDict, lang: str) -> FetchForm:
    """The form as posted, with what is wrong."""
    population = posted.get("population", "")
    form = FetchForm(
        service=typed(posted.get("service"), longest=40),
        dataset=typed(posted.get("dataset"), longest=200),
        filters="\n".join(typed(line, longest=2_000) for line in posted.get("filters", "").splitlines()[:50]),
        population=population if population in _POPULATIONS else "",
        version=typed(posted.get("version"), longest=40),
        key=typed(posted.get("key"), longest=60),
    )
    try:
        check_request(form.request())
    except Explained as fault:
        return replace(form, errors={_FIELDS.get(fault.reason.code, "dataset"): explain(fault.reason, lang)})
    return form


def form_fields(form: FetchForm, lang: str) -> list[FormField]:
    """The fields, drawn as they were filled in."""
    known = choices([(one.key, one.label.read(lang)) for one in services().values()], form.service)
    counted = [("", say("figures.population_said", lang))]
    counted += [(one, say(f"figures.population_{one}", lang)) for one in _POPULATIONS]
    fields = [
        FormField(name="service", label=say("figures.service", lang), kind="select", options=known),
        _text("dataset", form.dataset, lang),
        _text("filters", form.filters, lang, optional=True),
        FormField(
            name="population",
            label=say("figures.population", lang),
            kind="select",
            options=choices(counted, form.population),
        ),
        _text("version", form.version, lang, optional=True),
        _text("key", form.key, lang, optional=True),
    ]
    return [replace(one, error=form.errors.get(one.name, "")) for one in fields]


def _text(name: str, value: str, lang: str, *, optional: bool = False) -> FormField:
    return FormField(
        name=name,
        label=say(f"figures.{name}", lang),
        help=say(f"figures.{name}_help", lang),
        value=value,
        kind="textarea" if name == "filters" else "text",
        optional=optional,
    )

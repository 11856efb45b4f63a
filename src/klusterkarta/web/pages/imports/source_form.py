"""The form of the first step: which file, and which source it is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from klusterkarta.catalogue.selectors.sources import SourceView
from klusterkarta.settings import current
from klusterkarta.values.partial_date import is_partial_date
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.form_fields import FormField, Option, choices
from klusterkarta.web.register_state import EDITORS, register_state
from klusterkarta.web.typed import typed
from klusterkarta.workflow.collect import check_source_key, source_details
from klusterkarta.workflow.uploads import ENDINGS

_TYPED = ("source", "name", "name_en", "kind", "publisher", "published_on")
_LONGEST = {"name": 300, "name_en": 300, "publisher": 200, "published_on": 10}


@dataclass(frozen=True, slots=True)
class SourceForm:
    """What was typed, and what is wrong with it by field. `source` is the key of a source that is here, or ""."""

    source: str = ""
    name: str = ""
    name_en: str = ""
    kind: str = "workbook"
    publisher: str = ""
    published_on: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    def details(self) -> dict[str, Any]:
        """The source as plain values for a job; the form must be without errors."""
        if self.source:
            return asdict(source_details(self.source))
        given = {"title_en": self.name_en, "publisher": self.publisher, "published_on": self.published_on}
        return asdict(source_details(self.name, kind=self.kind, **given))

    def with_errors(self, **more: str) -> "SourceForm":
        """The form with further errors."""
        return replace(self, errors={**self.errors, **more})


def read_form(posted: Mapping[str, str], lang: str) -> SourceForm:
    """The form as posted, with what is wrong about the source."""
    source, name, name_en, kind, publisher, published_on = (
        typed(posted.get(one), longest=_LONGEST.get(one, 100)) for one in _TYPED
    )
    form = SourceForm(source, name, name_en, kind, publisher, published_on)
    key = slug(form.name, longest=100)
    if not form.source and key in {one.key for one in readable_sources()}:
        # The name is that of a source that is here: what it is stays as it is.
        return replace(form, source=key)
    return form.with_errors(**_errors(form, key, lang=lang))


def form_fields(form: SourceForm, lang: str) -> dict[str, FormField]:
    """The fields by name."""
    fields = (*_file_fields(lang), _source_field(form, lang), *_new_source_fields(form, lang))
    return {one.name: replace(one, error=form.errors.get(one.name, "")) for one in fields}


def readable_sources() -> list[SourceView]:
    """The sources that files are read into: all but the editors' own."""
    return [one for one in register_state().sources.values() if one.kind != EDITORS]


def _errors(form: SourceForm, key: str, *, lang: str) -> dict[str, str]:
    if form.source:
        known = form.source in {one.key for one in readable_sources()}
        return {} if known else {"source": say("import.bad_source", lang)}
    errors = {}
    if not form.name:
        errors["name"] = say("import.no_source_name", lang)
    elif fault := _key_fault(key, lang):
        errors["name"] = fault
    if form.kind not in terms("source_kinds") or form.kind == EDITORS:
        errors["kind"] = say("import.bad_source_kind", lang)
    if form.published_on and not is_partial_date(form.published_on):
        errors["published_on"] = say("import.bad_date", lang)
    return errors


def _key_fault(key: str, lang: str) -> str:
    try:
        check_source_key(key)
    except Explained as fault:
        return explain(fault.reason, lang)
    return ""


def _file_fields(lang: str) -> list[FormField]:
    hint = say("import.file_help", lang, megabytes=current().max_upload_mb)
    return [
        FormField(name="file", label=say("import.file", lang), kind="file", help=hint, accept=",".join(ENDINGS)),
        FormField(
            name="mapping",
            label=say("import.mapping_file", lang),
            kind="file",
            help=say("import.mapping_file_help", lang),
            accept=".yaml,.yml",
            optional=True,
        ),
    ]


def _source_field(form: SourceForm, lang: str) -> FormField:
    options = [Option("", say("import.new_source", lang), not form.source)]
    options += [Option(one.key, _title(one, lang), one.key == form.source) for one in readable_sources()]
    hint = say("import.source_help", lang)
    return FormField(name="source", label=say("import.source", lang), kind="select", options=options, help=hint)


def _title(source: SourceView, lang: str) -> str:
    title = source_title(source, lang)
    return say("import.withdrawn_source", lang, title=title) if source.withdrawn else title


def _new_source_fields(form: SourceForm, lang: str) -> list[FormField]:
    kinds = [(code, term.label.read(lang)) for code, term in terms("source_kinds").items() if code != EDITORS]
    name_help, date_help = say("import.source_name_help", lang), say("import.published_on_help", lang)
    text = (
        ("name", "source_name", form.name, name_help, False),
        ("name_en", "source_name_en", form.name_en, "", True),
        ("publisher", "publisher", form.publisher, "", True),
        ("published_on", "published_on", form.published_on, date_help, True),
    )
    fields = [
        FormField(
            name=name,
            label=say(f"import.{words}", lang),
            value=value,
            help=hint,
            optional=optional,
            longest=_LONGEST[name],
        )
        for name, words, value, hint, optional in text
    ]
    kind = FormField(
        name="kind", label=say("import.source_kind", lang), kind="select", options=choices(kinds, form.kind)
    )
    return [fields[0], fields[1], kind, *fields[2:]]

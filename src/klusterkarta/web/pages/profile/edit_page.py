"""What the edit page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.fields import ProfileField, field_groups, profile_fields
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.figures import foreign
from klusterkarta.web.form_fields import FieldKind, FormField, Option, choices, faulty_fields
from klusterkarta.web.pages.profile.edit_form import LONGEST_DATE, LONGEST_REASON, LONGEST_VALUE, EditFaults, EditForm
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.show import ActorPage, ValueView

_NOT_EDITED = frozenset({"row_key", "thing", "page", "observed_on", "source_language"})


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The properties of one group, to choose from."""

    name: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class SaidNow:
    """A value that a source gives now, and that can be called wrong."""

    id: str
    text: str
    lang: str
    source: str
    shown: bool
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFields:
    """The form for one property, as it is drawn."""

    code: str
    definition: str
    several: bool
    chosen_way: str
    way: FormField
    wrong: FormField
    value: FormField
    language: FormField | None
    reason: FormField
    observed_on: FormField
    now: list[SaidNow]

    def faulty(self) -> list[FormField]:
        """The fields to put right, in the order of the page."""
        return faulty_fields((self.way, self.value, self.wrong, self.reason, self.observed_on))


@dataclass(frozen=True, kw_only=True)
class EditPage(Page):
    """The choice of a property and, once chosen, its form."""

    template: ClassVar[str] = "profile/edit.html"
    section: ClassVar[str] = "map"

    heading: str
    back: str
    here: str
    groups: list[FieldGroup]
    fields: EditFields | None


def editable(code: str, *, caller: Caller) -> ProfileField | None:
    """The property, if there is one of that code that this caller may edit."""
    field = profile_fields().get(code)
    if field is None or code in _NOT_EDITED or (field.personal and not is_allowed(caller, "read_personal")):
        return None
    return field


def values_of(found: ActorPage, field: ProfileField) -> list[ValueView]:
    """What the sources say of a property."""
    return [value for one in found.properties if one.code == field.code for value in one.values]


def edit_page(found: ActorPage, fields: EditFields | None, *, lang: str, caller: Caller) -> EditPage:
    """The page for an actor, with the form of a property once one is chosen."""
    actor = found.summary.id
    return EditPage(
        title=say("edit.title", lang),
        lead=say("edit.lead", lang),
        heading=found.summary.name,
        back=address("actor", lang, actor=actor),
        here=address("actor-edit", lang, actor=actor),
        groups=_groups(fields.code if fields else "", lang, caller),
        fields=fields,
    )


def edit_fields(
    field: ProfileField, form: EditForm, *, values: Sequence[ValueView], faults: EditFaults, lang: str
) -> EditFields:
    """The form of a property as filled in, with what has to be put right."""
    reason, when = say("edit.reason", lang), say("edit.observed_on", lang)
    return EditFields(
        code=field.code,
        definition=field.definition.read(lang),
        several=field.many,
        chosen_way=form.how,
        way=FormField(name="how", label=field.label.read(lang), error=faults.how),
        wrong=FormField(name="wrong", label=say("edit.which_wrong", lang), error=faults.wrong),
        value=_value_field(field, form, faults.value, lang),
        language=_language_field(form, lang) if field.multilingual else None,
        reason=FormField(
            name="reason", label=reason, value=form.reason, help=say("edit.reason_help", lang), error=faults.reason,
            longest=LONGEST_REASON,
        ),
        observed_on=FormField(
            name="observed_on", label=when, value=form.observed_on, help=say("edit.observed_on_help", lang),
            error=faults.observed_on, optional=True, longest=LONGEST_DATE,
        ),
        now=_now(values, form, lang),
    )  # fmt: skip


def _value_field(field: ProfileField, form: EditForm, fault: str, lang: str) -> FormField:
    """A list of words where the property has a vocabulary: what is saved is the word, as a source would have it."""
    label = say("edit.value", lang)
    if field.vocabulary:
        words = [term.label.read(lang) for term in terms(field.vocabulary).values()]
        options = choices([("", ""), *((word, word) for word in words)], form.value)
        return FormField(name="value", label=label, error=fault, kind="select", options=options)
    kind: FieldKind = "textarea" if field.type == "long_text" else "text"
    return FormField(name="value", label=label, value=form.value, error=fault, kind=kind, longest=LONGEST_VALUE)


def _language_field(form: EditForm, lang: str) -> FormField:
    names = terms("languages")
    options = choices([(code, names[code].label.read(lang)) for code in LANGUAGES], form.language or lang)
    return FormField(name="language", label=say("edit.language", lang), kind="select", options=options)


def _groups(chosen: str, lang: str, caller: Caller) -> list[FieldGroup]:
    groups = []
    for group, name in field_groups().items():
        own = (one for one in profile_fields().values() if one.group == group)
        pairs = [(one.code, one.label.read(lang)) for one in own if editable(one.code, caller=caller)]
        if pairs:
            groups.append(FieldGroup(name.read(lang), choices(pairs, chosen)))
    return groups


def _now(values: Sequence[ValueView], form: EditForm, lang: str) -> list[SaidNow]:
    sources = register_state().sources
    return [
        SaidNow(
            str(one.statement),
            one.value,
            foreign(one.language, lang),
            source_title(sources[one.source], lang) if one.source in sources else one.source,
            one.shown,
            str(one.statement) == form.wrong,
        )
        for one in values
        if one.mode == "says"
    ]

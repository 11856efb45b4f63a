"""The edit form: one property at a time, as a new value, as a denial, or as the word that there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.fields import ProfileField
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.profile.edit_check import fault_of, is_date
from klusterkarta.web.typed import typed
from klusterkarta.workflow.show import ValueView

VALUE, WRONG, NONE = "value", "wrong", "none"
LONGEST_VALUE, LONGEST_REASON, LONGEST_DATE = 5000, 200, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class EditForm:
    """What was filled in: how the property is corrected, and the parts of a statement. `wrong` is a statement's id."""

    how: str = VALUE
    value: str = ""
    language: str = ""
    wrong: str = ""
    observed_on: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFaults:
    """What is wrong with each field, in the visitor's words; "" where nothing is."""

    how: str = ""
    value: str = ""
    wrong: str = ""
    observed_on: str = ""
    reason: str = ""

    def any(self) -> bool:
        """Whether something has to be put right."""
        return any((self.how, self.value, self.wrong, self.observed_on, self.reason))


def read_form(posted: QueryDict) -> EditForm:
    """The form as it was sent."""
    return EditForm(
        how=typed(posted.get("how"), longest=10),
        value=typed(posted.get("value"), longest=LONGEST_VALUE),
        language=typed(posted.get("language"), longest=5),
        wrong=typed(posted.get("wrong"), longest=20),
        observed_on=typed(posted.get("observed_on"), longest=LONGEST_DATE),
        reason=typed(posted.get("reason"), longest=LONGEST_REASON),
    )


def faults_of(form: EditForm, field: ProfileField, *, values: Sequence[ValueView], lang: str) -> EditFaults:
    """What has to be put right before the form can be saved."""
    return EditFaults(
        how="" if form.how in (VALUE, WRONG, NONE) else say("edit.choose_how", lang),
        value=_value_fault(form, field, lang) if form.how == VALUE else "",
        wrong=say("edit.choose_wrong", lang) if form.how == WRONG and form.wrong not in _said(values) else "",
        observed_on="" if is_date(form.observed_on or "2000") else say("edit.wrong_date", lang),
        reason="" if form.reason else say("edit.reason_missing", lang),
    )


def statement_of(form: EditForm, field: ProfileField, *, values: Sequence[ValueView]) -> Stated:
    """The statement that a form without faults makes."""
    said = Stated(
        field.code,
        form.value,
        language=form.language if field.multilingual and form.language in LANGUAGES else "",
        place=form.reason,
        observed_on=form.observed_on,
        relation=field.relation,
        personal=field.personal,
    )
    if form.how == NONE:
        return said._replace(value="", mode="none", relation="")
    if form.how == WRONG:
        denied = _said(values)[form.wrong]
        return said._replace(value=denied.value, language=denied.language, mode="denies", relation="")
    return said


def _said(values: Sequence[ValueView]) -> Mapping[str, ValueView]:
    return {str(one.statement): one for one in values if one.mode == "says"}


def _value_fault(form: EditForm, field: ProfileField, lang: str) -> str:
    if not form.value:
        return say("edit.value_missing", lang)
    fault = fault_of(field, form.value)
    return say(f"edit.{fault}", lang) if fault else ""

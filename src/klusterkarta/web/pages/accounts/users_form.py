"""The forms for users: what was typed, and the account that it describes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from klusterkarta.accounts.selectors import list_accounts
from klusterkarta.accounts.services import ROLES, SCOPES, Account
from klusterkarta.catalogue.selectors.actors import actor_of_record
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.typed import typed

_NAME = re.compile(r"[\w.@+-]{1,150}")


@dataclass(frozen=True, slots=True)
class UserForm:
    """What was typed, and what is wrong with it by field."""

    name: str = ""
    role: str = "reader"
    scope_kind: str = ""
    scope_value: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    def account(self) -> Account:
        """The account as the service takes it; the form must be without errors."""
        value = _scope_code(self.scope_kind, self.scope_value) or ""
        return Account(name=self.name, role=self.role, scope_kind=self.scope_kind, scope_value=value)


def read_form(posted: Mapping[str, str], lang: str, *, new: bool, name: str = "") -> UserForm:
    """The form as posted, with what is wrong. A `new` user needs a name that is free; else `name` is the user's."""
    asked = typed(posted.get("name"), longest=200) if new else name
    role, kind, value = (typed(posted.get(one), longest=100) for one in ("role", "scope_kind", "scope_value"))
    errors = {
        **(_name_errors(asked, lang) if new else {}),
        **({} if role in ROLES else {"role": say("accounts.role_bad", lang)}),
        **_scope_errors(kind, value, lang=lang),
    }
    return UserForm(asked, role, kind, value, errors)


def form_fields(form: UserForm, lang: str, *, with_name: bool) -> list[FormField]:
    """The fields of the form."""
    name = FormField(
        name="name",
        label=say("accounts.user_name", lang),
        help=say("accounts.name_help", lang),
        value=form.name,
        error=form.errors.get("name", ""),
        longest=150,
    )
    role = FormField(
        name="role",
        label=say("accounts.role", lang),
        kind="select",
        options=choices([(one, say(f"accounts.role_{one}", lang)) for one in ROLES], form.role),
        error=form.errors.get("role", ""),
    )
    return [*([name] if with_name else []), role, *_scope_fields(form, lang)]


def _scope_fields(form: UserForm, lang: str) -> list[FormField]:
    kinds = [(one, say(f"accounts.scope_{one or 'all'}", lang)) for one in SCOPES]
    return [
        FormField(
            name="scope_kind",
            label=say("accounts.scope_kind", lang),
            help=say("accounts.scope_help", lang),
            kind="select",
            options=choices(kinds, form.scope_kind),
            error=form.errors.get("scope_kind", ""),
        ),
        FormField(
            name="scope_value",
            label=say("accounts.scope_value", lang),
            help=say("accounts.scope_value_help", lang),
            value=form.scope_value,
            error=form.errors.get("scope_value", ""),
            optional=True,
            longest=100,
        ),
    ]


def _name_errors(name: str, lang: str) -> dict[str, str]:
    if not _NAME.fullmatch(name):
        return {"name": say("accounts.name_bad", lang)}
    taken = {fold(one.name) for one in list_accounts()}
    return {"name": say("accounts.name_taken", lang, name=name)} if fold(name) in taken else {}


def _scope_errors(kind: str, value: str, *, lang: str) -> dict[str, str]:
    if kind not in SCOPES or (value and not kind):
        return {"scope_kind": say("accounts.scope_alone", lang)}
    if kind and _scope_code(kind, value) is None:
        return {"scope_value": say("accounts.scope_bad", lang)}
    return {}


@cache
def _county_codes() -> Mapping[str, str]:
    """Everything that a county is called → its code."""
    return {
        fold(name): county.code
        for county in counties().values()
        for name in (county.code, county.name, county.short, county.en, *county.aliases)
    }


def _scope_code(kind: str, value: str) -> str | None:
    """The county's code, or the actor's number; None where there is none."""
    if kind == "county":
        return _county_codes().get(fold(value))
    known = value.isdecimal() and len(value) < 19 and actor_of_record(int(value)) is not None
    return value if known else None

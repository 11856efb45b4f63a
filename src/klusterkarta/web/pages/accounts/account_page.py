"""What the page of one's own account shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.words import say
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.form_fields import FormField, faulty_fields
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class AccountPage(Page):
    """Role, limit and a form for a new password."""

    template: ClassVar[str] = "accounts/account.html"
    name: ClassVar[str] = "account"

    user: str
    role: str
    what: str
    scope: str
    fields: list[FormField]
    faults: list[FormField]


def account_page(lang: str, *, caller: Caller, errors: Mapping[str, str] | None = None) -> AccountPage:
    """The page for whoever is logged in; `errors` by the name of the field."""
    fields = _fields(lang, errors or {})
    return AccountPage(
        title=say("accounts.title", lang),
        lead=say("accounts.account_lead", lang, name=caller.name),
        user=caller.name,
        role=say(f"accounts.role_{caller.role}", lang),
        what=say(f"accounts.what_{caller.role}", lang),
        scope=scope_words(caller.scope_kind, caller.scope_value, lang=lang),
        fields=fields,
        faults=faulty_fields(fields),
    )


def scope_words(kind: str, value: str, *, lang: str) -> str:
    """What an account is narrowed to, in words."""
    if not kind:
        return say("accounts.scope_all", lang)
    name = code_name("county", value, lang=lang) if kind == "county" else value
    return say(f"accounts.scoped_{kind}", lang, value=name)


def _fields(lang: str, errors: Mapping[str, str]) -> list[FormField]:
    asked = (
        ("old", "old_password", "current-password", ""),
        ("new", "new_password", "new-password", say("accounts.new_password_help", lang)),
        ("again", "repeat_password", "new-password", ""),
    )
    return [
        FormField(
            name=name,
            label=say(f"accounts.{words}", lang),
            kind="password",
            autocomplete=autocomplete,
            help=hint,
            error=errors.get(name, ""),
        )
        for name, words, autocomplete, hint in asked
    ]

"""What the pages about users show."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.accounts.selectors import AccountView, list_accounts
from klusterkarta.accounts.services import ROLES
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, faulty_fields
from klusterkarta.web.pages.accounts.account_page import scope_words
from klusterkarta.web.pages.accounts.users_form import UserForm, form_fields
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user in the table."""

    name: str
    href: str
    role: str
    scope: str
    active: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and what it may do."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that was just made: shown once and kept nowhere."""

    user: str
    password: str


@dataclass(frozen=True, kw_only=True)
class UsersPage(Page):
    """All users, what the roles mean, and a form for a new one."""

    template: ClassVar[str] = "accounts/users.html"
    name: ClassVar[str] = "users"

    users: list[UserRow]
    roles: list[RoleRow]
    fields: list[FormField]
    faults: list[FormField]
    made: NewPassword | None


@dataclass(frozen=True, kw_only=True)
class UserPage(Page):
    """One user: role and limit, a new password, open or closed. `own`: the administrator's own account."""

    template: ClassVar[str] = "accounts/user.html"
    name: ClassVar[str] = "users"

    user: str
    active: bool
    own: bool
    fields: list[FormField]
    faults: list[FormField]
    made: NewPassword | None


def users_page(lang: str, *, form: UserForm | None = None, made: NewPassword | None = None) -> UsersPage:
    """The page, with the form as it was typed and the password of the user just made."""
    fields = form_fields(form or UserForm(), lang, with_name=True)
    return UsersPage(
        title=say("site.users", lang),
        lead=say("accounts.users_lead", lang),
        users=[_row(one, lang) for one in list_accounts()],
        roles=[RoleRow(say(f"accounts.role_{one}", lang), say(f"accounts.what_{one}", lang)) for one in ROLES],
        fields=fields,
        faults=faulty_fields(fields),
        made=made,
    )


def user_page(
    account: AccountView, lang: str, *, own: bool, form: UserForm | None = None, made: NewPassword | None = None
) -> UserPage:
    """The page of one user."""
    typed = form or UserForm(account.name, account.role, account.scope_kind, account.scope_value)
    fields = form_fields(typed, lang, with_name=False)
    return UserPage(
        title=say("accounts.user_title", lang, name=account.name),
        user=account.name,
        active=account.active,
        own=own,
        fields=fields,
        faults=faulty_fields(fields),
        made=made,
    )


def _row(one: AccountView, lang: str) -> UserRow:
    return UserRow(
        one.name,
        address("user", lang, user=one.name),
        say(f"accounts.role_{one.role}", lang),
        scope_words(one.scope_kind, one.scope_value, lang=lang),
        one.active,
    )

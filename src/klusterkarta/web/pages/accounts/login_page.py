"""What the login page shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class LoginPage(Page):
    """Name and password. `refused` says why an attempt failed; `locked` that no further one is taken now."""

    template: ClassVar[str] = "accounts/login.html"
    name: ClassVar[str] = "login"

    onward: str
    asked: bool
    refused: str
    locked: bool
    fields: list[FormField]


def login_page(lang: str, *, onward: str = "", name: str = "", wrong: str = "", locked: str = "") -> LoginPage:
    """The page; `onward` is where to go afterwards, `wrong` or `locked` what to say about an attempt."""
    return LoginPage(
        title=say("navigation.log_in", lang),
        lead=say("accounts.log_in_lead", lang),
        onward=onward,
        asked=bool(onward) and not wrong and not locked,
        refused=wrong or locked,
        locked=bool(locked),
        fields=[
            FormField(
                name="name", label=say("accounts.user_name", lang), value=name, autocomplete="username", longest=150
            ),
            FormField(
                name="password", label=say("accounts.password", lang), kind="password", autocomplete="current-password"
            ),
        ],
    )

"""Fixtures for the site: templates that refuse what a page does not have, and clients with a role."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from klusterkarta.accounts.services import Account, create_user
from klusterkarta.values.caller import OPERATOR
from klusterkarta.web.rendering import engine
from tests.reading_here import files_are_read_apart as files_are_read_apart  # noqa: PLC0414
from tests.reading_here import files_are_read_here as files_are_read_here  # noqa: PLC0414


class Refusing(str):
    """Stands for a value that a template asks for in vain; Django fills in the name of what was asked for."""

    def __mod__(self, asked_for: object) -> str:
        raise AssertionError(f"a template asks for {asked_for}, which its page does not have")


@pytest.fixture(autouse=True)
def strict_templates() -> Iterator[None]:
    inner = engine().engine
    before, inner.string_if_invalid = inner.string_if_invalid, Refusing("%s")
    yield
    inner.string_if_invalid = before


@pytest.fixture
def as_role() -> Callable[[str], Client]:
    """Return a function that logs a new user of a role in; the user is called as the role."""

    def logged_in(role: str) -> Client:
        create_user(Account(name=role, role=role), "correct-horse-battery", caller=OPERATOR)
        client = Client()
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(get_user_model().objects.get(username=role), backend=backend)
        return client

    return logged_in

"""Where a served site says that it is."""

from dataclasses import replace

import pytest

from klusterkarta import settings
from klusterkarta.cli.verbs.serve import name_address

USUAL, OWN = settings.Settings().base_url, "https://karta.example.se"


@pytest.fixture(autouse=True)
def settings_of_its_own(monkeypatch):
    monkeypatch.setattr(settings, "_in_force", [settings.Settings()])


@pytest.mark.parametrize(
    ("host", "port", "named", "said"),
    [
        ("127.0.0.1", 8123, USUAL, "http://127.0.0.1:8123"),
        ("localhost", 8000, USUAL, "http://localhost:8000"),
        ("::1", 8123, USUAL, "http://[::1]:8123"),
        ("0.0.0.0", 8123, USUAL, USUAL),
        ("127.0.0.1", 8123, OWN, OWN),
    ],
)
def test_permanent_addresses_name_the_port_unless_a_setting_names_the_site(host, port, named, said):
    settings.use(replace(settings.current(), base_url=named))
    name_address(host, port)
    assert settings.current().base_url == said

"""publiccode.yml: what the standard (version 0.4) asks for, and what has to agree with the project's own files."""

import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CONTENT = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# The standard's mandatory top-level keys.
MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}


def test_every_mandatory_key_is_there():
    assert set(CONTENT) >= MANDATORY


@pytest.mark.parametrize("language", ["sv", "en"])
def test_descriptions_keep_the_standards_lengths(language):
    description = CONTENT["description"][language]
    # The standard: short at most 150 characters, long 150 to 10 000
    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert description["features"]


def test_version_licence_and_languages_are_the_projects():
    assert CONTENT["softwareVersion"] == PROJECT["version"]
    assert CONTENT["legal"]["license"] == PROJECT["license"]
    assert CONTENT["localisation"]["availableLanguages"] == ["sv", "en"]

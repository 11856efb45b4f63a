"""The settings: read from variables, loud about errors, without telling secrets."""

import stat
import sys

import pytest

from klusterkarta.settings import KEY_FILE, Settings, SettingsError, from_environment, write_secret_key

LONG_KEY = "k" * 50


def test_nothing_set_gives_a_workspace_here_and_sqlite(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = from_environment({})
    assert settings.workspace == tmp_path / "workspace"
    assert settings.database_url == ""


def test_every_field_survives_being_handed_to_another_program(tmp_path):
    settings = from_environment(
        {
            "KLUSTERKARTA_WORKSPACE": str(tmp_path / "räksmörgås och mer"),
            "DATABASE_URL": "postgresql://kk:hemligt@db.example.se/karta",
            "KLUSTERKARTA_SECRET_KEY": LONG_KEY,
            "KLUSTERKARTA_BASE_URL": "https://karta.example.se/",
            "KLUSTERKARTA_ALLOWED_HOSTS": "karta.example.se, intern.example.se",
            "KLUSTERKARTA_BEHIND_PROXY": "yes",
            "KLUSTERKARTA_OWNER_NAME": "Region Exempel",
            "KLUSTERKARTA_OWNER_CONTACT": "karta@example.se",
            "KLUSTERKARTA_MAX_UPLOAD_MB": "7",
            "KLUSTERKARTA_TILE_URL": "https://tiles.example.se/{z}/{x}/{y}.png",
            "KLUSTERKARTA_TILE_ATTRIBUTION": "Kartbyrån, CC BY 4.0",
            "KLUSTERKARTA_EMBED_ORIGINS": "https://kommun.example.se, http://127.0.0.1:8001",
            "KLUSTERKARTA_LOG_LEVEL": "debug",
            "KLUSTERKARTA_DEBUG": "true",
        }
    )
    assert settings.base_url == "https://karta.example.se"
    assert settings.allowed_hosts == ("karta.example.se", "intern.example.se")
    # 7 MB of a million bytes each
    assert settings.max_upload_bytes == 7_000_000
    assert from_environment(settings.as_environment()) == settings


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("KLUSTERKARTA_DEBUG", "maybe", "expected true or false"),
        ("KLUSTERKARTA_MAX_UPLOAD_MB", "-5", "expected a whole number above 0"),
        ("KLUSTERKARTA_MAX_UPLOAD_MB", "0", "expected a whole number above 0"),
        ("KLUSTERKARTA_BASE_URL", "karta.example.se", "begins with http:// or https://"),
        ("KLUSTERKARTA_LOG_LEVEL", "LOUD", "expected one of DEBUG, INFO"),
        ("KLUSTERKARTA_SECRET_KEY", "short", "at least 50"),
        ("KLUSTERKARTA_TILE_URL", "https://{s}.tiles.example.se/{z}/{x}/{y}.png", "one host"),
        ("KLUSTERKARTA_TILE_URL", "https://tiles.example.se/", "{z}, {x} and {y}"),
        ("KLUSTERKARTA_EMBED_ORIGINS", "https://kommun.example.se/sida", "expected origins as"),
        ("DATABASE_URL", "mysql://db/karta", "expected postgresql://"),
    ],
)
def test_a_wrong_value_names_the_variable_and_what_was_expected(variable, value, expected):
    with pytest.raises(SettingsError, match=variable) as caught:
        from_environment({variable: value})
    assert expected in str(caught.value)


def test_a_misspelt_variable_is_refused_with_the_right_one():
    with pytest.raises(SettingsError, match="did you mean KLUSTERKARTA_BASE_URL"):
        from_environment({"KLUSTERKARTA_BASEURL": "https://karta.example.se"})


@pytest.mark.parametrize("variable", ["DATABASE_URL", "KLUSTERKARTA_SECRET_KEY"])
def test_a_wrong_secret_is_not_repeated(variable):
    with pytest.raises(SettingsError) as caught:
        from_environment({variable: "mysql://kk:hemligt@db/karta"})
    assert "hemligt" not in str(caught.value)


def test_secrets_are_not_in_the_text_form():
    settings = Settings(secret_key=LONG_KEY, database_url="postgresql://kk:hemligt@db/karta")
    assert LONG_KEY not in repr(settings)
    assert "hemligt" not in repr(settings)


def test_a_workspace_without_key_says_how_to_get_one(tmp_path):
    with pytest.raises(SettingsError, match="klusterkarta init"):
        Settings(workspace=tmp_path).signing_key()


def test_the_workspace_key_is_made_once_and_kept(tmp_path):
    path = write_secret_key(tmp_path)
    key = Settings(workspace=tmp_path).signing_key()
    write_secret_key(tmp_path)
    assert path == tmp_path / KEY_FILE
    assert len(key) >= 50
    assert Settings(workspace=tmp_path).signing_key() == key


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the file by its folder, not by mode bits")
def test_only_the_owner_reads_the_workspace_key(tmp_path):
    assert stat.S_IMODE(write_secret_key(tmp_path).stat().st_mode) == 0o600

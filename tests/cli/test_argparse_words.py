"""Wrong calls are answered in the language of the person, also where argparse is the one that answers."""

import pytest

from klusterkarta.cli.main import main


@pytest.fixture(autouse=True)
def _english_again():
    yield
    with pytest.raises(SystemExit):
        main(["init", "--help", "--lang", "en"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show"], "klusterkarta show: fel: dessa argument saknas: "),
        (["user", "add", "x", "--role", "boss"], "--role: 'boss' går inte att välja (välj bland 'reader', 'editor', "),
        (["init", "--färg", "röd"], "okända argument: --färg röd"),
        (["serve", "--port", "åtta"], "--port: 'åtta' går inte att läsa som int"),
        (["serve", "--port"], "--port: ett värde väntades"),
        (["compare"], "dessa argument saknas: NAME-OR-ID"),
        (["init", "--json=ja"], "--json: tar inget värde, men fick 'ja'"),
    ],
)
def test_a_wrong_call_is_told_in_swedish(words, told, capsys):
    with pytest.raises(SystemExit) as end:
        main(["--lang", "sv", *words])
    assert end.value.code == 2
    text = capsys.readouterr().err
    assert told in text
    assert text.startswith("användning: klusterkarta")
    assert "error" not in text
    with pytest.raises(SystemExit):
        main(["--lang", "en", *words])
    english = capsys.readouterr().err
    assert english.startswith("usage: klusterkarta")
    assert ": error: " in english


def test_the_headings_of_a_verbs_help_are_in_its_language(capsys):
    for lang, headings in (
        ("sv", ("argument:", "val:", "visa denna hjälp")),
        ("en", ("positional arguments:", "options:")),
    ):
        with pytest.raises(SystemExit):
            main(["export", "--help", "--lang", lang])
        text = capsys.readouterr().out
        assert all(heading in text for heading in headings)

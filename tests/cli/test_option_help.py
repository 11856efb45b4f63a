"""`VERB --help`: every option and action has its words, in both languages, and no words lie unused."""

import argparse
import importlib
from collections.abc import Iterator

import pytest

from klusterkarta.cli.main import VERBS, main
from klusterkarta.cli.option_help import explain_options
from klusterkarta.vocabularies.words import area_words


def parser_of(verb: str, lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=verb)
    importlib.import_module(f"klusterkarta.cli.verbs.{verb.replace('-', '_')}").add_arguments(parser)
    explain_options(parser, verb, lang=lang)
    return parser


def told(parser: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, str | None]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield f"{path} {name}", inner.description
                yield from told(inner, f"{path} {name}")
        else:
            yield f"{path} {action.dest}", action.help


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_option_and_action_says_what_it_is(lang):
    every = [one for verb in VERBS for one in told(parser_of(verb, lang), verb)]
    assert len(every) > 200
    assert [path for path, words in every if not words] == [], "add them to words/option_help.yaml"


def test_no_words_lie_unused():
    used = {words for verb in VERBS for _, words in told(parser_of(verb, "sv"), verb)}
    assert [key for key, label in area_words("option_help").items() if label.sv not in used] == []


def test_help_of_an_action_is_in_the_language_asked_for(capsys):
    for lang, role, shown in (("sv", "vad användaren får göra", "Lägg till en användare"),
                              ("en", "what the user may do", "Add a user")):  # fmt: skip
        for words, expected in ((["user", "add"], role), (["user"], shown)):
            with pytest.raises(SystemExit) as ended:
                main([*words, "--help", "--lang", lang])
            assert (ended.value.code, expected in capsys.readouterr().out) == (0, True)

"""Help on every option and action of a verb, in the language asked for, out of words/option_help.yaml."""

from argparse import Action, ArgumentParser, _SubParsersAction

from klusterkarta.vocabularies.words import area_words


def explain_options(parser: ArgumentParser, path: str, *, lang: str) -> None:
    """Give each option without help its words, and each action its line; `path` is the verb, then verb and action.

    The words of `user add --role` are those of `user_add_role`, else of `user_role`, else of `role`.

    >>> parser = ArgumentParser()
    >>> _ = parser.add_argument("--role")
    >>> explain_options(parser, "user add", lang="en")
    >>> "what the user may do" in parser.format_help()
    True
    """
    # argparse gives no other way to the options that a verb has added.
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            _explain_actions(action, path, lang)
        elif action.help is None:
            action.help = _words(_keys(path, action), lang)


def _explain_actions(actions: "_SubParsersAction[ArgumentParser]", path: str, lang: str) -> None:
    for name, parser in actions.choices.items():
        own = f"{path} {name}"
        parser.description = _words([f"about_{_key(own)}"], lang) or parser.description
        # What `add_parser(name, help=…)` does.
        actions._choices_actions.append(actions._ChoicesPseudoAction(name, [], parser.description))
        explain_options(parser, own, lang=lang)


def _keys(path: str, action: Action) -> list[str]:
    verb = path.split(" ")[0]
    return [f"{_key(path)}_{action.dest}", f"{_key(verb)}_{action.dest}", action.dest]


def _key(path: str) -> str:
    return path.replace(" ", "_").replace("-", "_")


def _words(keys: list[str], lang: str) -> str | None:
    known = area_words("option_help")
    return next((known[key].read(lang) for key in keys if key in known), None)

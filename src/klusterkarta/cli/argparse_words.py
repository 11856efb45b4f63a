"""What argparse itself says of a call (usage, headings, errors), in the language that was asked for."""

import argparse

from klusterkarta.vocabularies.words import area_words


def speak(lang: str) -> None:
    """Let every parser made from now on speak `sv` or `en`; what has no words here stays argparse's English.

    >>> speak("sv")
    >>> print(argparse.ArgumentParser(prog="klusterkarta", add_help=False).format_usage().strip())
    användning: klusterkarta
    >>> speak("en")
    """
    said = {label.en: label.read(lang) for label in area_words("arguments").values()}
    # argparse takes no words as parameters: it looks all of them up, the English as the key, under these two names.
    vars(argparse).update(
        _=lambda text: said.get(text, text),
        ngettext=lambda one, many, count: said.get(one if count == 1 else many, one if count == 1 else many),
    )

"""The command `klusterkarta`: finds the verb, loads only what it needs, turns errors into exit codes."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from klusterkarta.cli.argparse_words import speak
from klusterkarta.cli.dashes import dashed_last
from klusterkarta.cli.failures import explained_failure
from klusterkarta.cli.option_help import explain_options
from klusterkarta.cli.output import Output, own_language
from klusterkarta.vocabularies.words import say

# Order of use. A verb's module is `cli/verbs/<name with _>.py`; its help is the word `cli_verbs.<name with _>`.
VERBS = (
    "demo", "init", "serve", "work", "upgrade", "check-setup", "user",
    "extract", "read-strategy", "link", "collect", "master-list", "undo", "withdraw", "resolve", "judge", "jobs",
    "show", "search", "evaluate-search", "compare", "parties", "partners", "tag", "concepts", "search-log",
    "assess", "maturity", "phases", "dispersion", "summary", "figures", "two-maps", "analyse",
    "edition", "export", "registration", "hand-over", "benchmark",
)  # fmt: skip
# Verbs whose argument is what somebody types in a box: `-mat` is a word of it.
_OF_TEXT = ("search",)
DONE, FOUND, WRONG, MISSING = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; its exit code: 0 done, 1 a check found something, 2 bad input, 3 a needed service is not there."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = _asked_language(words) or own_language()
    speak(lang)
    common = _common_options(lang)
    # Read first, so that they may stand anywhere: before the verb, and behind the action of `edition` or `user`.
    options, rest = common.parse_known_args(words)
    verb = next((word for word in rest if not word.startswith("-")), "")
    if verb not in VERBS:
        return _without_verb(rest, verb, lang)
    module = importlib.import_module(f"klusterkarta.cli.verbs.{verb.replace('-', '_')}")
    rest.remove(verb)
    if verb in _OF_TEXT:
        rest = dashed_last(rest)
    parser = argparse.ArgumentParser(
        prog=f"klusterkarta {verb}", description=_described(verb, lang), parents=[common], allow_abbrev=False
    )
    module.add_arguments(parser)
    if {"-h", "--help"} & set(rest):
        explain_options(parser, verb, lang=lang)
    options = parser.parse_args(rest, options)
    out = Output(lang, as_json=options.json)
    try:
        code = int(module.run(options, out))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads the answer has seen enough (`| head`); what is left must not fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as problem:
        failed, message = explained_failure(problem, lang)
        if failed is None:
            raise
        out.problem(message)
        return failed


def _common_options(lang: str) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(prog="klusterkarta", add_help=False, allow_abbrev=False)
    common.add_argument("--workspace", metavar="DIR", help=say("cli.help_workspace", lang))
    common.add_argument("--json", action="store_true", help=say("cli.help_json", lang))
    common.add_argument("--lang", choices=("sv", "en"), help=say("cli.help_lang", lang))
    return common


def _described(verb: str, lang: str) -> str:
    return say(f"cli_verbs.{verb.replace('-', '_')}", lang)


def _asked_language(words: Sequence[str]) -> str:
    """The language that `--lang` names: needed before the arguments are parsed, for the help."""
    for at, word in enumerate(words):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(words):
            asked = words[at + 1]
        if asked in ("sv", "en"):
            return asked
    return ""


def _without_verb(words: Sequence[str], verb: str, lang: str) -> int:
    rows = "\n".join(f"  {name:<12} {_described(name, lang)}" for name in VERBS)
    text = f"{say('cli.usage', lang)}\n\n{rows}\n\n{say('cli.usage_end', lang)}"
    if not verb and (not words or {"-h", "--help"} & set(words)):
        print(text)
        return DONE
    unknown = say("cli.unknown_verb", lang, verb=verb or " ".join(words))
    print(f"{unknown}\n\n{text}", file=sys.stderr)
    return WRONG

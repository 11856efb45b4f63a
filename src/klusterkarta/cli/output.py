"""What a verb says: text for people or one JSON document on stdout; progress and messages on stderr."""

import json
import locale
import sys
from dataclasses import dataclass
from typing import Any

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import explain, say


@dataclass(frozen=True, slots=True)
class Output:
    """Where a verb speaks. With `as_json` only `document` writes to stdout."""

    lang: str
    as_json: bool = False

    def line(self, key: str, **values: Any) -> None:
        """Say the words of a key on a line of their own."""
        self.text(say(key, self.lang, **values))

    def text(self, text: str) -> None:
        """Say a line of text."""
        if not self.as_json:
            print(text)

    def document(self, document: Any) -> None:
        """Give the result as JSON, where JSON was asked for."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, indent=2))

    def note(self, text: str) -> None:
        """Say something beside the result."""
        print(text, file=sys.stderr)

    def problem(self, text: str) -> None:
        """Say what went wrong."""
        print(f"klusterkarta: {text}", file=sys.stderr)

    def progress(self, done: int, total: int, message: Reason) -> None:
        """Show how far long work has come, on a terminal only; fits `workflow.progress.Progress`."""
        if sys.stderr.isatty():
            share = f" {done * 100 // total} %" if total else ""
            print(f"\r\033[K{explain(message, self.lang)}{share}", end="" if done < total else "\n", file=sys.stderr)


def own_language() -> str:
    """The language of the person's own settings: English where they say so, else Swedish."""
    # Asked for by its bare name: `getlocale` makes American English of "C.UTF-8", which says nothing about language.
    return "en" if locale.setlocale(locale.LC_CTYPE).lower().startswith("en") else "sv"

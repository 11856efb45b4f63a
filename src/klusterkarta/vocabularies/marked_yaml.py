"""YAML that a person wrote, read with the line of everything in it, so that an error can say where it is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import yaml

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.documents import LOADER
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.labels import LANGUAGES, Label


class BadDocument(Explained):
    """A document that a person wrote cannot be used; the reason names its line, what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A value in a document, with its line. Every reader raises BadDocument (`document.…`)."""

    node: yaml.Node
    file: str

    @property
    def line(self) -> int:
        """The line it begins on, from 1."""
        return int(self.node.start_mark.line) + 1

    def keys(self, *, needed: Collection[str] = (), allowed: Collection[str] = ()) -> dict[str, "Marked"]:
        """A mapping's values by key. All of `needed` must be there, and nothing but `needed` and `allowed`."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("document.no_mapping", expected=", ".join(needed) or ", ".join(allowed))
        found: dict[str, Marked] = {}
        for key_node, value in self.node.value:
            key = Marked(key_node, self.file)
            name = key.text()
            if name in found:
                raise key.wrong("document.key_twice", key=name)
            if name not in needed and name not in allowed:
                raise key.wrong("document.unknown_key", key=name, known=", ".join([*needed, *allowed]))
            found[name] = Marked(value, self.file)
        if missing := [name for name in needed if name not in found]:
            raise self.wrong("document.missing_key", key=missing[0])
        return found

    def items(self) -> Iterator["Marked"]:
        """A list's items in order; an empty one is refused."""
        if not isinstance(self.node, yaml.SequenceNode) or not self.node.value:
            raise self.wrong("document.no_list")
        return (Marked(node, self.file) for node in self.node.value)

    def text(self) -> str:
        """A text, not empty."""
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            raise self.wrong("document.no_text")
        return str(self.node.value).strip()

    def number(self, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        text = self.text()
        if not text.lstrip("-").isdecimal() or not least <= int(text) <= most:
            raise self.wrong("document.no_number", found=text, least=least, most=most)
        return int(text)

    def one_of(self, choices: Collection[str]) -> str:
        """One of the choices."""
        text = self.text()
        if text not in choices:
            raise self.wrong("document.none_of", found=text, known=", ".join(choices))
        return text

    def label(self) -> Label:
        """Words in Swedish and English."""
        words = self.keys(needed=LANGUAGES)
        return Label(words["sv"].text(), words["en"].text())

    def wrong(self, code: str, **parameters: str | int) -> BadDocument:
        """What is wrong here, ready to be raised."""
        return BadDocument(Reason(code, {"file": self.file, "line": self.line, **parameters}))


def read_marked(text: str, *, file: str, is_shipped: bool = False) -> Marked:
    """The document's outermost value. Raises BadDocument for what is no YAML, empty, or nested beyond all use.

    `is_shipped`: one of our own, read the fast way (see `documents.LOADER`).

    >>> read_marked("a: 1", file="a.yaml").keys(needed=["a"])["a"].number(least=0, most=4)
    1
    """
    try:
        node = yaml.compose(text, Loader=LOADER if is_shipped else yaml.SafeLoader)
    except RecursionError as error:
        raise BadDocument(Reason("document.too_deep", {"file": file})) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or ""
        raise BadDocument(Reason("document.not_yaml", {"file": file, "line": line, "problem": problem})) from error
    except yaml.YAMLError as error:
        raise BadDocument(Reason("document.not_yaml", {"file": file, "line": 1, "problem": str(error)})) from error
    if node is None:
        raise BadDocument(Reason("document.empty", {"file": file}))
    return Marked(node, file)

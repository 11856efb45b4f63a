"""A form's fields as a page draws them: what is asked, how, what was typed, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

FieldKind = Literal["text", "password", "url", "select", "textarea", "file"]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field that offers several."""

    code: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field, drawn by `parts/field.html`.

    `options` are the choices of a `select`; `accept` the endings that a `file` may have; `longest` 0 is no limit.
    """

    name: str
    label: str
    value: str = ""
    help: str = ""
    error: str = ""
    kind: FieldKind = "text"
    options: list[Option] = field(default_factory=list)
    optional: bool = False
    autocomplete: str = "off"
    longest: int = 0
    accept: str = ""

    @property
    def id(self) -> str:
        """The element's id.

        >>> FormField(name="user", label="User").id
        'id-user'
        """
        return f"id-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of the help and the error, as far as there are any.

        >>> FormField(name="user", label="User", help="As you log in", error="Missing").described_by
        'id-user-help id-user-error'
        """
        parts = (("help", self.help), ("error", self.error))
        return " ".join(f"{self.id}-{part}" for part, text in parts if text)


def choices(pairs: Iterable[tuple[str, str]], chosen: str) -> list[Option]:
    """Options from (code, name) pairs, with the one of code `chosen` chosen.

    >>> [one.chosen for one in choices([("a", "A"), ("b", "B")], "b")]
    [False, True]
    """
    return [Option(code, name, code == chosen) for code, name in pairs]


def faulty_fields(fields: Iterable[FormField]) -> list[FormField]:
    """The fields with something wrong, in their order.

    >>> [
    ...     one.name
    ...     for one in faulty_fields([FormField(name="a", label="A", error="Missing"), FormField(name="b", label="B")])
    ... ]
    ['a']
    """
    return [one for one in fields if one.error]

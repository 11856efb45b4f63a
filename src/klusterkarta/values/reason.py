"""Why something is so, as a code with parameters; the words for it stand in the vocabularies, in both languages."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Scalar = str | int | float
_CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class _Parameters(Mapping[str, Scalar]):
    """An unchanging mapping, equal to any mapping with the same entries; can be hashed and pickled."""

    pairs: tuple[tuple[str, Scalar], ...]

    def __getitem__(self, key: str) -> Scalar:
        return dict(self.pairs)[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self.pairs))

    def __repr__(self) -> str:
        return repr(dict(self.pairs))


@dataclass(frozen=True, slots=True)
class Reason:
    """A code such as `shown.newest` and the values its sentence needs.

    The parameters are copied and cannot be changed. Raises ValueError on a code that is not made of small letters,
    figures, "_" and ".", and on a parameter that JSON cannot carry (not text, whole or finite decimal number).

    >>> Reason("shown.newest", {"year": 2023})
    Reason(code='shown.newest', parameters={'year': 2023})
    """

    code: str
    parameters: Mapping[str, Scalar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(
                f"reason code {self.code!r}: expected small letters, figures, '_' and '.', as in 'shown.newest'"
            )
        for name, value in self.parameters.items():
            _check_parameter(self.code, name, value)
        # The dataclass is frozen; its own copy of the parameters can only be set this way.
        object.__setattr__(self, "parameters", _Parameters(tuple(self.parameters.items())))


def reason_to_dict(reason: Reason) -> dict[str, object]:
    """The reason as plain values for JSON.

    >>> reason_to_dict(Reason("shown.newest", {"year": 2023}))
    {'code': 'shown.newest', 'parameters': {'year': 2023}}
    """
    return {"code": reason.code, "parameters": dict(reason.parameters)}


def reason_from_dict(entry: Mapping[str, object]) -> Reason:
    """The reason that `reason_to_dict` made plain. Raises ValueError when the entry is not of that form.

    >>> reason_from_dict({"code": "shown.newest"}).parameters
    {}
    """
    code, parameters = entry.get("code"), entry.get("parameters", {})
    if not isinstance(code, str) or not isinstance(parameters, Mapping):
        raise ValueError(f"expected {{'code': text, 'parameters': {{…}}}}, not {dict(entry)!r}")
    return Reason(code, parameters)


def _check_parameter(code: str, name: str, value: object) -> None:
    if not isinstance(value, str | int | float) or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError(f"reason {code!r}, parameter {name!r}: expected text or a finite number, not {value!r}")

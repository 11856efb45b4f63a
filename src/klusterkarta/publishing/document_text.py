"""Text as documents (DOCX) can hold it."""


def writable(text: str) -> str:
    """Without the characters that XML has no way to write: control characters, lone surrogates.

    >>> writable("a\\x01b\\tc\\ud800")
    'ab\\tc'
    """
    return "".join(one for one in text if one in "\t\n" or (one >= " " and not _is_outside(ord(one))))


def _is_outside(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)

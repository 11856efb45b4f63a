"""What a person typed into a form, made safe to keep."""


def typed(text: object, *, longest: int) -> str:
    """What was typed, without what no source can contain: null characters, space round it, more than `longest`.

    What is no text (a field that was not sent) is "".

    >>> typed("  Luleå\\x00 ", longest=10), typed(None, longest=10)
    ('Luleå', '')
    """
    return text.replace("\x00", "").strip()[:longest] if isinstance(text, str) else ""

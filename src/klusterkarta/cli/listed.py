"""Several values in one argument, parted by commas."""


def listed(argument: str) -> tuple[str, ...]:
    """The values, without the space around them and without empty ones.

    >>> listed("lq, hhi,")
    ('lq', 'hhi')
    """
    return tuple(filter(None, (one.strip() for one in argument.split(","))))

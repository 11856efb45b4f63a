"""A day as a verb's arguments name it."""

from datetime import date

from klusterkarta.cli.failures import BadCall
from klusterkarta.values.partial_date import PartialDateError, last_day, parse_partial_date
from klusterkarta.values.reason import Reason


def day_of(text: str) -> date:
    """The last day of the year, month or day named; today for "". Raises BadCall for what is no date.

    >>> day_of("2010-02").isoformat()
    '2010-02-28'
    """
    from django.utils import timezone

    if not text:
        return timezone.localdate()
    try:
        return last_day(parse_partial_date(text))
    except PartialDateError as fault:
        raise BadCall(Reason("value.not_date", {"value": text})) from fault

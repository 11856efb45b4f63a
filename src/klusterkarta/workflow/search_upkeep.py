"""Beside the worker's jobs: the search index follows the register."""

import logging
from threading import Event

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from klusterkarta.workflow.search_index import bring_up_to_date

# A write is to be searchable within two seconds of it.
PAUSE = 0.5
_AFTER_FAILURE = 30.0
_log = logging.getLogger("klusterkarta.work")


def keep_index(stop: Event) -> None:
    """Bring the index up to date whenever the register has been written, until `stop` is set."""
    while not stop.is_set():
        stop.wait(PAUSE if _kept() else _AFTER_FAILURE)
    connection.close()


def _kept() -> bool:
    try:
        bring_up_to_date()
    except DatabaseError:
        _log.warning("the database does not answer; the search index waits", exc_info=True)
        close_old_connections()
        return True
    except Exception as error:  # noqa: BLE001 - a broken index must not end the worker; it is tried again
        _log.error("the search index could not be brought up to date", exc_info=error)
        return False
    return True

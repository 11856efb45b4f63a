"""A process of its own that collects one file into the test database, saying each step: DATABASE SOURCE FILE STOP_AT.

It goes no further than the step STOP_AT, unless that is empty.
"""

import os
import sys
from pathlib import Path
from threading import Event


def main(database: str, source: str, path: str, stop_at: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from klusterkarta.catalogue.services.sources import SourceDetails
    from klusterkarta.values.caller import OPERATOR
    from klusterkarta.workflow import collect

    def progress(done, total, message):
        print(message.code, flush=True)
        if message.code == stop_at:
            Event().wait()

    collect.CHUNK_ROWS = 25
    request = collect.CollectRequest(path=Path(path), source=SourceDetails(key=source, title_sv=source))
    collect.collect_file(request, caller=OPERATOR, progress=progress)
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

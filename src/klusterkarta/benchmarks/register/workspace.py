"""A workspace of its own for a benchmark, filled through the ordinary collect."""

from argparse import Namespace
from pathlib import Path

from klusterkarta.settings import Settings, use
from klusterkarta.values.caller import OPERATOR

# A file of 100 000 rows weighs 26 MB, more than a site takes unless told otherwise.
_MAX_UPLOAD_MB = 200
SOURCE = "generated"


def open_register(folder: Path, database_url: str = "") -> None:
    """Load Django on the register of a folder, or on the PostgreSQL database named, and make its tables.

    Once in a process: Django cannot be loaded for another register after that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    use(
        Settings(
            workspace=folder,
            database_url=database_url,
            secret_key="only for benchmarks " * 4,
            allowed_hosts=("testserver", "127.0.0.1"),
            max_upload_mb=_MAX_UPLOAD_MB,
            log_level="ERROR",
        )
    )
    import django
    from django.core.management import call_command
    from django.core.management.base import handle_default_options

    handle_default_options(Namespace(settings="klusterkarta.web.settings", pythonpath=None))
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def fill_register(workbook: Path) -> int:
    """Collect a generated workbook into the register that is open; how many rows it stated."""
    from klusterkarta.catalogue.services.sources import SourceDetails
    from klusterkarta.workflow.collect import CollectRequest, collect_file

    source = SourceDetails(key=SOURCE, title_sv="Genererade aktörer", title_en="Generated actors", published_on="2024")
    return collect_file(CollectRequest(path=workbook, source=source), caller=OPERATOR).rows_stated


def make_register(folder: Path, workbook: Path, *, database_url: str = "") -> int:
    """Open an empty register and fill it; to be called in a process of its own."""
    open_register(folder, database_url)
    return fill_register(workbook)

"""Where an upload goes on: a table to its columns, a report to what was read in it, or to the job that reads it."""

from klusterkarta.jobs.services import start_job
from klusterkarta.web.addresses import address
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.report_uploads import is_read
from klusterkarta.workflow.uploads import Upload


def next_step(upload: Upload, request: PageRequest) -> str:
    """The address. A report that is not read yet gets its job."""
    if not upload.is_report:
        return address("upload", request.lang, upload=upload.id)
    if is_read(upload):
        return address("report-rows", request.lang, upload=upload.id)
    arguments = {"upload": upload.stored, "file_name": upload.file_name, "source": dict(upload.source)}
    return address("job", request.lang, job=start_job("read_report", arguments, caller=request.caller))

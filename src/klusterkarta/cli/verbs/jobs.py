"""`klusterkarta jobs`: running and ended jobs; `--cancel` asks one to stop."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.words import explain


def add_arguments(parser: ArgumentParser) -> None:
    """How many, or which to stop."""
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--cancel", type=int, metavar="JOB")


def run(options: Namespace, out: Output) -> int:
    """List jobs, newest first."""
    open_workspace(options)
    from klusterkarta.jobs.selectors import list_jobs
    from klusterkarta.jobs.services import request_cancel
    from klusterkarta.workflow.plain_json import as_json

    if options.cancel is not None:
        request_cancel(options.cancel, caller=OPERATOR)
    jobs = list_jobs(limit=options.limit)
    if not jobs:
        out.line("cli.no_jobs")
    for job in jobs:
        message = explain(job.message, out.lang) if job.message else ""
        state = f"{job.verb:<12} {job.state:<10} {job.progress:>3} %"
        out.text(f"{job.id:>6}  {job.created_at:%Y-%m-%d %H:%M}  {state}  {message}")
    out.document({"jobs": [as_json(job) for job in jobs]})
    return 0

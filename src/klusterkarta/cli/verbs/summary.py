"""`klusterkarta summary`: the checkable conclusions."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """Of which edition."""
    parser.add_argument("--edition", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """Count again, and set beside what the sources conclude."""
    open_workspace(options)
    from klusterkarta.workflow.summary import as_document, summarise

    document = as_document(summarise(options.edition, lang=out.lang), lang=out.lang)
    for name, numbers in document.items():
        if isinstance(numbers, dict):
            out.text(name)
            for what, number in numbers.items():
                out.text(f"  {what}: {_numbers(number)}")
        elif name != "stated":
            out.text(f"{name}: {', '.join(numbers) if isinstance(numbers, list) else numbers}")
    for claim in document["stated"]:
        verdict = say(f"cli.claim_{claim['verdict']}", out.lang)
        out.text(f"  {claim['claim']}: {claim['stated']} / {claim['computed']} ({verdict}) {claim['why']}".rstrip())
    out.document(document)
    return 0


def _numbers(value: int | dict[str, int]) -> str:
    if isinstance(value, int):
        return str(value)
    return ", ".join(f"{name} {number}" for name, number in value.items())

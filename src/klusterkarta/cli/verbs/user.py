"""`klusterkarta user add|list|password`: who may log in."""

from argparse import ArgumentParser, Namespace
from getpass import getpass

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """What to do with whom."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list|password")
    adding = actions.add_parser("add")
    adding.add_argument("name")
    adding.add_argument("--role", required=True, choices=("reader", "editor", "assessor", "administrator"))
    adding.add_argument("--scope", default="", metavar="KIND:VALUE")
    adding.add_argument("--ask-password", action="store_true")
    actions.add_parser("list")
    changing = actions.add_parser("password")
    changing.add_argument("name")
    changing.add_argument("--ask-password", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Make a user, give a new password, or list users. A made-up password is printed once."""
    open_workspace(options)
    return {"add": _add, "list": _list, "password": _password}[options.action](options, out)


def _add(options: Namespace, out: Output) -> int:
    from klusterkarta.accounts.services import Account, create_user

    kind, _, value = options.scope.partition(":")
    password = _chosen(options, out)
    account = Account(name=options.name, role=options.role, scope_kind=kind, scope_value=value)
    create_user(account, password, caller=OPERATOR)
    return _told(options, out, password)


def _password(options: Namespace, out: Output) -> int:
    from klusterkarta.accounts.services import set_password

    password = _chosen(options, out)
    set_password(options.name, password, caller=OPERATOR)
    return _told(options, out, password)


def _list(_options: Namespace, out: Output) -> int:
    from klusterkarta.accounts.selectors import list_accounts
    from klusterkarta.workflow.plain_json import as_json

    accounts = list_accounts()
    for one in accounts:
        scope = f" {one.scope_kind}:{one.scope_value}" if one.scope_kind else ""
        out.text(f"{one.name:<24} {one.role}{scope}{'' if one.active else ' (-)'}")
    out.document({"users": [as_json(one) for one in accounts]})
    return 0


def _chosen(options: Namespace, out: Output) -> str:
    from klusterkarta.accounts.services import new_password

    return getpass(say("cli.ask_password", out.lang)) if options.ask_password else new_password()


def _told(options: Namespace, out: Output, password: str) -> int:
    if not options.ask_password:
        out.line("cli.password_once", user=options.name, password=password)
    out.document({"user": options.name} | ({} if options.ask_password else {"password": password}))
    return 0

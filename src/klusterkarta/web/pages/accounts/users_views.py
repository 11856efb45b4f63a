"""Views of the users, for administrators."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klusterkarta.accounts.selectors import AccountView, list_accounts
from klusterkarta.accounts.services import change_role, create_user, new_password, set_active, set_password
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.faults import fault
from klusterkarta.web.pages.accounts.users_form import read_form
from klusterkarta.web.pages.accounts.users_page import NewPassword, user_page, users_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def users(request: PageRequest) -> HttpResponseBase:
    """The users, and a new one. The new password is in this one answer and nowhere else."""
    check_allowed(request.caller, "manage_users")
    if request.method != "POST":
        return render(request, users_page(request.lang))
    form = read_form(request.POST, request.lang, new=True)
    if form.errors:
        return render(request, users_page(request.lang, form=form), status=422)
    password = new_password()
    create_user(form.account(), password, caller=request.caller)
    return render(request, users_page(request.lang, made=NewPassword(form.name, password)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user(request: PageRequest, user: str) -> HttpResponseBase:
    """One user; what is posted says in `do` what to do."""
    check_allowed(request.caller, "manage_users")
    account = next((one for one in list_accounts() if one.name == user), None)
    if account is None:
        raise Http404
    own = account.name == request.caller.name
    if request.method != "POST":
        return render(request, user_page(account, request.lang, own=own))
    do = _DEEDS.get(request.POST.get("do", ""))
    if do is None:
        raise BadRequest
    if own and do is not _give_password:
        return fault(request, 403, help_text=say("accounts.not_yourself", request.lang))
    return do(request, account)


def _give_password(request: PageRequest, account: AccountView) -> HttpResponse:
    password = new_password()
    set_password(account.name, password, caller=request.caller)
    own = account.name == request.caller.name
    return render(request, user_page(account, request.lang, own=own, made=NewPassword(account.name, password)))


def _change_role(request: PageRequest, account: AccountView) -> HttpResponse:
    form = read_form(request.POST, request.lang, new=False, name=account.name)
    if form.errors:
        return render(request, user_page(account, request.lang, own=False, form=form), status=422)
    change_role(form.account(), caller=request.caller)
    return _again(request, account, "role_saved")


def _close(request: PageRequest, account: AccountView) -> HttpResponse:
    set_active(account.name, active=False, caller=request.caller)
    return _again(request, account, "account_closed")


def _open(request: PageRequest, account: AccountView) -> HttpResponse:
    set_active(account.name, active=True, caller=request.caller)
    return _again(request, account, "account_opened")


def _again(request: PageRequest, account: AccountView, done: str) -> HttpResponse:
    return HttpResponseRedirect(address("user", request.lang, query=[("done", done)], user=account.name))


_DEEDS: dict[str, Callable[[PageRequest, AccountView], HttpResponse]] = {
    "role": _change_role,
    "password": _give_password,
    "close": _close,
    "open": _open,
}

"""Views of logging in and out, and of one's own account."""

from django.contrib.auth import authenticate, get_user_model, update_session_auth_hash
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from klusterkarta.accounts.passwords import WrongPassword, change_own_password
from klusterkarta.accounts.services import BadAccount
from klusterkarta.values.caller import PUBLIC
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.accounts.account_page import account_page
from klusterkarta.web.pages.accounts.lockout import is_locked, minutes_to_wait
from klusterkarta.web.pages.accounts.login_page import login_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: PageRequest) -> HttpResponseBase:
    """Log in and go on to where one was going."""
    if request.method != "POST":
        return render(request, login_page(request.lang, onward=request.GET.get("next", "")))
    onward, name = request.POST.get("next", ""), request.POST.get("name", "").strip()
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is not None:
        begin_session(request, user)
        return HttpResponseRedirect(_safe(request, onward))
    if is_locked(request):
        words = say("accounts.locked", request.lang, minutes=minutes_to_wait(request))
        return render(request, login_page(request.lang, onward=onward, name=name, locked=words), status=429)
    wrong = say("accounts.wrong", request.lang)
    return render(request, login_page(request.lang, onward=onward, name=name, wrong=wrong), status=422)


@require_POST
def logout(request: PageRequest) -> HttpResponse:
    """Log out and go to the start page."""
    end_session(request)
    return HttpResponseRedirect(address("start", request.lang, query=[("done", "logged_out")]))


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: PageRequest) -> HttpResponseBase:
    """Who one is here, and a new password."""
    if request.caller == PUBLIC:
        raise NotAllowed("nobody is logged in")
    if request.method != "POST":
        return render(request, account_page(request.lang, caller=request.caller))
    errors = _change_password(request)
    if errors:
        return render(request, account_page(request.lang, caller=request.caller, errors=errors), status=422)
    # The session stays; every other session of this user ends.
    update_session_auth_hash(request, get_user_model().objects.get(username=request.caller.name))
    return HttpResponseRedirect(address("account", request.lang, query=[("done", "password_changed")]))


def _change_password(request: PageRequest) -> dict[str, str]:
    """What is wrong, by field; nothing when the password is changed."""
    old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
    if new != again:
        return {"again": say("accounts.not_repeated", request.lang)}
    try:
        change_own_password(old, new, caller=request.caller)
    except WrongPassword:
        return {"old": say("accounts.wrong_old", request.lang)}
    except BadAccount as fault:
        return {"new": str(fault)}
    return {}


def _safe(request: PageRequest, onward: str) -> str:
    """Where to go after logging in: never to another site, and not to the login page again."""
    fits = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    if fits and onward.startswith("/") and not onward.startswith(address("login", request.lang)):
        return onward
    return address("start", request.lang)

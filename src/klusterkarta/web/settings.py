"""Django's settings, derived from the one frozen Settings object; nothing here reads the environment."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from klusterkarta.database import django_database
from klusterkarta.settings import current

KLUSTERKARTA = current()
SECRET_KEY = KLUSTERKARTA.signing_key()
DEBUG = KLUSTERKARTA.debug
_base = urlsplit(KLUSTERKARTA.base_url)
_https = _base.scheme == "https"
ALLOWED_HOSTS = sorted({*KLUSTERKARTA.allowed_hosts, _base.hostname or "localhost"})

INSTALLED_APPS = [
    "klusterkarta.catalogue",
    "klusterkarta.concepts",
    "klusterkarta.assessment",
    "klusterkarta.exchange",
    "klusterkarta.figures",
    "klusterkarta.jobs",
    "klusterkarta.accounts",
    "klusterkarta.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # The site's own files are answered here, before anything that a page needs; they are served without compression.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Axes asks to be last: it replaces the answer where somebody is locked out.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "klusterkarta.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    },
]

DATABASES = {"default": django_database(KLUSTERKARTA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages and time: Swedish first; instants are kept in UTC and shown in Swedish time.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# Static files are served from where they lie in the package: no collecting step before `serve`.
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "klusterkarta.web.static_files.VersionedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 86_400

# Accounts: a name and address together are locked out for a while after repeated failures.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
"""Hours."""
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# Who has logged in and when is not recorded: nobody needs it, and it would be personal data.
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "klusterkarta.web.pages.accounts.lockout.keep_answer"

# Cookies: only who logs in gets a session; a public page sets none.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [KLUSTERKARTA.base_url]
CSRF_FAILURE_VIEW = "klusterkarta.web.old_forms.form_too_old"
LANGUAGE_COOKIE_SECURE = _https
LANGUAGE_COOKIE_SAMESITE = "Lax"

# What a browser may do with a page: nothing but the site's own files, and map tiles where the owner names a server.
_tiles = urlsplit(KLUSTERKARTA.tile_url)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *([f"{_tiles.scheme}://{_tiles.netloc}"] if KLUSTERKARTA.tile_url else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KLUSTERKARTA.behind_proxy else None

# Forms other than uploads; an upload's size is checked against max_upload_mb where it is received.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": KLUSTERKARTA.log_level},
}

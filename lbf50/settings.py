"""Settings of the site. Environment variables hold what differs between hosts."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from lbf50 import error_reports
from lbf50.environment import BASE_DIR, VAR_DIR, env, load_demo_env

MEGABYTE = 1024 * 1024
load_demo_env()

# --- The host ---

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it in the environment, or start the demo with `make run`, "
        "which generates one."
    )
# The keys before this one, until nothing signed with them is in use.
SECRET_KEY_FALLBACKS = [
    key for key in env.list("SECRET_KEY_FALLBACKS", [], subcast=str.strip) if key
]
BASE_URL = env.str("BASE_URL", "https://lbf50.dk").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["lbf50.dk", "www.lbf50.dk"], subcast=str.strip)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# --- Django ---

INSTALLED_APPS = [
    "lbf50",
    "lbf50.access",
    "lbf50.page_cache",
    "themes",
    "staircase",
    "orders",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.api.v2",
    "wagtail.admin",
    "wagtail",
    "wagtail_footnotes",
    "modelcluster",
    "django_countries",
    "django_guid",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "django_prometheus",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django_guid.middleware.guid_middleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lbf50.middleware.AdminHeadersMiddleware",
    "lbf50.middleware.SecurityHeadersMiddleware",
    "lbf50.middleware.OpenDataCorsMiddleware",
    "lbf50.middleware.StripNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lbf50.middleware.MethodNotAllowedMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lbf50.middleware.UnicodeNormalizationMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lbf50.access.middleware.SessionAgeMiddleware",
    "lbf50.access.middleware.ThrottleMiddleware",
    "lbf50.access.middleware.SecondFactorMiddleware",
    "lbf50.access.middleware.KeepFormMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "lbf50.urls"
WSGI_APPLICATION: str | None = "lbf50.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# The accessibility statement in the authorities' system. /was redirects to it.
ACCESSIBILITY_STATEMENT = env.str("ACCESSIBILITY_STATEMENT", "https://was.digst.dk/lbf50-dk")

# Whether the worker checks links to other sites.
CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", True)

# --- Data ---

DATABASE_URL = env.str("DATABASE_URL", "")
try:
    DATABASES = {
        "default": dj_database_url.parse(
            DATABASE_URL or "sqlite:///", conn_max_age=60, conn_health_checks=True
        )
    }
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
if not DATABASE_URL:
    # Not in the URL: the path may contain characters that are special there, such as ? or %.
    DATABASES["default"]["NAME"] = str(VAR_DIR / "lbf50.sqlite3")
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Limits for connecting (5 s), for a statement (60 s), and until a dead peer is noticed (10 s).
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=5, tcp_user_timeout=10_000, options="-c statement_timeout=60000"
    )
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL: readers are never blocked by a writer. IMMEDIATE: concurrent writers queue instead of
    # failing. FULL: a confirmed order survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

WORKER_HEARTBEAT = VAR_DIR / "worker-heartbeat"
# Nodes of one site share this folder.
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", "") or VAR_DIR / "media")
MEDIA_URL = "/media/"
# nginx reads the uploads, whatever the umask of the service.
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755
# Encrypts backups. Empty: they are not encrypted.
BACKUP_PASSPHRASE = env.str("BACKUP_PASSPHRASE", "")
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # The key holds the content version, so a change in another process invalidates the entry.
        "KEY_FUNCTION": "lbf50.page_cache.version.cache_key",
    }
}
# Memory limit of the page cache. 0 turns it off.
PAGE_CACHE_MEGABYTES = env.int("PAGE_CACHE_MEGABYTES", 64)

# --- Language ---

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
# The second folder completes Wagtail's Danish translation: docs/adr/0014.
LOCALE_PATHS = [BASE_DIR / "lbf50" / "locale", BASE_DIR / "lbf50" / "wagtail_locale"]
FORMAT_MODULE_PATH = "lbf50.formats"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# --- Security ---

HTTPS = env.bool("HTTPS", True)
SECURE_SSL_REDIRECT = HTTPS
# Health checks on the host use plain HTTP.
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    # Browsers accept a cookie with this prefix only over HTTPS, without Domain and with Path=/.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env.bool("TRUST_PROXY", False):
    # Only behind a proxy that overwrites this header: otherwise a client can forge it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_HTTPONLY = True
# Idle timeout. SessionAgeMiddleware also ends every session after two weeks.
SESSION_COOKIE_AGE = 8 * 60 * 60
# Target of a log-in on a private page, if the form has no `next`.
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "lbf50.access.csrf.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Public pages load only files of this site. VideoPageMixin adds the hosts of films.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        # The admin previews pages and mails in frames.
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
# What Wagtail's admin needs beyond that: it writes styles into elements, previews pages in frames,
# shows pictures before they are uploaded, and lets editors look at their films. Inline scripts come
# from lbf50.middleware.
ADMIN_CONTENT_SECURITY_POLICY = {
    "frame-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
}
# An order form has a few kilobytes, a page in the editor some hundred.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# The page editor sends one field per StreamField value: a long page exceeds Django's 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Length counts most (NIST SP 800-63B, section 3.1.1).
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "lbf50.access.validators.DanishWordsValidator"},
]

# Require a second factor of everybody in the admin. Users who have set one up are always asked.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", False)
# Passkeys are bound to the host name. Browsers create them only over HTTPS, or on localhost.
OTP_WEBAUTHN_RP_ID = urlsplit(BASE_URL).hostname or ""
OTP_WEBAUTHN_RP_NAME = "Landsbyggefonden 50 år"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [
    BASE_URL if OTP_WEBAUTHN_RP_ID == "localhost" else BASE_URL.replace("http:", "https:")
]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
OTP_TOTP_ISSUER = "Landsbyggefonden 50"
# Days to keep the audit log of log-ins and of views of orders.
AUDIT_LOG_DAYS = env.int("AUDIT_LOG_DAYS", 365)

# 0 turns the hourly order limits off, for tests. The limits are settings in the admin.
ORDER_RATE_LIMIT = env.bool("ORDER_RATE_LIMIT", True)

# --- Mail ---

DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "Landsbyggefonden <bog@lbf50.dk>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", 20)
# Delay after the first, second … failed attempt. The last one repeats until sending is given up.
ORDER_MAIL_RETRY_SECONDS = env.list(
    "ORDER_MAIL_RETRY_SECONDS", [60, 300, 1800, 7200, 21600], subcast=float
)
if folder := env.str("EMAIL_FOLDER", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = folder

# --- Log: to standard error, without personal data of orders ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "lbf50.log_format.UtcFormatter",
            "format": "%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s",
        }
    },
    "filters": {
        "mask_secret_paths": {"()": "lbf50.log_filters.MaskSecretPaths"},
        "limit_database_errors": {"()": "lbf50.log_filters.LimitDatabaseErrors"},
        "limit_visitor_lines": {"()": "lbf50.log_filters.LimitVisitorLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["mask_secret_paths", "limit_database_errors", "limit_visitor_lines"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # At INFO it logs several lines for every save.
        "django_tasks": {"level": "WARNING"},
        # At INFO it logs a line for every request, at WARNING what a client sent.
        "django_guid": {"level": "ERROR"},
        "wagtail": {"level": "WARNING"},
    },
}

# The request ID of nginx, on every line of a request.
DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "RETURN_HEADER": False, "UUID_FORMAT": "hex"}

# --- Monitoring ---

# Bearer token for /metrics. Without one, /metrics returns 404.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
if dsn := env.str("SENTRY_DSN", ""):
    try:
        error_reports.start(dsn)
    except ValueError as error:
        raise ImproperlyConfigured(f"SENTRY_DSN: {error}") from error

# --- Wagtail ---

WAGTAIL_SITE_NAME = "Landsbyggefonden 50 år"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILAPI_BASE_URL = BASE_URL
# As Danes write dates, and as Django reads them in Danish.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "lbf50.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "lbf50.forms.PictureForm"
# No SVG, which may contain scripts, and no animations.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * MEGABYTE
# A decoded picture takes four bytes per pixel.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# client_max_body_size in deploy/nginx.conf is slightly larger.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 60 * MEGABYTE
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "docx", "xlsx", "pptx", "odt", "txt"]
# Danish stemming on PostgreSQL. SQLite has none and ignores the option.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "danish"}
}
WAGTAILADMIN_USER_LOGIN_FORM = "lbf50.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "lbf50.access.forms.PasswordResetForm"  # noqa: S105
# A small staff publishes without approval. Others turn on Wagtail's workflows: see
# docs/operations.md.
WAGTAIL_WORKFLOW_ENABLED = env.bool("WORKFLOWS", False)
# The admin sends no requests to other hosts.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

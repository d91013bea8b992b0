"""Settings of `make dev`: Django's own server, with reload, debug pages and the debug toolbar.

The page cache is not in use: it stands in front of Django in lbf50/wsgi.py only.
"""

from lbf50.settings import *  # noqa: F403

DEBUG = True
ROOT_URLCONF = "lbf50.urls_dev"
WSGI_APPLICATION = None
INSTALLED_APPS += ["debug_toolbar"]  # noqa: F405
MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")  # noqa: F405
INTERNAL_IPS = ["127.0.0.1", "::1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files come from the apps' folders, without hashes.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Nothing is cached between requests, so that every change shows at once.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
# The debug toolbar styles its elements inline.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"].append("'unsafe-inline'")  # noqa: F405

"""Settings of `make dev`: Django's development server and the debug toolbar.

Django's server does not run the page cache: lbf50/wsgi.py adds that.
"""

from lbf50.settings import *  # noqa: F403

DEBUG = True
ROOT_URLCONF = "lbf50.urls_dev"
WSGI_APPLICATION = None
INSTALLED_APPS += ["debug_toolbar"]  # noqa: F405
MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")  # noqa: F405
INTERNAL_IPS = ["127.0.0.1", "::1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Serve static files from the apps' folders, without hashes in their names.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Cache nothing between requests, so that every change is visible at once.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
# The debug toolbar styles its elements inline.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"].append("'unsafe-inline'")  # noqa: F405

"""Production settings of the plain site. WAGTAIL_CACHE=1 adds wagtail-cache."""

import os

from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only for the bench"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if os.environ.get("WAGTAIL_CACHE"):
    INSTALLED_APPS = [*INSTALLED_APPS, "wagtailcache"]  # noqa: F405
    MIDDLEWARE = [
        "wagtailcache.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,  # noqa: F405
        "wagtailcache.cache.FetchFromCacheMiddleware",
    ]

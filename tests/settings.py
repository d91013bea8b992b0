"""The site's own settings, in an environment of the tests' own."""

import os
import tempfile

os.environ.update(
    SECRET_KEY="only for tests",
    VAR_DIR=os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="lbf50-tests-"),
    BASE_URL="https://lbf50.example",
    ALLOWED_HOSTS="testserver,lbf50.example",
    HTTPS="0",
)

from lbf50.settings import *  # noqa: F403

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests that only ask for pages need no collected files. The browser's run against collected ones.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Hashing a password is made slow on purpose, which no test is about.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""Settings for the tests: the site's settings with a fixed environment."""

import os
import tempfile

os.environ.update(
    SECRET_KEY="only for tests",
    VAR_DIR=os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="lbf50-tests-"),
    BASE_URL="https://lbf50.example",
    ALLOWED_HOSTS="testserver,lbf50.example",
    HTTPS="0",
    CHECK_OUTSIDE_LINKS="0",
)

from lbf50.settings import *  # noqa: F403

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Only the browser tests use collected static files.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A fast hasher: the default is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

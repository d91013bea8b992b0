#!/usr/bin/env python
"""Django's command line for lbf50."""

import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018  # reads the settings
    except Exception as error:  # Each library has its own for a value that it does not understand.
        sys.exit(f"A setting is wrong. {str(error).splitlines()[0]}")
    execute_from_command_line(sys.argv)

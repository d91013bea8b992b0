#!/usr/bin/env python
"""Django's command line for lbf50."""

import os
import sys

from django.core.management import execute_from_command_line

from lbf50.environment import read_settings

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")
    read_settings()
    execute_from_command_line(sys.argv)

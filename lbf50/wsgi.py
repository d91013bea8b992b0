"""WSGI application: granian --interface wsgi lbf50.wsgi:application."""

import ctypes
import gc
import logging
import os
import platform
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from lbf50.environment import read_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")
read_settings()

# Switch threads after 0.5 ms instead of Python's 5 ms: a cached response is not delayed for longer
# by a thread that renders a page.
sys.setswitchinterval(0.0005)

# glibc would give each of the server's threads a heap of its own, and keep what it frees there.
M_ARENA_MAX, HEAPS = -8, 2
if platform.libc_ver()[0] == "glibc":
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)

# What is loaded from here on stays: looking for garbage in it would take 0.2 s.
gc.disable()
django = get_wsgi_application()

from lbf50 import __version__  # noqa: E402

# Imports models, so Django has to be set up first.
from lbf50.page_cache.wsgi import PageCacheMiddleware  # noqa: E402

application = PageCacheMiddleware(django)

# Freeze start-up objects so the garbage collector never scans them (saved 100 ms pauses).
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
gc.enable()

logging.getLogger("lbf50").info("Version %s started", __version__)

"""What the web server calls: granian --interface wsgi lbf50.wsgi:application."""

import gc
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")

# While one thread makes a page, another that has a copy to hand out waits for its turn: half a
# millisecond at most, not Python's five.
sys.setswitchinterval(0.0005)

django = get_wsgi_application()

# Only now that Django is set up.
from lbf50.page_cache.wsgi import PageCacheMiddleware  # noqa: E402

application = PageCacheMiddleware(django)

# What is loaded by now stays for good. Python need not go through it again and again for what is
# not used any more: that took a tenth of a second each time, in which nobody got an answer.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()

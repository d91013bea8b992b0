"""What the web server calls: granian --interface wsgi lbf50.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")

application = get_wsgi_application()

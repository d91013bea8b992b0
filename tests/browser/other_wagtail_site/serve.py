"""Another organisation's Wagtail, with one article that shows an address of ours:

python serve.py PORT OUR_SITE ADDRESS

It knows of us what any Wagtail must be told: which addresses to ask us about, and where.
"""

import re
import sys
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

port, our_site, address = sys.argv[1:]
DJANGO = ["contenttypes", "auth", "sessions"]
WAGTAIL = [f"wagtail{app}" for app in ("core", "admin", "docs", "embeds", "images", "users")]
settings.configure(
    SECRET_KEY="another site's",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="news.urls",
    INSTALLED_APPS=[
        "news",
        "wagtail.embeds",
        "wagtail.users",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.admin",
        "wagtail",
        "taggit",
        "modelcluster",
        *(f"django.contrib.{app}" for app in DJANGO),
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    STATIC_URL="/static/",
    WAGTAIL_SITE_NAME="Et andet sted",
    WAGTAILADMIN_BASE_URL=f"http://localhost:{port}",
    WAGTAILEMBEDS_FINDERS=[
        {
            "class": "wagtail.embeds.finders.oembed",
            "providers": [
                {"endpoint": f"{our_site}/oembed/", "urls": [f"^{re.escape(our_site)}/.+$"]}
            ],
        }
    ],
    # The tables as the models have them: a hundred old migrations would take half a minute.
    MIGRATION_MODULES=dict.fromkeys([*DJANGO, *WAGTAIL, "news", "taggit"]),
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)

from news.models import Article  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

Locale.objects.create(language_code="en")
root = Page.add_root(title="Root", slug="root")
article = root.add_child(
    instance=Article(
        title="Vi fandt en trappe",
        slug="trappe",
        body=f'<p>Se her:</p><embed embedtype="media" url="{address}"/>',
    )
)
Site.objects.create(hostname="localhost", root_page=article, is_default_site=True)

with make_server("127.0.0.1", int(port), get_wsgi_application()) as server:
    server.serve_forever()

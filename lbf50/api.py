"""The published pages as JSON under /api/v2/pages/, for anybody to read."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from lbf50.queries import published

# Wagtail hands some values to the database as they came.
NO_SUCH_VALUE = (ValueError, OverflowError, ValidationError, DataError, IntegrityError)


class PublicPages(PagesAPIViewSet):
    """What an anonymous visitor can see: it does not matter who asks. Searching is left to the
    site's own page for it, and there is one site."""

    authentication_classes = ()
    http_method_names = ("get", "head")
    filter_backends = [kind for kind in PagesAPIViewSet.filter_backends if kind != SearchFilter]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {
        "search",
        "search_operator",
        "site",
    }

    def get_base_queryset(self):
        home = Site.find_for_request(self.request).root_page
        return published(Page.objects.descendant_of(home, inclusive=True))

    def handle_exception(self, error):
        if isinstance(error, NO_SUCH_VALUE):
            error = BadRequestError("a value in the query is not valid")
        return super().handle_exception(error)


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PublicPages)

"""The published pages as JSON under /api/v2/pages/, for anybody to read."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from lbf50.queries import filter_public

# Wagtail hands some values to the database as they came.
INVALID_VALUE_ERRORS = (ValueError, OverflowError, ValidationError, DataError, IntegrityError)


class PublicPagesAPIViewSet(PagesAPIViewSet):
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
        return filter_public(Page.objects.descendant_of(home, inclusive=True))

    def handle_exception(self, error):
        if isinstance(error, INVALID_VALUE_ERRORS):
            error = BadRequestError("a value in the query is not valid")
        return super().handle_exception(error)


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PublicPagesAPIViewSet)

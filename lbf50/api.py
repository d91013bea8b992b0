"""Read-only JSON API of the public pages at /api/v2/pages/."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.http import HttpResponse
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from lbf50.queries import filter_public

# Wagtail passes some query parameters to the database unvalidated.
INVALID_VALUE_ERRORS = (ValueError, OverflowError, ValidationError, DataError, IntegrityError)


class PublicPagesAPIViewSet(PagesAPIViewSet):
    """Pages that an anonymous visitor can see, whoever sends the request.

    Without `search`, which the search page offers, and without `site`: there is only one.
    """

    authentication_classes = ()
    http_method_names = ("get", "head")
    filter_backends = [
        backend for backend in PagesAPIViewSet.filter_backends if backend != SearchFilter
    ]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {
        "search",
        "search_operator",
        "site",
    }

    def get_base_queryset(self) -> PageQuerySet:
        """Return the public pages of the site."""
        home = Site.find_for_request(self.request).root_page
        return filter_public(Page.objects.descendant_of(home, inclusive=True))

    def handle_exception(self, exc: Exception) -> HttpResponse:
        """Respond with 400 to a value that Wagtail or the database cannot use."""
        if isinstance(exc, INVALID_VALUE_ERRORS):
            exc = BadRequestError("a value in the query is not valid")
        return super().handle_exception(exc)


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PublicPagesAPIViewSet)

"""What the project changes in Wagtail for all apps."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from lbf50.rich_text import PublicDocumentLinkHandler, PublicPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def register_public_links(features: FeatureRegistry) -> None:
    """Replace the link handlers of Wagtail, which link to unpublished and private pages too."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("insert_global_admin_js")
def keep_typed_dates() -> SafeString:
    """Load the script that keeps a date that the calendar does not understand."""
    return format_html('<script src="{}"></script>', static("lbf50/js/admin-dates.js"))

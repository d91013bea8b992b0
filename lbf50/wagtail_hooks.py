"""What the project changes in Wagtail for all apps."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from lbf50.rich_text import PublicDocumentLinkHandler, PublicPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def register_public_links(features: FeatureRegistry) -> None:
    """Replace the link handlers of Wagtail, which link to unpublished and private pages too."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)

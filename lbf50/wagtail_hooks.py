"""What the project changes in Wagtail for all apps."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature, PluginFeature
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import BaseLogEntry, Page, PageLogEntry
from wagtail.permissions import page_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from lbf50 import draft_links
from lbf50.editor_panel import EditorPanel
from lbf50.history import EditFormatter
from lbf50.link_handlers import PublicDocumentLinkHandler, PublicPageLinkHandler
from lbf50.links.views import DeadLinksView
from lbf50.manual import render_manual, serve_picture
from lbf50.models import Notice
from lbf50.picture_advice import FULL_WIDTH, small_pictures
from lbf50.text_import.views import ImportTextView, can_import_text

ENGLISH_HELP = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("register_rich_text_features", order=100)
def register_public_links(features: FeatureRegistry) -> None:
    """Replace the link handlers of Wagtail, which link to unpublished and private pages too."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("register_rich_text_features", order=100)
def register_footnote_button(features: FeatureRegistry) -> None:
    """Replace the button of wagtail-footnotes.

    That one replaces the selected text by the reference, asks in a dialog that the keyboard cannot
    use, and speaks English.
    """
    button = {"type": "FOOTNOTES", "icon": "list-ol", "description": gettext("Footnote")}
    scripts = ["wagtailadmin/js/draftail.js", "lbf50/js/admin-footnotes.js"]
    features.register_editor_plugin("draftail", "footnotes", EntityFeature(button, js=scripts))


@hooks.register("register_rich_text_features")
def register_paste(features: FeatureRegistry) -> None:
    """Keep more of a text that is pasted into an editor, and name what it cannot hold."""
    scripts = ["wagtailadmin/js/draftail.js", "lbf50/js/admin-paste.js"]
    plugin = PluginFeature({"type": "keep-pasted"}, js=scripts)
    features.register_editor_plugin("draftail", "keep-pasted", plugin)


class NoticeViewSet(SnippetViewSet):
    """The notices on top of the site."""

    model = Notice
    icon = "warning"
    menu_label = gettext_lazy("Notices")
    menu_order = 460
    add_to_admin_menu = True
    list_display = ["__str__", LiveStatusTagColumn()]


register_snippet(NoticeViewSet)


@hooks.register("register_admin_urls")
def register_manual_urls() -> list[URLPattern]:
    """Register the manual for editors. Wagtail asks for a log-in before."""
    return [
        path("vejledning/", render_manual, {"name": "redaktion"}, name="editor_manual"),
        path("vejledning/<slug:name>.png", serve_picture, {"manual": "redaktion"}),
        path("pages/<int:page_id>/hent-tekst/", ImportTextView.as_view(), name="import_text"),
        path("pages/<int:page_id>/del-kladde/", draft_links.share_draft, name="share_draft"),
        path("reports/links/", DeadLinksView.as_view(), name="dead_links"),
        path(
            "reports/links/results/",
            DeadLinksView.as_view(results_only=True),
            name="dead_links_results",
        ),
    ]


@hooks.register("register_page_header_buttons")
def offer_text_import_and_draft_link(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer to fetch a text from Word and to share the draft, where a page is edited."""
    if view_name != "edit":
        return
    if can_import_text(page, user):
        url = reverse("import_text", args=[page.pk])
        yield Button(gettext("Fetch a text from Word"), url, icon_name="download", priority=35)
    url = reverse("share_draft", args=[page.pk])
    yield Button(gettext("Share the draft"), url, icon_name="link", priority=36)


class EditorMenuItem(MenuItem):
    """A menu item for those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(
            request.user, {"add", "change", "publish"}
        )


@hooks.register("register_help_menu_item")
def register_editor_manual() -> MenuItem:
    """Put the manual first in the Help menu."""
    label = gettext_lazy("How pages are edited")
    return EditorMenuItem(
        label, reverse("editor_manual"), name="editor-manual", icon_name="help", order=90
    )


@hooks.register("register_reports_menu_item")
def register_dead_links() -> MenuItem:
    """Put the dead links among the reports."""
    return EditorMenuItem(
        gettext_lazy("Dead links"), reverse("dead_links"), name="dead-links", icon_name="link"
    )


@hooks.register("register_log_actions", order=100)
def name_changes_in_history(actions: LogActionRegistry) -> None:
    """Show the changed fields in each row of a history."""
    actions.formatters["wagtail.edit"] = EditFormatter(actions.formatters["wagtail.edit"])
    # Wagtail gives all rows of a page the same message, without asking the formatter.
    PageLogEntry.message = BaseLogEntry.message


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits for an editor above Wagtail's own lists."""
    if page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}):
        panels.append(EditorPanel())


@hooks.register("construct_help_menu")
def leave_out_english_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove Wagtail's links to pages in English."""
    items[:] = [item for item in items if not item.name.startswith(ENGLISH_HELP)]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_small_pictures(request: HttpRequest, page: Page) -> None:
    """Name the pictures that are too small for their place, but not at each automatic save."""
    if not request.accepts("text/html"):
        return
    for picture in small_pictures(page):
        text = gettext(
            "The picture “%(title)s” is only %(width)d pixels wide. It looks blurred on a large "
            "screen. Choose one of at least %(needed)d pixels."
        )
        values = {"title": picture.title, "width": picture.width, "needed": FULL_WIDTH}
        edit = reverse("wagtailimages:edit", args=[picture.pk])
        button = messages.button(edit, gettext("See the picture"))
        messages.warning(request, text % values, buttons=[button])


@hooks.register("insert_editor_js")
def load_editor_scripts() -> SafeString:
    """Load what corrects Wagtail's editor. Each script says in its first lines what it does."""
    names = ("admin-edits", "admin-enter", "admin-link-buttons")
    scripts = [("", static(f"lbf50/js/{name}.js")) for name in names]
    scripts.append(("defer", static("lbf50/js/admin-create.js")))
    return format_html_join("\n", '<script {} src="{}"></script>', scripts)


@hooks.register("insert_global_admin_css")
def show_colours_of_the_site() -> SafeString:
    """Load the colours and the logo of the site, and the styles of our own parts."""
    return format_html('<link rel="stylesheet" href="{}">', static("lbf50/css/admin.css"))


@hooks.register("insert_global_admin_js")
def keep_typed_dates() -> SafeString:
    """Load the script that keeps a date that the calendar does not understand."""
    return format_html('<script src="{}"></script>', static("lbf50/js/admin-dates.js"))


@hooks.register("insert_global_admin_js")
def tell_that_the_session_has_ended() -> SafeString:
    """Load the script that tells of an ended session, with what it says."""
    return format_html(
        '<script src="{}" data-home="{}" data-text="{}" data-link="{}"></script>',
        static("lbf50/js/admin-session.js"),
        reverse("wagtailadmin_home"),
        gettext("You have been logged out. What you wrote is still here, but it is not saved."),
        gettext("Log in in a new tab, and go on here"),
    )

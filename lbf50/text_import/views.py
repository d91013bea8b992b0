"""The admin's page that fetches a text from Word into the draft of a page."""

from io import BytesIO
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.validators import FileExtensionValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from PIL import Image
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.blocks import StreamValue
from wagtail.images.permissions import permission_policy
from wagtail.models import Page
from wagtail_footnotes.models import Footnote

from lbf50.forms import PictureField
from lbf50.models import Picture
from lbf50.text_import.conversion import ConvertedText, convert_html
from lbf50.text_import.left_out import LeftOut, describe
from lbf50.text_import.word import read_word

LARGEST_FILE = 30 * 1024 * 1024


class TextForm(forms.Form):
    """A Word document, or a text copied from anywhere.

    The page's script sends what is pasted as a file too: with pictures it is larger than a field.
    """

    document = forms.FileField(
        label=gettext_lazy("Word document"),
        required=False,
        help_text=gettext_lazy("A file that ends in .docx, at most 30 MB."),
        validators=[
            FileExtensionValidator(
                ["docx", "html"],
                gettext_lazy("Choose a file that ends in .docx. In Word: Save as, Word document."),
            )
        ],
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    html = forms.CharField(
        label=gettext_lazy("Or paste the text here"),
        required=False,
        help_text=gettext_lazy("Copied from Word, Google Docs or a web page."),
        widget=forms.Textarea(
            attrs={
                "rows": 8,
                "data-paste-html": gettext_lazy("Fetch the document or the text, one at a time."),
            }
        ),
    )

    def clean_document(self) -> UploadedFile | None:
        """Return the file.

        Raises:
            ValidationError: It is too large.
        """
        file = self.cleaned_data["document"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError(_("The document is too large. Import it in parts."))
        return file

    def clean(self) -> dict[str, Any]:
        """Put the text as HTML in `html`, and what it lacks in `left_out`.

        Raises:
            ValidationError: There is no text.
        """
        data = super().clean() or {}
        data["left_out"] = []
        file = data.get("document")
        if file and file.name.lower().endswith(".html"):
            data["html"] = file.read().decode("utf-8", "replace")
        elif file:
            try:
                data["html"], data["left_out"] = read_word(file)
            except ValidationError as error:
                self.add_error("document", error)
        elif "<" not in data.get("html", ""):
            data["html"] = linebreaks(data["html"]) if data.get("html") else ""
        if not self.errors and not data["html"].strip():
            raise ValidationError(_("Choose a document, or paste a text."))
        return data


def can_import_text(page: Page, user: User) -> bool:
    """Return whether the page takes our text blocks, is no alias, and is not locked for the user.

    It does not ask for the permission to edit.
    """
    body = getattr(page, "body", None)
    if page.alias_of_id or not isinstance(body, StreamValue):
        return False
    if "text" not in body.stream_block.child_blocks:
        return False
    lock = page.get_lock()
    return not (lock and lock.for_user(user))


class ImportTextView(WagtailAdminTemplateMixin, FormView):
    """Add the text of a document to the draft of a page, as blocks."""

    form_class = TextForm
    template_name = "lbf50/import_text.html"
    header_icon = "download"
    page_title = gettext_lazy("Fetch a text from Word")
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer those who may edit the page.

        Raises:
            PermissionDenied: The user may not edit it, or it is locked.
        """
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        may_edit = page.permissions_for_user(request.user).can_edit()
        if not may_edit or not can_import_text(page, cast(User, request.user)):
            raise PermissionDenied
        self.page = page.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way from the page to this screen."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        items = [{"url": edit, "label": self.page.get_admin_display_title()}]
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the template."""
        context = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.path,
            "page": self.page,
            "submit_button_label": _("Fetch the text"),
            "submit_button_active_label": _("Fetching …"),
        }

    @transaction.atomic
    def form_valid(self, form: TextForm) -> HttpResponse:
        """Save the draft, and tell what could not be taken along."""
        try:
            text = convert_html(form.cleaned_data["html"], self._save_picture)
        except RecursionError:
            form.add_error(None, _("The text is nested too deeply. Copy it in parts."))
            return self.form_invalid(form)
        if not text.blocks:
            form.add_error(None, _("We found no text in it."))
            return self.form_invalid(form)
        self._save_draft(text)
        self._report(text, [*form.cleaned_data["left_out"], *text.left_out])
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _save_draft(self, text: ConvertedText) -> None:
        body = self.page.body
        stored = [*body.get_prep_value(), *text.blocks]
        self.page.body = body.stream_block.to_python(stored)
        for key, note in text.footnotes.items():
            self.page.footnotes.add(Footnote(uuid=key, text=note))
        # A draft may lack what publishing requires.
        self.page.save_revision(user=self.request.user, log_action=True, clean=False)

    def _save_picture(self, content: bytes, description: str) -> int | None:
        """Store the picture in the library. Return its key, or None if it cannot be used."""
        user = self.request.user
        collections = permission_policy.collections_user_has_permission_for(user, "add")
        try:
            with Image.open(BytesIO(content)) as image:
                name = f"billede.{str(image.format).lower()}"
            file = PictureField().clean(SimpleUploadedFile(name, content))
        except (OSError, ValueError, ValidationError, Image.DecompressionBombError):
            return None
        if not (collection := collections.first()):
            return None
        title = description or _("Picture from “%(page)s”") % {"page": self.page.title}
        return Picture.objects.create(
            title=title[:255],
            description=description[:255],
            file=file,
            uploaded_by_user=user,
            collection=collection,
        ).pk

    def _report(self, text: ConvertedText, left_out: list[LeftOut]) -> None:
        messages.success(
            self.request,
            ngettext(
                "The draft has %(count)d new block at its end. Read it through before you publish.",
                "The draft has %(count)d new blocks at its end. Read them through before you "
                "publish.",
                len(text.blocks),
            )
            % {"count": len(text.blocks)},
        )
        pictures = [
            block["value"]["picture"] for block in text.blocks if block["type"] == "picture"
        ]
        undescribed = [picture for picture in pictures if not picture["alt_text"]]
        left_out = left_out + [LeftOut.DESCRIPTION] * len(undescribed)
        if left_out:
            items = format_html_join("", "<li>{}</li>", ([text] for text in describe(left_out)))
            message = format_html("{}<ul>{}</ul>", _("Look at this before you publish:"), items)
            messages.warning(self.request, message)

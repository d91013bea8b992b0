"""Sources, which several activities can cite."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from staircase.evidence import Kind
from staircase.identifiers import doi_address, normalise_doi, normalise_isbn, validate_year

BOOK_YEAR = 2017
WHAT_KIND = _(
    "Decides what an activity with this source is said to rest on. In doubt between two, choose "
    "the one that says less about effect."
)
# With more authors than this, only the first is named.
AUTHORS_NAMED = 3
# Sorts æ, ø and å after z: these characters follow z in ASCII.
DANISH_ORDER = str.maketrans("æøå", "{|}")


class Language(models.TextChoices):
    """Languages of sources, by ISO 639-1 code."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    SWEDISH = "sv", _("Swedish")
    NORWEGIAN = "no", _("Norwegian")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")


class Reference(NamedTuple):
    """The parts of a citation: the title, which may be a link, and the text around it."""

    before: str
    title: str
    after: str


class Source(  # type: ignore[django-manager-missing]  # ParentalKey is unknown to the plugin
    PreviewableMixin, DraftStateMixin, RevisionMixin, index.Indexed, models.Model
):
    """A study or report that can be looked up."""

    # For BibTeX, whose styles know languages by their English names.
    LANGUAGE_NAMES = {language.value: language.name.lower() for language in Language}

    authors = models.TextField(
        _("authors"),
        blank=True,
        help_text=_(
            "Surname, first name. A semicolon between two authors: Hansen, Eva; Jensen, Bo. "
            "Empty where no author is named."
        ),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=250)
    publisher = models.CharField(_("publisher"), max_length=160)
    language = models.CharField(
        _("language of the title"),
        max_length=2,
        choices=Language,
        default=Language.DANISH,
        help_text=_("So that a screen reader pronounces the title right."),
    )
    kind = models.CharField(_("kind of source"), max_length=20, choices=Kind)
    finding = models.CharField(
        _("what it shows"), max_length=250, blank=True, help_text=_("One sentence.")
    )
    doi = models.CharField("DOI", max_length=250, blank=True, help_text="10.4073/csr.2013.10")
    isbn = models.CharField("ISBN", max_length=30, blank=True, help_text="978-87-7119-526-2")
    address = models.URLField(
        _("web address"), blank=True, help_text=_("Used for the link where there is no DOI.")
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("language"),
        FieldPanel("authors"),
        MultiFieldPanel(
            [FieldPanel("year"), FieldPanel("publisher"), FieldPanel("kind", help_text=WHAT_KIND)],
            heading=_("Publication"),
        ),
        FieldPanel("finding"),
        MultiFieldPanel(
            [FieldPanel("doi"), FieldPanel("isbn"), FieldPanel("address")],
            heading=_("Where to find it"),
        ),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("authors"),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        index.FilterField("kind"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["authors", "year", "title"]

    def __str__(self) -> str:
        return "".join(self.citation)

    def clean(self) -> None:
        """Normalise authors, year, DOI and ISBN.

        Raises:
            ValidationError: A field is invalid.
        """
        errors: dict[str, ValidationError] = {}
        for name, normalise in NORMALISERS.items():
            try:
                setattr(self, name, normalise(getattr(self, name)))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)

    @property
    def names(self) -> list[str]:
        """Return the authors, each as "surname, first name" or an organisation."""
        return split_names(self.authors)

    @property
    def citation(self) -> Reference:
        """Return the citation: Hansen m.fl. (2018): Titlen. Udgiver. ISBN 978-…"""
        before = f"{_byline(self.names)} ({self.year}): " if self.names else ""
        year = "" if self.names else f" ({self.year})"
        stop = "" if not year and self.title.endswith(("?", "!", ".")) else "."
        details = [
            self.publisher,
            self.isbn and f"ISBN {self.isbn}",
            self.doi and f"DOI {self.doi}",
        ]
        after = "".join(f" {detail}." for detail in details if detail)
        return Reference(before, self.title, f"{year}{stop}{after}")

    @property
    def link(self) -> str:
        """Return the DOI link, or else the web address."""
        return doi_address(self.doi) if self.doi else self.address

    @property
    def is_later_than_book(self) -> bool:
        """Whether the source was published after the book with the classification."""
        return self.year > BOOK_YEAR

    def sort_key(self) -> tuple[str, int]:
        """Return the key of the source list: citation in Danish order, then year."""
        return (str(self).casefold().translate(DANISH_ORDER), self.year)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "staircase/source_preview.html"


def split_names(authors: str) -> list[str]:
    """Split authors at semicolons and line breaks, and strip spaces."""
    names = authors.replace("\n", ";").split(";")
    return [" ".join(name.split()) for name in names if name.strip()]


def _normalise_authors(authors: str) -> str:
    """Return the authors separated by semicolons.

    Raises:
        ValidationError: A name has two commas, so a semicolon is missing.
    """
    names = split_names(authors)
    if any(name.count(",") > 1 for name in names):
        raise ValidationError(_("Put a semicolon between two authors: Hansen, Eva; Jensen, Bo."))
    return "; ".join(names)


def _byline(names: list[str]) -> str:
    """Return up to three surnames, or the first with "m.fl."."""
    surnames = [name.partition(",")[0] for name in names]
    if len(surnames) > AUTHORS_NAMED:
        return _("%(name)s et al.") % {"name": surnames[0]}
    *first, last = surnames
    return (
        _("%(names)s and %(name)s") % {"names": ", ".join(first), "name": last} if first else last
    )


NORMALISERS: dict[str, Callable[[Any], Any]] = {
    "authors": _normalise_authors,
    "year": validate_year,
    "doi": normalise_doi,
    "isbn": normalise_isbn,
}

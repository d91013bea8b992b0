"""The forms of the staircase as the editor's browser sends them."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

PUBLISH = {"action-publish": "action-publish"}
PROMOTE = {"seo_title": "", "search_description": "", "show_in_menus": ""}


def tier_form(title, slug, **more) -> dict:
    """A step."""
    return {
        "title": title,
        "slug": slug,
        "step_title": f"{title} giver noget",
        "residents": "Beboere i området",
        "knowledge_base": "Lidt er undersøgt",
        "change": "Flere er med",
        "text": rich_text("<p>Det handler om at være med.</p>"),
        **PROMOTE,
        **more,
    }


def activity_form(title, slug, sources=(), **more) -> dict:
    """An activity that rests on these sources."""
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "what": "Frivillige hjælper med lektierne.",
            "residents": "Børn og unge, der går i skole",
            "change": "At følge med i skolen",
            "text": rich_text(""),
            "citations": inline_formset([{"source": source.pk} for source in sources]),
            **PROMOTE,
            **more,
        }
    )


def source_form(title, **more) -> dict:
    """A source."""
    return {
        "title": title,
        "authors": "Christensen, Gunvor; Aner, Louise",
        "year": 2018,
        "publisher": "VIVE",
        "kind": "effect",
        "language": "da",
        "finding": "",
        "doi": "",
        "isbn": "",
        "address": "",
        **more,
    }


def add(editor, model: str, parent, form: dict):
    """Sends the form of a new page below `parent`."""
    return editor.post(f"/admin/pages/add/staircase/{model}/{parent.pk}/", form, follow=True)


def edit(editor, page, form: dict):
    """Sends the form of a page that is there."""
    return editor.post(f"/admin/pages/{page.pk}/edit/", form, follow=True)


def move(editor, page, below):
    """Moves a page by the menu."""
    return editor.post(f"/admin/pages/{page.pk}/move/{below.pk}/confirm/", follow=True)


def previewed(editor, address: str, form: dict, mode="") -> str:
    """What the panel beside the form shows, whose content comes from `address`."""
    address = f"{address}?mode={mode}"
    assert editor.post(address, form).json()["is_valid"]
    return editor.get(address).content.decode()

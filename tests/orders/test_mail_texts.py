"""The texts of the mails: the desk changes them in the admin, and sees what will be sent."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orders.mail.outbox import send_due_mail
from orders.models import Mail, MailText
from orders.models.mail_text import default_text
from orders.services import fulfilment
from tests import factories
from tests.orders import form_client

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("stock"),
    pytest.mark.any_database,
]

KINDS = [kind.value for kind in Mail.Kind]


def address(kind, view="edit") -> str:
    text = MailText.objects.get(kind=kind)
    return reverse(f"wagtailsnippets_orders_mailtext:{view}", args=[text.pk])


def save(client, kind, subject="Emne", body="Tekst"):
    """Saves the text as a browser sends it, and says what was wrong with it."""
    answer = client.post(address(kind), {"subject": subject, "body": body.replace("\n", "\r\n")})
    errors = form_client.read(answer).select(".error-message") if answer.status_code == 200 else []
    return " ".join(error.get_text(" ", strip=True) for error in errors)


def test_changed_text_is_used_in_next_mail(staff_client):
    wrong = save(
        staff_client, "receipt", "Tak, {navn}!", "Hej { Navn }\n\nNr. {nummer}: {antal}\n{side}"
    )
    assert wrong == ""
    order = factories.placed_order(copies=2)
    send_due_mail()

    [message] = mail.outbox
    assert message.subject == f"Tak, {order.name}!"
    own = f"https://lbf50.example/bestil/ordre/{order.secret}/"
    assert message.body == f"Hej {order.name}\n\nNr. {order.number}: 2 eksemplarer\n{own}\n"
    html = form_client.read_html(message.alternatives[0][0])
    assert [p.get_text("|", strip=True) for p in html.select("p")] == [
        f"Hej {order.name}",
        f"Nr. {order.number}: 2 eksemplarer|{own}",
    ]
    assert html.select_one("p a")["href"] == own


@pytest.mark.parametrize("field", ["subject", "body"])
@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("receipt", "Hej {fornavn}", "{fornavn} findes ikke i denne mail."),
        ("receipt", "Hej {}", "{} findes ikke i denne mail."),
        ("receipt", "Nu {frie}", "Skriv et af disse: {navn}, {nummer}, {antal}, {bog}, {side}"),
        ("posted", "For {begrundelse}", "{begrundelse} findes ikke i denne mail."),
        ("staff_day", "Hej {navn}", "Skriv et af disse: {liste}, {bog}, {side}"),
        ("receipt", "Hej {navn", "Der mangler en tuborgklamme: skriv ordene som {navn}."),
        ("receipt", "Hej navn}", "Der mangler en tuborgklamme"),
        ("receipt", "\u200b", "Skriv en tekst, der kan ses."),
    ],
)
def test_unknown_placeholder_is_refused(staff_client, field, kind, text, told):
    before = MailText.objects.get(kind=kind)
    assert told in save(staff_client, kind, **{field: text})
    now = MailText.objects.get(kind=kind)
    assert (now.subject, now.body) == (before.subject, before.body)


@pytest.mark.parametrize("kind", KINDS)
def test_default_texts_are_valid(staff_client, kind):
    subject, body = default_text(kind)
    assert save(staff_client, kind, subject, body) == ""
    now = MailText.objects.get(kind=kind)
    assert (now.subject, now.body) == (subject, body)


@pytest.mark.parametrize("kind", KINDS)
def test_preview_fills_every_placeholder(staff_client, kind):
    preview = address(kind, "preview_on_edit")
    sent = {"subject": "Prøve {bog}", "body": default_text(kind)[1]}
    assert staff_client.post(preview, sent).json() == {"is_valid": True, "is_available": True}
    shown = staff_client.get(f"{preview}?mode=")
    text = form_client.read(shown).body.get_text(" ", strip=True)
    assert "Emne: Prøve Boligområder i bevægelse" in text
    assert "Landsbyggefonden" in text
    assert not set("{}") & set(text)
    policy = dict(rule.split(" ", 1) for rule in shown["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == "'self'", "it is shown in a frame of the admin"
    assert "'unsafe-inline'" in policy["style-src"], "a mail carries its own styles"


def test_preview_links_to_page_of_recipient(staff_client):
    for kind, path in (("receipt", "/bestil/ordre/"), ("staff_new", "/admin/bestillinger/1/")):
        preview = address(kind, "preview_on_edit")
        staff_client.post(preview, {"subject": "x", "body": "{side}"})
        assert (
            f"https://lbf50.example{path}" in staff_client.get(f"{preview}?mode=").content.decode()
        )


def test_edit_page_explains_placeholders(staff_client):
    text = form_client.read(staff_client.get(address("cancelled"))).get_text(" ", strip=True)
    assert "{begrundelse} hvorfor bestillingen er annulleret" in text
    assert "{liste}" not in text


def test_staff_cannot_add_or_delete_texts(staff_client):
    assert staff_client.get(reverse("wagtailsnippets_orders_mailtext:add")).status_code == 302
    staff_client.post(address("receipt", "delete"))
    assert MailText.objects.filter(kind="receipt").exists()


@pytest.mark.parametrize("who", ["anonymous", "without the permission"])
def test_mail_texts_require_permission(who):
    Permission.objects.get(codename="change_mailtext").group_set.clear()
    client = Client() if who == "anonymous" else form_client.logged_in_client(factories.editor())
    where = address("receipt")
    for answer in (client.get(where), client.post(where, {"subject": "x", "body": "x"})):
        assert answer.status_code == 302
        assert "mailtext" not in answer["Location"].partition("?")[0]
    assert MailText.objects.get(kind="receipt").subject != "x"


def test_missing_row_uses_default_text():
    MailText.objects.all().delete()
    order = factories.placed_order()
    send_due_mail()
    assert mail.outbox[0].subject == f"Vi har modtaget din bestilling {order.number}"


def walk(order):
    """Every mail a customer can get, in the order of its life."""
    staff = factories.order_staff()
    fulfilment.post_order(fulfilment.pack_order(order, staff), staff)
    fulfilment.cancel_order(factories.placed_order(care_of="Bøje"), staff, "Adressen findes ikke.")
    fulfilment.cancel_by_customer(factories.placed_order(care_of="Bøje"))
    factories.placed_order(copies=1000, care_of="Bøje")


def test_mails_have_no_street_and_no_placeholder():
    walk(factories.placed_order(care_of="Bøje", organisation="Lejerbo", phone="12 34 56 78"))
    Mail.objects.update(next_attempt_at=timezone.now())
    send_due_mail()
    sent = {message.subject.split(" ")[-1]: message for message in mail.outbox}
    assert len(mail.outbox) == 7
    assert {"sendt", "annulleret", "venteliste"} <= sent.keys()
    for message in mail.outbox:
        for part in (
            message.subject,
            message.body,
            message.alternatives[0][0].split("</style>")[-1],
        ):
            for private in ("Studiestræde", "1554", "København", "Bøje", "Lejerbo", "12 34 56 78"):
                assert private not in part, private
            assert not set("{}") & set(part)
        assert message.reply_to == ["lbf@lbf.dk"]
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_cancellation_mail_states_reason():
    staff = factories.order_staff()
    fulfilment.cancel_order(factories.placed_order(name="Bo"), staff, "Adressen findes ikke.")
    fulfilment.cancel_by_customer(factories.placed_order(name="Li"))
    send_due_mail()
    bodies = {m.body.split("\n")[0]: m.body for m in mail.outbox if "annulleret" in m.subject}
    assert "er annulleret. Adressen findes ikke." in bodies["Kære Bo"]
    assert "er annulleret. Du har selv annulleret den." in bodies["Kære Li"]


@pytest.mark.parametrize("kind", ["receipt", "waiting", "allocated", "split", "posted"])
def test_mail_without_its_link_is_refused(staff_client, kind):
    assert "Skriv {side}, hvor linket skal stå" in save(staff_client, kind, body="Kære {navn} Tak.")

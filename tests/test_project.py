"""Migrations, translations and production settings."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.db.models import CharField

from lbf50.demo import run
from orders.models import Order

ROOT = Path(__file__).resolve().parent.parent
APPS = ("themes", "staircase", "orders")
CATALOGUES = sorted(ROOT.glob("lbf50/*locale/da/LC_MESSAGES/*.po"))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.any_database
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_catalogue_is_complete_and_compiled(path):
    catalogue = polib.pofile(path)
    assert not catalogue.untranslated_entries()
    assert not catalogue.fuzzy_entries()
    compiled = {
        (entry.msgctxt, entry.msgid): entry for entry in polib.mofile(path.with_suffix(".mo"))
    }
    for entry in catalogue:
        compiled_entry = compiled[entry.msgctxt, entry.msgid]
        assert (compiled_entry.msgstr, compiled_entry.msgstr_plural) == (
            entry.msgstr,
            entry.msgstr_plural,
        )


@pytest.mark.slow
@pytest.mark.any_database
def test_catalogue_has_every_message_in_the_code(tmp_path):
    """Run makemessages on a copy of the code, and compare the message ids."""
    for folder in ("lbf50", *APPS):
        subprocess.run(["cp", "-r", ROOT / folder, tmp_path], check=True)
    subprocess.run(["cp", ROOT / "manage.py", tmp_path], check=True)
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            "--locale=da",
            "--no-location",
            "--no-obsolete",
        ],
        cwd=tmp_path,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "lbf50.settings"},
        check=True,
        capture_output=True,
    )
    path = "lbf50/locale/da/LC_MESSAGES/django.po"
    message_ids = {entry.msgid for entry in polib.pofile(tmp_path / path)}
    translated = {entry.msgid for entry in polib.pofile(ROOT / path)}
    assert message_ids == translated, "run `make messages` and translate what is new"


def manage(*arguments, **environment) -> subprocess.CompletedProcess:
    """Run manage.py with these environment variables only, as a production host does."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.any_database
def test_production_requires_secret_key(tmp_path):
    run = manage("check", VAR_DIR=str(tmp_path))
    assert run.returncode != 0
    assert "SECRET_KEY is not set" in run.stderr


@pytest.mark.any_database
def test_deployment_check_has_no_issues(tmp_path):
    key = secrets.token_urlsafe(50)
    run = manage("check", "--deploy", "--fail-level=INFO", VAR_DIR=str(tmp_path), SECRET_KEY=key)
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout


@pytest.mark.any_database
def test_production_ignores_demo_env_file(tmp_path):
    (tmp_path / "demo.env").write_text("SECRET_KEY=demo\nHTTPS=0\nALLOWED_HOSTS=*\n")
    code = "from django.conf import settings; print(settings.HTTPS, settings.ALLOWED_HOSTS)"
    run = manage("shell", "-v0", "-c", code, VAR_DIR=str(tmp_path), SECRET_KEY="own")
    assert run.stdout.strip() == "True ['lbf50.dk', 'www.lbf50.dk']"


def test_database_of_another_version_is_recognised(db, monkeypatch):
    """Initial migrations change until the first release: their names alone tell nothing."""
    assert not run.is_other_version()
    field = CharField(max_length=5)
    field.set_attributes_from_name("new_column")
    fields = [*Order._meta.local_concrete_fields, field]
    monkeypatch.setitem(Order._meta.__dict__, "local_concrete_fields", fields)
    assert run.is_other_version()


@pytest.mark.any_database
def test_messages_of_forms_do_not_depend_on_who_imports_them_first():
    """Django's commands import modules without a language."""
    code = (
        "import django; django.setup()\n"
        "from django.utils import translation\n"
        "translation.deactivate_all()\n"
        "from orders.admin.forms import CopiesField\n"
        "from orders.admin.printing import MeasureField\n"
        "translation.activate('da')\n"
        "for field in (CopiesField(most=5), MeasureField('x', 1, 5)):\n"
        "    print(field.error_messages['invalid'])\n"
        "from orders.admin.printing import SheetForm\n"
        "print(SheetForm.base_fields['rows'].error_messages['invalid'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "Skriv et helt tal fra 1 til 5",
        "Skriv et tal fra 1 til 5",
        "Skriv et helt tal fra 1 til 30",
    ]

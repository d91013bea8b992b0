"""`make run` on a wrong setting says in one sentence what is wrong, and does no harm."""

import os
import subprocess
import sys

import pytest

from tests import factories
from tests.live_site import ROOT, free_port

pytestmark = [pytest.mark.slow, pytest.mark.any_database]


def start(var, **environment) -> subprocess.CompletedProcess:
    """Start the demo and wait until it gives up."""
    return subprocess.run(
        [sys.executable, "-m", "lbf50.demo.run"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var), "PORT": str(free_port())}
        | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"PORT": "otte"}, "PORT is “otte”"),
        ({"PORT": "0"}, "PORT is “0”"),
        ({"PORT": "70000"}, "PORT is “70000”"),
        ({"PORT": "８０８０"}, "PORT is “８０８０”"),
        ({"HOST": "findes.invalid"}, "HOST is “findes.invalid”"),
        ({"HOST": "192.0.2.1"}, "HOST is “192.0.2.1”"),
        ({"VAR_DIR": "/proc/lbf50"}, "VAR_DIR is “/proc/lbf50”"),
        ({"VAR_DIR": "/dev/null"}, "VAR_DIR is “/dev/null”"),
        ({"DATABASE_URL": "foo://bar"}, "Scheme 'foo://' is unknown"),
        ({"DATABASE_URL": "postgres://lbf50@localhost:port/x"}, "not a valid url"),
        ({"DATABASE_URL": "postgres://lbf50@127.0.0.1:1/x"}, "“x” cannot be used"),
        ({"DATABASE_URL": "sqlite:////findes/ikke/x.sqlite3"}, "cannot be used"),
        ({"PAGE_CACHE_MEGABYTES": "mange"}, "PAGE_CACHE_MEGABYTES"),
    ],
    ids=str,
)
def test_wrong_setting_is_told_in_one_sentence(tmp_path, environment, message):
    run = start(tmp_path, **environment)
    assert run.returncode == 1
    assert message in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"DATABASE_URL": "foo"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://u:p@h:abc/x"}, "not a valid url"),
        ({"HTTPS": "ja"}, "HTTPS"),
        ({"EMAIL_PORT": "abc"}, "EMAIL_PORT"),
        ({"SENTRY_DSN": "foo"}, "SENTRY_DSN"),
        ({"ORDER_MAIL_RETRY_SECONDS": "a"}, "ORDER_MAIL_RETRY_SECONDS"),
    ],
    ids=str,
)
def test_command_with_wrong_setting_tells_it_in_one_sentence(tmp_path, environment, message):
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "SECRET_KEY": "x"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert message in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_server_with_wrong_setting_tells_it_in_one_sentence(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", "import lbf50.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "SECRET_KEY is not set" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_database_is_in_a_folder_of_any_name(tmp_path):
    folder = tmp_path / "a?b#c d"
    folder.mkdir()
    code = "from django.db import connection; connection.ensure_connection()"
    run = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(folder),
            "SECRET_KEY": "x",
            "DJANGO_SETTINGS_MODULE": "lbf50.settings",
        },
        check=False,
    )
    assert run.returncode == 0
    assert (folder / "lbf50.sqlite3").exists()


def test_broken_sqlite_file_is_told_and_left_alone(tmp_path):
    file = tmp_path / "lbf50.sqlite3"
    file.write_bytes(b"no database " * 999)
    run = start(tmp_path)
    assert run.returncode == 1
    assert "file is not a database" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert file.read_bytes() == b"no database " * 999


def test_terminal_with_few_letters_is_enough(tmp_path):
    file = tmp_path / "lbf50.sqlite3"
    file.write_bytes(b"no database " * 999)
    run = start(tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "Traceback" not in run.stderr


@pytest.mark.django_db
def test_database_in_use_gets_no_users(monkeypatch, settings, django_user_model, capsys):
    from lbf50.demo import run

    monkeypatch.setattr(run, "read_demo_env", lambda: {"DEMO_PASSWORD": "trappe-12345678"})
    settings.EMAIL_FILE_PATH = "mail"
    users = django_user_model.objects
    run.create_users()
    assert {user.username for user in users.all()} == {"admin", "redaktion", "desk"}
    users.filter(username="admin").delete()
    desk = users.get(username="desk")
    desk.set_password("en anden adgangskode")
    desk.save()
    run.create_users()
    assert not users.filter(username="admin").exists()
    run.print_logins()
    logins = capsys.readouterr().out.split("Log in as, with password:\n")[1].splitlines()
    assert logins[0].split()[:2] == ["redaktion", "trappe-12345678"]
    assert logins[1].split()[:2] == ["desk", "(the"]


@pytest.mark.django_db
@pytest.mark.parametrize(("host", "port"), [("localhost", 8123), ("lbf50.dk", 443)])
def test_addresses_follow_the_port_of_a_demo_only(monkeypatch, settings, host, port):
    from wagtail.models import Site

    from lbf50.demo import run

    factories.theme_index()
    Site.objects.update(hostname=host, port=443)
    settings.BASE_URL = "http://localhost:8123"
    monkeypatch.setattr(run, "BASE_URL", settings.BASE_URL)
    run.load_content(render_pages=False)
    site = Site.objects.get()
    assert (site.hostname, site.port) == (host, port)

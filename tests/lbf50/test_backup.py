"""A drill: back up while orders come in, lose the host, restore on a new one."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import ExitStack, closing
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.database import build_snapshot, snapshot_path
from tests.live_site import (
    ROOT,
    connect,
    create_database,
    minimal_environment,
    on_postgres,
    running_demo,
    wait_for,
)
from tests.resilience.order_client import OrderClient

pytestmark = pytest.mark.slow
PASSPHRASE = "hvad helst, blot langt"
ERASED = "gaest0@example.org"
ERASE = f"""
from orders.services import privacy
assert privacy.erase_personal_data(privacy.orders_by_email("{ERASED}")) == 1
"""


class Host:
    """A folder and a database, and commands run on them."""

    def __init__(self, var: Path, database: str, **environment: str):
        self.var, self.database, self.environment = var, database, environment

    def manage(self, *command: str) -> subprocess.CompletedProcess:
        variables = {"VAR_DIR": str(self.var), "DATABASE_URL": self.database, "SECRET_KEY": "x"}
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=minimal_environment() | variables | self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, query: str) -> list[tuple]:
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(self.database.removeprefix("sqlite:///"))) as database:
                return database.execute(query).fetchall()
        with connect(self.database) as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def files(self) -> set[str]:
        media = self.var / "media"
        return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def hosts(copy_demo, tmp_path_factory):
    """Two hosts: one that served while it was backed up three times, and an empty one.

    Yield them, the backups, and the visitors whose order was there before the last backup. The
    first of these was erased after it.
    """
    folder = tmp_path_factory.mktemp("drill")
    backups, visitors, is_over = folder / "backups", [], Event()
    with ExitStack() as stack:
        var, database = stack.enter_context(copy_demo("old"))
        old = Host(var, database, BACKUP_PASSPHRASE=PASSPHRASE)
        database = f"sqlite:///{folder / 'lbf50.sqlite3'}"
        if on_postgres():
            database = stack.enter_context(create_database("new"))
        new = Host(folder, database, BACKUP_PASSPHRASE=PASSPHRASE)
        demo = stack.enter_context(running_demo(old.var, old.database, ORDER_RATE_LIMIT="0"))

        def order():
            while not is_over.is_set():
                visitor = OrderClient(demo.url, len(visitors))
                visitor.order()
                visitors.append(visitor)
                is_over.wait(0.1)

        thread = Thread(target=order)
        thread.start()
        while len(visitors) < 3:
            assert thread.is_alive()
        for _backup in range(3):
            earlier = list(visitors)
            run = old.manage("backup", str(backups), "--keep", "2")
            assert run.returncode == 0, run.stderr
        is_over.set()
        thread.join()
        run = old.manage("shell", "-c", ERASE)
        assert run.returncode == 0, run.stderr
        yield old, new, backups, earlier


@pytest.fixture(scope="module")
def restored(hosts):
    """The new host, installed with its tables and pictures, and then restored."""
    old, new, backups, _earlier = hosts
    assert new.manage("migrate", "-v0").returncode == 0
    (new.var / "media").mkdir()
    (new.var / "media" / "installed.png").write_text("")
    (backups / "erased.txt").write_text((old.var / "erased.txt").read_text())
    run = new.manage("restore", str(backups))
    assert run.returncode == 0, run.stderr
    assert "Restored lbf50-" in run.stdout
    return new


def test_backups_are_private_encrypted_and_few(hosts):
    _old, _new, backups, _earlier = hosts
    archives = sorted(backups.glob("lbf50-*"))
    assert [path.suffix for path in archives] == [".gpg"] * 2
    for path in archives:
        assert path.stat().st_mode & 0o077 == 0
        assert not tarfile.is_tarfile(path)
    assert {path.name for path in backups.iterdir()} - {path.name for path in archives} == {
        "erased.txt"
    }


def test_every_order_that_was_confirmed_before_is_back(hosts, restored):
    _old, _new, _backups, earlier = hosts
    numbers = {number for (number,) in restored.rows("SELECT number FROM orders_order")}
    assert {visitor.number for visitor in earlier} <= numbers
    check = restored.manage("check_orders")
    assert check.returncode == 0, check.stdout


def test_pages_users_and_pictures_are_back(hosts, restored):
    old = hosts[0]
    for table in ("wagtailcore_page", "auth_user", "lbf50_picture"):
        query = f"SELECT count(*) FROM {table}"  # noqa: S608
        assert restored.rows(query) == old.rows(query)
    assert restored.files() >= {name for name in old.files() if name.startswith("original")}


def test_erased_person_stays_erased(hosts, restored):
    _old, _new, _backups, earlier = hosts
    query = "SELECT email FROM orders_order WHERE number = '{}'"
    assert restored.rows(query.format(earlier[0].number)) == [("",)]
    assert restored.rows(query.format(earlier[1].number)) == [(earlier[1].email,)]


def test_restored_site_works_under_its_triggers(restored):
    """The page cache sees a change: the triggers are back too."""
    version = "SELECT value FROM page_store_contentversion"
    before = restored.rows(version)
    code = "from wagtail.models import Page; Page.objects.first().save()"
    run = restored.manage("shell", "-v0", "-c", code)
    assert run.returncode == 0, run.stderr
    assert restored.rows(version) != before


def test_site_in_use_is_never_overwritten(hosts, restored):
    _old, _new, backups, _earlier = hosts
    count = restored.rows("SELECT count(*) FROM orders_order")
    run = restored.manage("restore", str(backups))
    assert run.returncode == 1
    assert "Nothing was restored: the database has users" in run.stderr
    assert restored.rows("SELECT count(*) FROM orders_order") == count


def write_tar(folder, files):
    with tarfile.open(folder / "lbf50-2026.tar", "w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda folder: None, "There is no backup in"),
        (lambda folder: (folder / "lbf50-2026.tar").write_bytes(b"x" * 999), "or is broken"),
        (lambda folder: (folder / "lbf50-2026.tar").write_bytes(b""), "or is broken"),
        (lambda folder: write_tar(folder, {"note.txt": b"x"}), "or is broken"),
        (
            lambda folder: write_tar(
                folder, {"contents.json": b'{"database": "sqlite"}', "database": b"x" * 9999}
            ),
            "database",
        ),
        (lambda folder: (folder / "lbf50-2026.tar.gpg").write_bytes(b"x" * 999), "gpg failed"),
    ],
    ids=["none", "no archive", "empty", "another archive", "broken database", "encrypted"],
)
def test_what_cannot_be_restored_is_told_in_one_line(tmp_path, prepare, message):
    folder = tmp_path / "backups"
    folder.mkdir()
    prepare(folder)
    host = Host(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite3'}", BACKUP_PASSPHRASE="forkert")
    run = host.manage("restore", str(folder))
    assert run.returncode == 1
    assert message in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.any_database
def test_backup_into_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    host = Host(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    run = host.manage("backup", str(tmp_path / "file" / "backups"))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


@pytest.mark.any_database
def test_interrupted_backup_leaves_nothing_readable(tmp_path):
    """As systemd interrupts it, while gpg is at work. The next one removes what a crash leaves."""
    (tmp_path / "gpg").write_text("#!/bin/sh\ntouch started\nexec sleep 60\n")
    (tmp_path / "gpg").chmod(0o755)
    backups = tmp_path / "backups"
    variables = {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "SECRET_KEY": "x",
        "BACKUP_PASSPHRASE": PASSPHRASE,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
    }
    process = subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "backup", str(backups)],
        cwd=tmp_path,
        env=minimal_environment() | variables,
        stderr=subprocess.DEVNULL,
    )
    wait_for((tmp_path / "started").exists, 60, "gpg runs")
    process.terminate()
    assert process.wait(30)
    assert list(backups.iterdir()) == []

    (backups / ".lbf50-2026.tar.gpg.part").write_text("x")
    build_snapshot()
    shutil.copy(snapshot_path(), tmp_path / "empty.sqlite3")
    host = Host(tmp_path, variables["DATABASE_URL"], BACKUP_PASSPHRASE=PASSPHRASE)
    assert host.manage("backup", str(backups)).returncode == 0
    assert not list(backups.glob(".*"))


@pytest.mark.any_database
def test_no_backup_to_keep_is_refused(tmp_path):
    host = Host(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    run = host.manage("backup", str(tmp_path), "--keep", "0")
    assert "Keep one backup at least." in run.stderr

"""Prepare a demo of the site under var/ and serve it.

`make run` starts it as in production, `make dev` with Django's development server. A later start
keeps what is there.
"""

import argparse
import errno
import hashlib
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import time

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from lbf50.environment import BASE_DIR, DEMO_ENV_FILE, VAR_DIR, describe_wrong_setting
from lbf50.page_cache.admission import SERVER_THREADS

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT") or "8000"
BASE_URL = f"http://localhost:{PORT}"
DEMO_COPIES = 500
STOP_SECONDS = 5
SERVER_OPTIONS = (
    *("--interface", "wsgi", "--log-level", "error"),
    *("--blocking-threads", str(SERVER_THREADS)),
    *("--workers-kill-timeout", str(STOP_SECONDS)),
)
OUR_PACKAGES = ("lbf50", "orders", "staircase", "themes")
STATIC_DIGEST_FILE = VAR_DIR / "static.sha256"
ORDER_STAFF = "desk"
# User name, its group, and what it may do. The user without a group is a superuser.
USERS = [
    ("admin", None, "everything"),
    ("redaktion", "Redaktion", "pages and pictures"),
    (ORDER_STAFF, "Bestillinger", "orders"),
]
UNKNOWN_PASSWORD = "(the password set here before)"  # noqa: S105
OTHER_VERSION = (
    "The database is from another version of the site. Delete the folder {folder} (or the "
    "database that DATABASE_URL names) and start again."
)


def main(arguments: list[str]) -> int:
    """Prepare and serve. Return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m lbf50.demo.run", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="use Django's development server")
    parser.add_argument("--no-orders", action="store_true", help="leave out the invented orders")
    options = parser.parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, exit_at_once)
    is_dev = options.dev
    os.chdir(BASE_DIR)
    os.environ["DJANGO_SETTINGS_MODULE"] = "lbf50.settings_dev" if is_dev else "lbf50.settings"
    # Some terminals know few letters.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    if problem := find_problem():
        print(problem, file=sys.stderr)
        return 1
    migrate_database()
    if not is_dev:
        collect_static()
    load_content(render_pages=not is_dev)
    create_users()
    # Each order of the demo would log a line.
    logging.getLogger("orders").setLevel(logging.WARNING)
    add_demo_stock(with_orders=not options.no_orders)
    return serve(is_dev)


def find_problem() -> str:
    """Set up Django. Return in one sentence what stands in the way of a start, or ""."""
    if not (PORT.isascii() and PORT.isdecimal() and 0 < int(PORT) < 65536):
        return f"PORT is “{PORT}”. Choose a number from 1 to 65535: make run PORT=8001"
    try:
        if not is_port_free():
            return f"Port {PORT} is taken. Choose another one: make run PORT=8001"
    except OSError as error:
        return f"HOST is “{HOST}”, where no server can listen: {error.strerror}."
    try:
        write_demo_env()
    except OSError as error:
        return f"VAR_DIR is “{VAR_DIR}”, where nothing can be written: {error.strerror}."
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        return describe_wrong_setting(error)
    try:
        return OTHER_VERSION.format(folder=VAR_DIR) if is_other_version() else ""
    except Error as error:
        database = connection.settings_dict["NAME"]
        return f"The database “{database}” cannot be used: {str(error).splitlines()[0]}."


def exit_at_once(number: int, _frame: object) -> None:
    """End while the site is prepared, without waiting for the threads that compress files.

    What is half done is done again at the next start: the database has transactions, and the digest
    of the static files is written last.
    """
    os._exit(128 + number)


def is_port_free() -> bool:
    """Return whether no server listens on our address.

    Raises:
        OSError: The machine has no such address.
    """
    [family, *_rest, address] = socket.getaddrinfo(HOST, int(PORT), type=socket.SOCK_STREAM)[0]
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def read_demo_env() -> dict[str, str]:
    """Return the variables that an earlier start wrote."""
    if not DEMO_ENV_FILE.exists():
        return {}
    lines = DEMO_ENV_FILE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def write_demo_env() -> None:
    """Write the demo's environment variables. Keep its secret key and password."""
    earlier = read_demo_env()
    values = {
        "SECRET_KEY": earlier.get("SECRET_KEY") or secrets.token_urlsafe(50),
        "DEMO_PASSWORD": earlier.get("DEMO_PASSWORD") or f"trappe-{secrets.token_hex(4)}",
        "BASE_URL": BASE_URL,
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "HTTPS": "0",
        "EMAIL_FOLDER": str(VAR_DIR / "mail"),
        "CHECK_OUTSIDE_LINKS": "0",
    }
    if os.environ.get("DATABASE_URL"):
        values["DATABASE_URL"] = os.environ["DATABASE_URL"]
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DEMO_ENV_FILE.touch(mode=0o600)
    DEMO_ENV_FILE.write_text("".join(f"{name}={value}\n" for name, value in values.items()))


def is_other_version() -> bool:
    """Return whether the database has other migrations or columns than this checkout.

    Until the first release, initial migrations change.
    """
    loader = MigrationLoader(connection)
    ours = [
        config for config in apps.get_app_configs() if config.name.partition(".")[0] in OUR_PACKAGES
    ]
    labels = {config.label for config in ours}
    applied = {key for key in loader.applied_migrations if key[0] in labels}
    on_disk = {key for key in loader.disk_migrations if key[0] in labels}
    if applied != on_disk:
        return bool(applied - on_disk)
    return not all(_has_all_columns(model) for config in ours for model in config.get_models())


def _has_all_columns(model: type[Model]) -> bool:
    with connection.cursor() as cursor:
        table = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return {field.column for field in model._meta.local_concrete_fields} <= {c.name for c in table}


def migrate_database() -> None:
    """Apply the migrations that are missing. Without any, `migrate` would take two seconds."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0)


def collect_static() -> None:
    """Collect, hash and compress the static files, if any has changed."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256((BASE_DIR / "requirements.txt").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.get_modified_time(path)}".encode())
    if STATIC_DIGEST_FILE.exists() and STATIC_DIGEST_FILE.read_text() == digest.hexdigest():
        return
    print("Collecting the static files …", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    STATIC_DIGEST_FILE.write_text(digest.hexdigest())


def load_content(render_pages: bool) -> None:
    """Load the content into an empty site. A demo follows to the port of this start."""
    from lbf50.demo.loader import set_site_address

    site = apps.get_model("wagtailcore.Site").objects.get(is_default_site=True)
    if not site.root_page.get_children().exists():
        call_command("load_site", render_pages=render_pages)
    elif site.hostname == "localhost" and site.root_url != BASE_URL:
        set_site_address()


def add_demo_stock(with_orders: bool) -> None:
    """Add copies of the book, and invented orders, unless there is any stock movement."""
    from lbf50.demo.demo_orders import add_demo_orders
    from orders.services import inventory

    if not apps.get_model("orders.StockMovement").objects.exists():
        inventory.add_print_run(DEMO_COPIES, reason="Demo")
        staff = get_user_model().objects.filter(username=ORDER_STAFF).first()
        if with_orders and staff:
            add_demo_orders(staff)


def create_users() -> None:
    """Create the demo users if nobody can log in yet.

    A database that somebody works in gets no user whose password is in a file.
    """
    users = get_user_model().objects
    if users.exists():
        return
    groups = apps.get_model("auth.Group").objects
    password = read_demo_env()["DEMO_PASSWORD"]
    for name, group, _rights in USERS:
        is_admin = group is None
        user = users.create_user(name, password=password, is_superuser=is_admin, is_staff=is_admin)
        user.groups.set(groups.filter(name=group))


def print_logins() -> None:
    """Print where the site is and how to log in. To check the passwords takes a second."""
    password = read_demo_env()["DEMO_PASSWORD"]
    users = get_user_model().objects.in_bulk(field_name="username")
    logins = "\n".join(
        f"  {name:<10} {password if users[name].check_password(password) else UNKNOWN_PASSWORD}"
        f"   ({rights})"
        for name, _, rights in USERS
        if name in users
    )
    mail = "printed here" if settings.DEBUG else f"written to {settings.EMAIL_FILE_PATH}"
    print(
        f"\nThe site:  {BASE_URL}/\nThe admin: {BASE_URL}/admin/\n\nLog in as, with password:\n"
        f"{logins}\n\nMail is {mail}. Stop with Ctrl-C.\n",
        flush=True,
    )


def serve(is_dev: bool) -> int:
    """Run the web server and the order worker until a signal or until one ends.

    Return the exit status: 1 if a process ended by itself.
    """
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    if is_dev:
        server = [sys.executable, "manage.py", "runserver", f"{HOST}:{PORT}"]
    else:
        server = [sys.executable, "-m", "granian", "--host", HOST, "--port", PORT, *SERVER_OPTIONS]
        server += ["--static-path-route", "/media", "--static-path-mount", str(settings.MEDIA_ROOT)]
        server += ["lbf50.wsgi:application"]
    worker = [sys.executable, "manage.py", "run_order_worker"]
    # One process group each: the development server does not stop its own child process.
    processes = [
        subprocess.Popen(command, process_group=0)  # noqa: S603
        for command in (server, worker)
    ]

    is_stopping = False

    def stop(*_signal: object) -> None:
        nonlocal is_stopping
        is_stopping = True
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    # The processes need longer to start than this.
    print_logins()
    while not is_stopping and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    has_failed = not is_stopping
    stop()
    for process in processes:
        _wait_or_kill(process)
    return int(has_failed)


def _wait_or_kill(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was told to stop. One that is still starting may not listen."""
    try:
        process.wait(2 * STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

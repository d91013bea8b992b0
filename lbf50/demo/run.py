"""The demo that `make run` starts: python -m lbf50.demo.run

Prepares everything under var/ (its own secret key and password, the database, static files,
content, users), prints where and how to log in, and serves until it is told to stop. Running it
again changes nothing that is there.
"""

import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time

import django
from django.core.management import call_command

from lbf50.environment import BASE_DIR, DEMO_ENV_FILE, VAR_DIR

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT") or "8000"
BASE_URL = f"http://localhost:{PORT}"
DEMO_COPIES = 500
STATIC_MARK = VAR_DIR / "static.sha256"


def read_demo_env() -> dict[str, str]:
    """Return the variables that an earlier run wrote."""
    if not DEMO_ENV_FILE.exists():
        return {}
    lines = DEMO_ENV_FILE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def write_demo_env():
    """The demo's settings, its secret key and password kept from the first run."""
    kept = read_demo_env()
    values = {
        "SECRET_KEY": kept.get("SECRET_KEY") or secrets.token_urlsafe(50),
        "DEMO_PASSWORD": kept.get("DEMO_PASSWORD") or f"trappe-{secrets.token_hex(4)}",
        "BASE_URL": BASE_URL,
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "HTTPS": "0",
        "EMAIL_FOLDER": str(VAR_DIR / "mail"),
    }
    if os.environ.get("DATABASE_URL"):
        values["DATABASE_URL"] = os.environ["DATABASE_URL"]
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DEMO_ENV_FILE.touch(mode=0o600)
    DEMO_ENV_FILE.write_text("".join(f"{name}={value}\n" for name, value in values.items()))


def collect_static():
    """Gathers, hashes and compresses the static files, when they have changed."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256((BASE_DIR / "requirements.txt").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.get_modified_time(path)}".encode())
    if STATIC_MARK.exists() and STATIC_MARK.read_text() == digest.hexdigest():
        return
    print("Collecting the static files …", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    STATIC_MARK.write_text(digest.hexdigest())


def load_content():
    """The site's content, where there is none yet."""
    from wagtail.models import Site

    if not Site.objects.get(is_default_site=True).root_page.get_children().exists():
        call_command("load_site")


def add_demo_stock():
    """Copies to order in the demo, where none were ever there."""
    from orders.models import StockMovement
    from orders.services import inventory

    if not StockMovement.objects.exists():
        inventory.add_print_run(DEMO_COPIES, reason="Demo")


def create_users() -> dict[str, str]:
    """The three demo users that are missing, and the password of each user as far as we know."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    users = get_user_model().objects
    password = read_demo_env()["DEMO_PASSWORD"]
    known = {}
    for name, group in (("admin", None), ("redaktion", "Redaktion"), ("desk", "Bestillinger")):
        user = users.filter(username=name).first()
        if user is None:
            is_admin = group is None
            user = users.create_user(
                name, password=password, is_superuser=is_admin, is_staff=is_admin
            )
            user.groups.set(Group.objects.filter(name=group))
        known[name] = (
            password if user.check_password(password) else "(the password set here before)"
        )
    return known


def is_port_free() -> bool:
    """Whether nobody serves at our address yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(PORT)))
        except OSError:
            return False
    return True


def print_logins(passwords: dict[str, str]):
    """Where the site is and how to log in."""
    from django.conf import settings

    rights = {"admin": "everything", "redaktion": "pages and pictures", "desk": "orders"}
    logins = "\n".join(
        f"  {name:<10} {password}   ({rights[name]})" for name, password in passwords.items()
    )
    print(
        f"\nThe site:  {BASE_URL}/\nThe admin: {BASE_URL}/admin/\n\nLog in as, with password:\n"
        f"{logins}\n\nMail is written to {settings.EMAIL_FILE_PATH}. Stop with Ctrl-C.\n",
        flush=True,
    )


def serve() -> int:
    """Runs the web server and the mail worker until a signal, or until either of them ends."""
    from django.conf import settings

    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    server = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    server += ["--host", HOST, "--port", PORT, "--blocking-threads", "4", "--log-level", "warning"]
    server += ["--static-path-route", "/media", "--static-path-mount", str(settings.MEDIA_ROOT)]
    server += ["lbf50.wsgi:application"]
    worker = [sys.executable, "manage.py", "run_order_worker"]
    children = [subprocess.Popen(command) for command in (server, worker)]  # noqa: S603

    told_to_stop = False

    def stop(*_signal):
        nonlocal told_to_stop
        told_to_stop = True
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not told_to_stop and all(child.poll() is None for child in children):
        time.sleep(0.2)
    ended_by_itself = not told_to_stop
    stop()
    for child in children:
        child.wait()
    return int(ended_by_itself)


def main() -> int:
    os.chdir(BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")
    if not is_port_free():
        print(f"Port {PORT} is taken. Choose another one: make run PORT=8001", file=sys.stderr)
        return 1
    write_demo_env()
    django.setup()
    print("Preparing the database …", flush=True)
    call_command("migrate", verbosity=0)
    collect_static()
    load_content()
    add_demo_stock()
    print_logins(create_users())
    return serve()


if __name__ == "__main__":
    sys.exit(main())

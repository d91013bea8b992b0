"""The house in order: who imports whom, migrations, the Danish catalogue, safe settings."""

import ast
import os
import secrets
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ("themes", "staircase", "orders")
GROUND = {"lbf50.models", "lbf50.blocks", "lbf50.queries", "lbf50.page_cache.fragments"}
CATALOGUES = sorted(ROOT.glob("lbf50/*locale/da/LC_MESSAGES/*.po"))


def imported_modules(path: Path) -> set[str]:
    """Every module that a file imports, `from a import b` as both a and a.b."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: say the whole name of what is imported"
            modules |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return modules


def of_ours(modules: set[str], *packages: str) -> set[str]:
    return {module for module in modules if module.split(".")[0] in packages}


def without_blocks(modules: set[str]) -> set[str]:
    """The modules that are not an app's StreamField blocks, which any page model may import."""
    return {module for module in modules if module.split(".")[1:2] != ["blocks"]}


def test_apps_import_the_ground_and_never_one_another():
    for app in APPS:
        others = [other for other in APPS if other != app]
        for path in (ROOT / app).rglob("*.py"):
            modules = imported_modules(path)
            assert not without_blocks(of_ours(modules, *others)), path
            for module in of_ours(modules, "lbf50") - {"lbf50"}:
                assert any(
                    module == ground or module.startswith(f"{ground}.") for ground in GROUND
                ), f"{path} imports {module}"


def test_the_ground_imports_no_app():
    for module in GROUND:
        path = ROOT / (module.replace(".", "/") + ".py")
        assert not without_blocks(of_ours(imported_modules(path), *APPS)), module


def test_nothing_imports_the_tests():
    for folder in ("lbf50", *APPS):
        for path in (ROOT / folder).rglob("*.py"):
            assert not of_ours(imported_modules(path), "tests"), path


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_a_catalogue_is_complete_and_compiled(path):
    catalogue = polib.pofile(path)
    assert not catalogue.untranslated_entries()
    assert not catalogue.fuzzy_entries()
    compiled = {
        (entry.msgctxt, entry.msgid): entry for entry in polib.mofile(path.with_suffix(".mo"))
    }
    for entry in catalogue:
        twin = compiled[entry.msgctxt, entry.msgid]
        assert (twin.msgstr, twin.msgstr_plural) == (entry.msgstr, entry.msgstr_plural)


def test_every_text_in_the_code_is_in_the_catalogue(tmp_path):
    """Gathers the texts anew in a copy and looks for one that the catalogue does not have."""
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
    where = "lbf50/locale/da/LC_MESSAGES/django.po"
    used = {entry.msgid for entry in polib.pofile(tmp_path / where)}
    known = {entry.msgid for entry in polib.pofile(ROOT / where)}
    assert used == known, "run `make messages` and translate what is new"


def manage(*arguments, **environment) -> subprocess.CompletedProcess:
    """Runs manage.py as a production host would: with this environment and no other."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_refused_without_a_secret_key(tmp_path):
    run = manage("check", VAR_DIR=str(tmp_path))
    assert run.returncode != 0
    assert "SECRET_KEY is not set" in run.stderr


def test_djangos_own_check_of_production_settings_finds_nothing(tmp_path):
    key = secrets.token_urlsafe(50)
    run = manage("check", "--deploy", "--fail-level=INFO", VAR_DIR=str(tmp_path), SECRET_KEY=key)
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout


def test_a_demo_file_left_behind_never_rules_in_production(tmp_path):
    (tmp_path / "demo.env").write_text("SECRET_KEY=demo\nHTTPS=0\nALLOWED_HOSTS=*\n")
    ask = "from django.conf import settings; print(settings.HTTPS, settings.ALLOWED_HOSTS)"
    run = manage("shell", "-v0", "-c", ask, VAR_DIR=str(tmp_path), SECRET_KEY="own")
    assert run.stdout.strip() == "True ['lbf50.dk', 'www.lbf50.dk']"

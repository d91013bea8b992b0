"""Import rules of docs/adr/0019-layout-and-layers.md."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("themes", "staircase", "orders")
# What themes, staircase and orders may import from lbf50.
SHARED = (
    "lbf50.backup.erasures",
    "lbf50.blocks",
    "lbf50.client_address",
    "lbf50.concurrent_edits",
    "lbf50.csv_export",
    "lbf50.manual",
    "lbf50.models",
    "lbf50.page_cache.fragments",
    "lbf50.primary_keys",
    "lbf50.queries",
    "lbf50.rich_text",
    "lbf50.search.fields",
    "lbf50.telephone",
    "lbf50.templatetags.anchors",
)
# These parts of lbf50 may name every app.
WIRING = {"lbf50/settings.py", "lbf50/settings_dev.py", "lbf50/urls.py", "lbf50/urls_dev.py"}
# Inside orders: a module may import modules of its own level and below.
LEVELS = [
    ("orders.normalisers", "orders.search_text", "orders.epub"),
    ("orders.postcodes",),
    ("orders.models",),
    ("orders.services", "orders.queries"),
    ("orders.mail", "orders.pdf", "orders.validators", "orders.fields"),
    ("orders.forms", "orders.form_tokens"),
    ("orders.periodic", "orders.views", "orders.admin"),
    ("orders.urls", "orders.wagtail_hooks", "orders.management"),
]


def python_files(folder: str) -> list[Path]:
    return [
        path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    ]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> set[str]:
    """Return the modules that a file imports. `from a import b` counts as a.b."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: import by the full name of the module"
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return modules


def is_in(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("app", APPS)
def test_apps_import_only_the_shared_parts_of_lbf50(app):
    for path in python_files(app):
        forbidden = {
            module
            for module in imported_modules(path)
            if is_in(module, "lbf50") and not is_in(module, *SHARED)
        }
        assert not forbidden, path


@pytest.mark.parametrize("app", APPS)
def test_apps_import_no_other_app_but_its_blocks(app):
    others = [other for other in APPS if other != app]
    for path in python_files(app):
        forbidden = {module for module in imported_modules(path) if is_in(module, *others)}
        assert not {module for module in forbidden if module.split(".")[1] != "blocks"}, path


def test_lbf50_imports_no_app_but_its_blocks():
    for path in python_files("lbf50"):
        relative = str(path.relative_to(ROOT))
        if relative in WIRING or relative.startswith("lbf50/demo/"):
            continue
        forbidden = {module for module in imported_modules(path) if is_in(module, *APPS)}
        assert not {module for module in forbidden if module.split(".")[1] != "blocks"}, path


def test_blocks_import_no_models():
    for path in ROOT.glob("*/blocks.py"):
        ours = {module for module in imported_modules(path) if is_in(module, "lbf50", *APPS)}
        assert not {module for module in ours if ".models" in module}, path


def test_models_do_not_call_the_page_cache():
    for folder in ("lbf50", *APPS):
        for path in python_files(folder):
            if path.stem == "models" or "models" in path.parts:
                assert not {
                    m for m in imported_modules(path) if is_in(m, "lbf50.page_cache.fragments")
                }, path


def test_orders_imports_nothing_upwards():
    def level_of(module: str) -> int:
        return next((i for i, names in enumerate(LEVELS) if is_in(module, *names)), len(LEVELS))

    for path in python_files("orders"):
        level = level_of(module_name(path))
        upwards = {m for m in imported_modules(path) if is_in(m, "orders") and level_of(m) > level}
        assert not {m for m in upwards if level_of(m) < len(LEVELS)}, path


def test_no_import_cycle_between_modules():
    files = {
        module_name(path): path for folder in ("lbf50", *APPS) for path in python_files(folder)
    }

    def targets(module: str) -> set[str]:
        imported = {
            m if m in files else m.rpartition(".")[0] for m in imported_modules(files[module])
        }
        return {
            m for m in imported & files.keys() if m != module and not module.startswith(f"{m}.")
        }

    graph = {module: targets(module) for module in files}
    finished: set[str] = set()

    def visit(module: str, trail: list[str]) -> None:
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module not in finished:
            for target in sorted(graph[module]):
                visit(target, [*trail, module])
            finished.add(module)

    for module in graph:
        visit(module, [])


def test_production_code_does_not_import_tests():
    for folder in ("lbf50", *APPS):
        for path in python_files(folder):
            assert not {module for module in imported_modules(path) if is_in(module, "tests")}, path


@pytest.mark.parametrize("app", ["lbf50", *APPS])
def test_templates_name_no_file_or_view_of_another_app(app):
    others = "|".join(other for other in APPS if other != app)
    reference = re.compile(rf"""['"]({others})[:/]""")
    for path in sorted((ROOT / app).rglob("*.html")):
        assert not reference.findall(path.read_text()), path

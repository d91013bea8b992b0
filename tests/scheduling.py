"""Which test goes to which process of pytest-xdist."""

from xdist.scheduler import LoadScopeScheduling

# What these files prepare costs more than running their tests at once would save.
TOGETHER = {
    "tests/lbf50/test_archive.py",
    "tests/lbf50/test_backup.py",
    "tests/lbf50/test_hidden_pages.py",
    "tests/lbf50/test_information.py",
    "tests/lbf50/test_load_site.py",
    "tests/page_cache/test_processes.py",
    "tests/test_page_types.py",
}


class OneTestScheduling(LoadScopeScheduling):
    """Gives a process one test at a time, in the order of pytest-django.

    Files of TOGETHER come first, each in one process. Whoever takes larger shares of the others, or
    from the share of another, meets tests that need data after one that empties the tables.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if path in TOGETHER else nodeid

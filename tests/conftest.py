"""What every test stands on."""

import pytest

from tests.live_site import create_database, running_demo


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Pictures go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def site():
    """The address of a page of every type, and of every state that has one."""
    from tests import page_types

    return page_types.create_pages()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """What the demo prepares when it starts for the first time, on PostgreSQL: its files, and the
    name of a database to copy."""
    var = tmp_path_factory.mktemp("prepared")
    with create_database("prepared") as database:
        with running_demo(var, database):
            pass
        yield var, database.rpartition("/")[2]

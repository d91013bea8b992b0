"""What every test stands on."""

import pytest


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Pictures go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"

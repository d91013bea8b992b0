"""The end of the site: saved as files that any web server can show, and as WARC."""

import gzip
import re

import pytest

from tests.live_site import running_demo
from tests.once import make_once

pytestmark = [pytest.mark.slow, pytest.mark.any_database]


@pytest.fixture(scope="module")
def archive(copy_demo, tmp_path_factory):
    """Archive the running demo. Return the folder."""

    def make(folder):
        with (
            copy_demo("archive") as (var, database),
            running_demo(var, database, "--no-orders") as demo,
        ):
            demo.manage("archive", demo.url, str(folder))

    return make_once(tmp_path_factory, "archive", make)


def test_every_page_and_every_size_of_a_picture_is_there(archive):
    site = archive / "site"
    for path in ("", "temaer/bidrag-til-velfaerd", "cookies", "aktiviteter"):
        assert "</html>" in (site / path / "index.html").read_text()
    html = (site / "temaer/bidrag-til-velfaerd/index.html").read_text()
    choices = re.findall(r"(/media/images/[^\s\",]+)", html)
    assert {choice.rpartition(".")[2] for choice in choices} >= {"avif", "webp", "jpg"}
    for choice in choices:
        assert (site / choice.lstrip("/")).is_file(), choice


@pytest.mark.parametrize("path", ["bestil", "soeg"])
def test_forms_are_replaced_by_a_text(archive, path):
    html = (archive / "site" / path / "index.html").read_text()
    assert "Websitet er arkiveret" in html
    assert "<form" not in html


def test_admin_is_not_in_it(archive):
    assert not (archive / "site" / "admin").exists()


def test_warc_has_the_front_page(archive):
    with gzip.open(archive / "pages.warc.gz") as file:
        records = file.read()
    assert records.startswith(b"WARC/1.0")
    assert re.search(rb"WARC-Target-URI: <?http://localhost:\d+/>?\r", records)

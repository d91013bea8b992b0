"""Two servers on one database, as real processes: what is published in one is soon seen in the
other."""

import re
import time
from contextlib import ExitStack

import pytest
import requests

from tests.live_site import (
    LiveSite,
    demo_password,
    is_responding,
    kill,
    log_in,
    wait_for,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites(copy_demo):
    """Two processes that serve the demo from one database."""
    with copy_demo("two") as (var, database), ExitStack() as at_the_end:
        sites = [LiveSite(var, database) for _number in range(2)]
        for site in sites:
            at_the_end.callback(kill, site.start_server())
            wait_for(lambda site=site: is_responding(site.url), 60, "the server answers")
        yield sites


def publish_at_the_foot(editor, url, words):
    """Changes the text at the foot of every page, in the admin."""
    address = f"{url}/admin/settings/lbf50/sitesettings/1/"
    html = editor.get(address, timeout=60).text
    form = dict(re.findall(r'<input[^>]*? name="([^"]+)" value="([^"]*)"', html))
    answer = editor.post(address, data=form | {"foot_text": words}, timeout=60)
    assert answer.ok
    assert f'value="{words}"' in answer.text


def shows(site, words) -> bool:
    return words in requests.get(site.url, timeout=60).text


def test_other_process_shows_publication_within_a_second(sites):
    here, there = sites
    editor = log_in(here.url, "redaktion", demo_password(here.var))
    for number in range(5):
        assert shows(there, "Landsbyggefonden")
        publish_at_the_foot(editor, here.url, f"Udgave {number}")
        published = time.monotonic()
        assert shows(here, f"Udgave {number}"), "the process that wrote it shows it at once"
        wait_for(lambda n=number: shows(there, f"Udgave {n}"), 1, "the other shows it", pause=0.02)
        assert time.monotonic() - published < 1


def test_change_by_command_is_shown_within_a_second(sites):
    site = sites[0]
    assert shows(site, "Landsbyggefonden")
    rename = (
        "from wagtail.models import Page; Page.objects.filter(depth=2).update(title='Nyt navn')"
    )
    run = site.manage("shell", "-c", rename)
    assert run.returncode == 0, run.stderr
    wait_for(lambda: shows(site, "Nyt navn"), 1, "the page shows it", pause=0.02)

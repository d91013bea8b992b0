"""HTML validity of every page type and state, checked by vnu."""

import json
import subprocess
from pathlib import Path

import pytest

VNU = Path(__file__).parent / "audit/node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = [pytest.mark.audit, pytest.mark.django_db]


def check_html(folder: Path) -> list[str]:
    """Return the errors and warnings for the files in a folder."""
    command = ["java", "-jar", VNU, "--format", "json", "--exit-zero-always", "--skip-non-html"]
    run = subprocess.run([*command, folder], capture_output=True, text=True, check=True)
    return [
        f"{Path(message['url']).stem}, line {message.get('lastLine')}: {message['message']}"
        for message in json.loads(run.stderr)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def test_checker_reports_invalid_html(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><div></p>")
    assert any("wrong, line 1" in line for line in check_html(tmp_path))


def test_pages_are_valid_html(client, site, tmp_path):
    responses = {name: client.get(address) for name, address in site.items()}
    responses["order form, with errors"] = client.post(site["order form"], {"copies": "ti"})
    responses["not allowed"] = client.delete(site["order form"])
    for name, response in responses.items():
        if response["Content-Type"].startswith("text/html"):
            (tmp_path / f"{name}.html").write_bytes(response.content)
    assert not check_html(tmp_path)

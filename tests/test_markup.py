"""The HTML of every page type and state, judged by the Nu checker: no error and no warning."""

import json
import subprocess
from pathlib import Path

import pytest

VNU = Path(__file__).parent / "audit/node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = [pytest.mark.audit, pytest.mark.django_db]


def judged(folder: Path) -> list[str]:
    """What the checker says of the files in a folder, a line each."""
    command = ["java", "-jar", VNU, "--format", "json", "--exit-zero-always", "--skip-non-html"]
    run = subprocess.run([*command, folder], capture_output=True, text=True, check=True)
    return [
        f"{Path(said['url']).stem}, line {said.get('lastLine')}: {said['message']}"
        for said in json.loads(run.stderr)["messages"]
        if said["type"] != "info" or said.get("subType") == "warning"
    ]


def test_the_checker_sees_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><div></p>")
    assert any("wrong, line 1" in line for line in judged(tmp_path))


def test_every_page_and_state_is_sound_html(client, site, tmp_path):
    answers = {name: client.get(address) for name, address in site.items()}
    answers["request, with errors"] = client.post(site["request"], {"copies": "ti"})
    answers["not allowed"] = client.delete(site["request"])
    for name, answer in answers.items():
        if answer["Content-Type"].startswith("text/html"):
            (tmp_path / f"{name}.html").write_bytes(answer.content)
    assert not judged(tmp_path)

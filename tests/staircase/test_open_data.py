"""The staircase as data: JSON by its schema, a table for a spreadsheet, JSON-LD and the API."""

import csv
import json
import re
from datetime import datetime
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from wagtail.models import PageViewRestriction

from staircase.models import Source
from staircase.models.staircase import Licence
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

JSON = "/data/velfaerdstrappen.json"
SCHEMA = "/data/velfaerdstrappen.schema.json"
CSV = "/data/velfaerdstrappen.csv"
API = "/api/v2/pages/"
OPEN = (JSON, SCHEMA, CSV, API)
SITE = "https://lbf50.example"


@pytest.fixture
def stairs():
    """A staircase with activities, two of them with sources of every kind."""
    stairs = factories.staircase(tiers=2)
    low, high = stairs.tiers
    factories.activity(low, "Fællesspisning på Ærø")
    factories.activity(
        high,
        "Mentor",
        [
            factories.source("Oversigt", kind="review", year=2019, doi="10.4073/csr.2013.10"),
            factories.source("Måling", kind="effect", authors="", isbn="978-87-7119-526-2"),
        ],
    )
    factories.activity(
        high, "Fritidsjob", [factories.source("Evaluering"), factories.source(kind="description")]
    )
    return stairs


def told(client) -> dict:
    """The JSON, after it has been found to be as its own schema says."""
    data = client.get(JSON).json()
    assert data["$schema"] == SITE + SCHEMA
    schema = client.get(SCHEMA).json()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    return data


def activities(data) -> dict[str, dict]:
    return {
        activity["title"]: activity for step in data["steps"] for activity in step["activities"]
    }


def table(client) -> list[dict]:
    """The CSV as a Danish spreadsheet reads it: the mark of UTF-8 first, then semicolons."""
    raw = client.get(CSV).content
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_json_has_whole_staircase(client, stairs):
    data = told(client)
    assert data["title"] == "Den boligsociale velfærdstrappe"
    assert data["url"] == SITE + stairs.url
    assert data["publisher"] == "Landsbyggefonden"
    assert data["dimensions"]["knowledge_base"] == "Vidensgrundlag"
    assert [step["number"] for step in data["steps"]] == [1, 2]
    assert data["steps"][0]["residents"] == "Beboere i området"
    mentor = activities(data)["Mentor"]
    assert mentor["url"] == SITE + stairs.tiers[1].url + "mentor/"
    assert mentor["evidence"]["code"] == "review"
    oversigt, maaling = mentor["sources"]
    assert oversigt["authors"] == ["Hansen, Eva", "Jensen, Bo"]
    assert oversigt["url"] == "https://doi.org/10.4073/csr.2013.10"
    assert (oversigt["later_than_book"], maaling["later_than_book"]) == (True, False)
    assert (maaling["authors"], maaling["doi"]) == ([], None)
    assert activities(data)["Fritidsjob"]["evidence"]["code"] == "evaluation"


def test_schema_rejects_invalid_data(client, stairs):
    """So that a schema that allows anything cannot pass for one."""
    validator = Draft202012Validator(client.get(SCHEMA).json())
    for spoil in (
        lambda data: data.pop("attribution"),
        lambda data: data["steps"][0].update(number=0),
        lambda data: data["steps"][0]["activities"][0]["evidence"].update(code="stærk"),
        lambda data: data["steps"][1]["activities"][2]["sources"][0].update(kind="review"),
        lambda data: data["steps"][1].update(extra=1),
    ):
        data = client.get(JSON).json()
        spoil(data)
        assert list(validator.iter_errors(data))


def test_empty_staircase_is_valid(client):
    assert client.get(JSON).status_code == 404
    factories.staircase(tiers=0)
    data = told(client)
    assert (data["steps"], data["license"], data["updated"]) == ([], None, None)


def test_licence_and_update_time_are_published(client, stairs):
    stairs.licence = Licence.BY
    before = datetime.now().astimezone()
    stairs.save_revision().publish()
    data = told(client)
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (datetime.fromisoformat(data["updated"]) - before).total_seconds() > -1
    html = client.get(stairs.url).content.decode()
    assert '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in html


def test_republished_source_changes_update_time(client, stairs):
    stairs.save_revision().publish()
    first = told(client)["updated"]
    source = Source.objects.get(title="Oversigt")
    source.save_revision().publish()
    Source.objects.filter(pk=source.pk).update(last_published_at="2031-01-01T12:00:00Z")
    assert told(client)["updated"] == "2031-01-01T13:00:00+01:00" > first


def test_drafts_and_private_pages_are_in_none_of_the_data(client, stairs):
    low, high = stairs.tiers
    low.activities[0].unpublish()
    hidden = low.activities[0].title
    Source.objects.filter(title="Oversigt").update(live=False)
    PageViewRestriction.objects.create(
        page=high.activities[0], restriction_type=PageViewRestriction.LOGIN
    )
    client.force_login(factories.editor())
    for address in (JSON, CSV, API, f"{API}?type=staircase.ActivityPage&fields=*&limit=20"):
        text = client.get(address).content.decode()
        assert hidden not in text, address
        assert high.activities[0].title not in text, address
        assert "Oversigt" not in text, address
    assert activities(told(client))["Mentor"]["evidence"]["code"] == "effect"


def test_csv_has_danish_letters(client, stairs):
    rows = table(client)
    assert [row["Aktivitet"] for row in rows][-2:] == ["Mentor", "Fritidsjob"]
    assert rows[2]["Aktivitet"] == "Fællesspisning på Ærø"
    assert rows[2]["Trin nummer"] == "1"
    mentor = rows[-2]
    assert mentor["Vidensgrundlag"] == "Samlet i en systematisk oversigt"
    assert "Hansen og Jensen (2019): Oversigt." in mentor["Kilder"]
    assert " | Måling (2015)." in mentor["Kilder"]
    assert mentor["Webadresse"].startswith(SITE)
    response = client.get(CSV)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="velfaerdstrappen.csv"' in response["Content-Disposition"]


def test_csv_cell_is_never_a_formula(client, stairs):
    what = '=HYPERLINK("https://example.org";"Klik")'
    factories.activity(
        stairs.tiers[0], "+45 til alle", what=what, residents=" @SUM(A1)", change="-1"
    )
    row = next(row for row in table(client) if "+45" in row["Aktivitet"])
    assert row["Aktivitet"] == "'+45 til alle"
    assert row["Hvad det er"] == f"'{what}"
    assert row["Beboere"] == "' @SUM(A1)"


def test_page_has_structured_data(client, stairs):
    stairs.title = "Trappen </script><script>alert(1)</script> & co"
    stairs.save()
    html = client.get(stairs.url).content.decode()
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    data_set = next(one for one in json.loads(text)["@graph"] if one["@type"] == "Dataset")
    assert data_set["name"] == stairs.title
    assert [file["contentUrl"] for file in data_set["distribution"]] == [SITE + JSON, SITE + CSV]
    steps = data_set["mainEntity"]["itemListElement"]
    assert [step["name"] for step in steps] == [tier.title for tier in stairs.tiers]
    assert "license" not in data_set


@pytest.mark.parametrize("address", OPEN)
def test_other_sites_may_read_it_and_ask_whether_it_is_the_same(client, stairs, address):
    response = client.get(address, headers={"origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    stairs.get_parent().get_children().get().delete()
    factories.staircase(tiers=1)
    if address != SCHEMA:
        after = client.get(address, headers={"if-none-match": response["ETag"]})
        assert after.status_code == 200


def test_other_sites_may_read_nothing_else(client, stairs):
    for address in ("/", stairs.url, "/aktiviteter/", "/bestil/", "/admin/login/", "/oembed/"):
        assert "Access-Control-Allow-Origin" not in client.get(address), address


@pytest.mark.parametrize("address", OPEN)
def test_nothing_can_be_sent_there(client, stairs, address):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405, method


def test_more_activities_and_sources_cost_no_more_queries(client, stairs):
    def cost(address) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    before = [cost(address) for address in (JSON, CSV)]
    for number in range(3):
        tier = factories.tier(stairs, f"Trin {number}", activities=5)
        factories.activity(
            tier, "Ny", [factories.source(f"A{number}"), factories.source(f"B{number}")]
        )
    assert [cost(address) for address in (JSON, CSV)] <= before


def test_api_lists_published_pages(client, stairs):
    data = client.get(API, {"type": "staircase.TierPage", "fields": "residents"}).json()
    assert data["meta"]["total_count"] == 2
    assert data["items"][0]["residents"] == "Beboere i området"
    detail = client.get(f"{API}{stairs.tiers[0].pk}/").json()
    assert detail["meta"]["parent"]["id"] == stairs.pk
    assert detail["meta"]["detail_url"] == f"{SITE}{API}{stairs.tiers[0].pk}/"
    found = client.get(f"{API}find/", {"id": stairs.pk})
    assert found["Location"].startswith(f"{SITE}{API}{stairs.pk}/")


@pytest.mark.parametrize(
    "query",
    [
        "?site=localhost:x",
        "?type=auth.User",
        "?fields=owner",
        "?limit=x",
        f"?offset={'9' * 30}",
        "?first_published_at=x",
        '?search="',
        "find/?id=x",
    ],
)
def test_invalid_api_query_gets_400(client, query):
    response = client.get(API + query)
    assert response.status_code in (400, 404)
    assert set(response.json()) == {"message"}


def test_api_has_pages_only(client):
    for name in ("images", "documents", "users"):
        assert client.get(f"/api/v2/{name}/").status_code == 404

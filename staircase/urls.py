"""URLs of the staircase outside the page tree."""

from django.urls import path

from staircase import citations, embedding, open_data, overview
from staircase.drawing.views import download

app_name = "staircase"

urlpatterns = [
    path("data/velfaerdstrappen.svg", download, {"form": "svg"}, name="svg"),
    path("data/velfaerdstrappen.png", download, {"form": "png"}, name="png"),
    path("kilder/alle.<slug:form>", citations.all_sources, name="all_sources"),
    path("kilder/<int:pk>.<slug:form>", citations.one_source, name="one_source"),
    path("aktiviteter/", overview.overview, name="overview"),
    path("data/velfaerdstrappen.json", open_data.staircase_json, name="json"),
    path("data/velfaerdstrappen.schema.json", open_data.schema, name="schema"),
    path("data/velfaerdstrappen.csv", open_data.staircase_csv, name="csv"),
    path("indlejr/velfaerdstrappen/", embedding.embedded_drawing, name="embedded"),
    path("oembed/", embedding.oembed, name="oembed"),
]

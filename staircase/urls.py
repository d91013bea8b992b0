"""The addresses of the staircase that are no pages in the tree."""

from django.urls import path

from staircase import references

app_name = "staircase"

urlpatterns = [
    path("kilder/alle.<slug:form>", references.all_sources, name="all_sources"),
    path("kilder/<int:pk>.<slug:form>", references.one_source, name="one_source"),
]

"""The site's own page where Django would send an error without a body."""

from django.shortcuts import render


class OwnErrorPages:
    """Gives a bare 405 (method not allowed) the site's own page, its Allow header kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

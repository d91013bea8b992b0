"""How Danes write dates and times. Django's own list for Danish knows the first form only."""

_DATES = ["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d/%m-%Y"]
_TIMES = ["%H:%M", "%H.%M", "%H:%M:%S"]

DATE_INPUT_FORMATS = _DATES
TIME_INPUT_FORMATS = _TIMES
DATETIME_INPUT_FORMATS = [
    *(f"{date}{between}{time}" for date in _DATES for between in (" ", " kl. ") for time in _TIMES),
    *_DATES,
]

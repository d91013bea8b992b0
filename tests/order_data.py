"""Valid data for the order form."""

ORDER_DATA = {
    "name": "Åse Ærøskøbing-Østergård",
    "organisation": "",
    "care_of": "",
    "street": "Studiestræde 50, 2. tv.",
    "postcode": "1554",
    "city": "København V",
    "country": "",
    "email": "aase@example.org",
    "phone": "",
    "copies": 1,
    "reason": "",
    "note": "",
}

"""What `manage.py load_site` fills an empty site with: data only. lbf50/demo/loader.py explains it.

`page:<address>` stands for a page and is replaced by its key, alone or within a text.
"""

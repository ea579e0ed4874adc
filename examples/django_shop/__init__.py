"""A Django shop that keeps xbcommerce's events, documents and effects in models of its own.

models.py    the tables, as Django knows them: migrations, admin and backups need nothing special
store.py     the ports of xbcommerce over those tables; copy these two
site.py      the smallest Django: settings, one view, URLs
"""

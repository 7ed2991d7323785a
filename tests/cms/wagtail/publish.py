"""Publishes the article on standard input, and makes the first user: `manage.py shell` runs this."""

import datetime
import sys

from django.contrib.auth import get_user_model
from news.models import ArticlePage
from wagtail.models import Page, Site

get_user_model().objects.create_superuser("editor", "editor@example.org", "secret-enough")
root = Page.objects.get(depth=1)
page = ArticlePage(title="Artikel", slug="artikel", date=datetime.date(2021, 2, 22), body=sys.stdin.read())
root.add_child(instance=page)
page.save_revision().publish()
Site.objects.update(root_page=page)

"""One kind of page: an article with its day and its text."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    date = models.DateField()
    body = RichTextField()

    content_panels = [*Page.content_panels, FieldPanel("date"), FieldPanel("body")]

"""``{% load kantlijn_tags %}``: ``{% kantlijn lang="nl" published=page.date %}…{% endkantlijn %}``."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def kantlijn_script():
    """The script of the element, once a page."""
    return format_html('<script type="module" src="{}"></script>', static("kantlijn/kantlijn-element.js"))


@register.simple_block_tag
def kantlijn(content, lang="nl", published=None, panel="margin"):
    """Wraps an article in the element. ``published`` is a date, a datetime or nothing."""
    day = f"{published:%Y-%m-%d}" if published else ""
    return format_html(
        '<kantlijn-article lang="{}" published="{}" panel="{}">{}</kantlijn-article>', lang, day, panel, content
    )

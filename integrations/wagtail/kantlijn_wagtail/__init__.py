"""Marks the people, dates and events of articles in Wagtail, in the reader's own browser."""

"""What stands above a text: headline, byline, dates, captions, dateline, and where the place is."""

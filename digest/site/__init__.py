"""What the site consists of: every page, feed and list, worked out from the articles; pure, and without Pelican."""

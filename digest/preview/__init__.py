"""The preview: the site as its sources are now, made page by page as a browser asks, and shown anew when they change.

Nothing is written: what was read and planned is kept in memory, and so is what was rendered, until something changes.
"""

from digest.preview.running import Preview, PreviewOptions, open_preview

__all__ = ["Preview", "PreviewOptions", "open_preview"]

"""Rules over the content and over the built site; each returns problems, and none stops at the first."""

from digest.checks.content import check_content
from digest.checks.output import check_output

__all__ = ["check_content", "check_output"]

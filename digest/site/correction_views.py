"""What the template of the corrections sees, as `views` says for all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from digest.site.corrections import Corrected
    from digest.site.list_views import Pager
    from digest.site.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedYear:
    """The corrections of one year on a page of the list; *count* is how many it has in all, on the newest page."""

    year: int
    count: int | None
    entries: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView:
    """A page of all corrections, the newest first.

    What is said of all of them stands on the newest page only, as in a `ListView`: *count* (None on the others), the
    *summary*, and the *policy*, what the editors themselves say of it, if they do. *report* leads to where mistakes are
    reported, where that is not part of the policy; *totals* says how many each year has, if there are several.
    """

    title: str
    count: int | None
    path: str
    pager: Pager
    years: tuple[CorrectedYear, ...]
    totals: tuple[tuple[int, int], ...]
    summary: str
    policy: Markup | None
    report: Link | None
    atom: str
    json: str

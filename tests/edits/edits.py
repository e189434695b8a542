"""What can happen to a project between two builds, and how often each does.

Every edit takes a world and chance, and says what it did.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.edits import around, content, dossiers, weeks
from tests.edits.world import World

Edit = Callable[[World, Random], str]

EDITS: dict[Edit, int] = {
    content.new_body: 6,
    content.link_in_body: 3,
    content.title: 4,
    content.summary: 2,
    content.date: 4,
    content.added: 2,
    content.modified: 2,
    content.slug: 3,
    content.two_slugs: 1,
    content.tags: 5,
    content.authors: 3,
    content.status: 4,
    content.embargo: 3,
    content.section: 2,
    content.publication: 3,
    content.places: 3,
    content.pictures: 3,
    content.notes: 2,
    content.language: 2,
    content.translation: 3,
    content.new_article: 4,
    content.newest_article: 2,
    content.new_page: 2,
    content.delete: 4,
    content.rename: 3,
    content.in_place_of: 1,
    content.picture: 2,
    content.extra: 1,
    content.touch: 2,
    content.same_again: 2,
    content.same_looks: 2,
    dossiers.new_dossier: 2,
    dossiers.articles: 3,
    dossiers.keys: 3,
    dossiers.translation: 1,
    dossiers.quoted: 2,
    weeks.new_introduction: 3,
    weeks.introduction: 4,
    around.entry: 4,
    around.author_becomes_known: 1,
    around.outlet: 2,
    around.relation: 2,
    around.new_entry: 2,
    around.no_entry: 1,
    around.order_of_entries: 1,
    around.index: 1,
    around.template: 3,
    around.comment_in_template: 1,
    around.style: 2,
    around.theme_file: 1,
    around.catalog: 2,
    around.no_catalog: 1,
    around.setting: 3,
    around.settings_file: 1,
    around.address: 1,
    around.drafts: 2,
    around.time: 3,
    around.nothing: 2,
}

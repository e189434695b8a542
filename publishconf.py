"""Settings of the site that readers get: as pelicanconf.py, at the address that DIGEST_SITEURL names."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pelicanconf
from digest.shapes import is_web_address
from pelicanconf import *

if "DIGEST_SITEURL" not in os.environ:
    sys.exit("publishconf.py: set DIGEST_SITEURL to the address of the site, such as https://news.example.org")
# A way out of pages on these topics, for readers who must not be seen there; which page is neutral, you know better.
_exit = {
    "url": {lang: f"https://{lang}.wikipedia.org/" for lang in ("en", "ru", "kk", "ar")},
    "tags": ["rehabilitation", "radicalisation"],
}
# With a zip that readers can take along.
DIGEST = {**pelicanconf.DIGEST, "site": {"exit": _exit, **pelicanconf.DIGEST["site"], "offline": True}}
# Where `digest publish` puts the site, by names of your own; without any it only makes it ready: docs/publishing.md.
#     DIGEST["publish"] = {"server": {"kind": "rsync", "to": "deploy@example.org:/srv/digest"}}
DIGEST["publish"] = {}
# Who signs the manifest of what is published: a key of OpenSSH that lies outside of this folder.
DIGEST["sign"] = os.environ.get("DIGEST_SIGNING_KEY")
SITEURL = os.environ["DIGEST_SITEURL"].rstrip("/")
if not is_web_address(SITEURL):
    sys.exit(f"publishconf.py: {SITEURL!r} is not a whole address, such as https://news.example.org")

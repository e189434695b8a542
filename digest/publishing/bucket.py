"""Publishing to storage that speaks S3: file by file, in an order in which no page leads to what is not there.

    articles/…, theme/…                the site
    .digest/live                       what the live release holds
    .digest/releases/NAME.json         what a release holds that was live, or is
    .digest/blobs/SHA256               what releases held that was replaced or taken away since, for the way back
    .digest/touched                    while a release goes out: the files that may be of it, and what was live before

Storage has no switch. A publish that was broken off leaves some files of the new release beside those of the old one;
the next one knows from `touched` which these are, and brings all to what it is to be.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from digest.hosting import FOR_EVER, cache_control, content_type
from digest.model import UsageError
from digest.moves import read_moves
from digest.publishing.order import in_deleting_groups, in_groups
from digest.publishing.release import NAME, PublishError, compare, parse_release, render_release, too_old

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from digest.publishing.release import Difference, OnWait, Outgoing, Release

_AT_ONCE = 8  # requests under way
_MOST_DELETED = 1_000  # by one request
_MISSING = frozenset({"NoSuchKey", "404", "NotFound"})
_REFUSED = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_RELEASE = "release"  # in what the storage notes of `live`: the name of the release


class Touched(msgspec.Struct, frozen=True):
    """The files that a publish was about to change, and the release that was live *before*."""

    before: str
    paths: list[str]


def open_bucket(  # noqa: PLR0913, PLR0917 - what a target can say
    bucket: str, prefix: str, hidden: str, endpoint: str | None, region: str | None, keep: int
) -> Bucket:
    """Return the place *prefix* of a *bucket*; who asks is known from the environment, as with every program of S3."""
    try:
        import boto3  # noqa: PLC0415 - of the extra [s3]
        from botocore.config import Config  # noqa: PLC0415 - the same
    except ImportError as error:
        message = "there is no boto3. Hint: install it with `pip install 'digest[s3]'`"
        raise UsageError(message) from error
    config = Config(max_pool_connections=_AT_ONCE, retries={"max_attempts": 5, "mode": "standard"})
    client = boto3.client("s3", endpoint_url=endpoint, region_name=region, config=config)
    return Bucket(client, bucket, f"{prefix}/" if prefix else "", hidden, keep)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The objects of a *bucket* below *prefix*; what is *hidden* there is not of the site."""

    client: Any
    bucket: str
    prefix: str
    hidden: str
    keep: int = 5

    @contextmanager
    def hold(self, _on_wait: OnWait) -> Iterator[None]:
        """Tell errors of the storage; two at once are told apart when the second would say that it is live."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - of the extra [s3]

        try:
            yield
        except (BotoCoreError, ClientError) as error:
            message = f"bucket {self.bucket}: {error}. Hint: see that it is there and that you may write to it"
            raise PublishError(message) from error

    def names(self) -> Sequence[str]:
        """Return the names of the releases, oldest first."""
        found = (key.rpartition("/")[2].removesuffix(".json") for key in self._keys("releases/"))
        live = self.live()
        return sorted({*filter(NAME.fullmatch, found), *([live] if live else [])})

    def live(self) -> str | None:
        """Return the name of the live release."""
        head = self._head("live")
        return head["Metadata"].get(_RELEASE) if head else None

    def is_whole(self) -> bool:
        """Return whether no publish was broken off."""
        return not self._touched(self._live_release())

    def live_files(self) -> Collection[str]:
        """Return the paths of the files of the live release."""
        before = self._live_release()
        return before.files.keys() if before else ()

    def plan(self, outgoing: Outgoing) -> Difference:
        """Return what would be sent."""
        before, files = self._live_release(), outgoing.release.files
        found, touched = compare(before, outgoing.release), self._touched(before)
        again = tuple(path for path in found.kept if path in touched)
        kept = tuple(path for path in found.kept if path not in touched)
        size = found.size + sum(files[path].size for path in again)
        return replace(found, changed=(*found.changed, *again), kept=kept, size=size)

    def put(self, outgoing: Outgoing) -> None:
        """Send a release, then say that it is the live one."""
        staged, release = outgoing
        moved = read_moves(staged.site).moved
        pages = {f"{old[1:]}index.html": new for old, new in moved.items() if old.endswith("/")}

        def send(path: str) -> None:
            more = {"WebsiteRedirectLocation": pages[path]} if path in pages else {}
            content = staged.source(path).read_bytes()
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + path, Body=content, **_said(path), **more)

        self._change(release, send)

    def go_back(self, name: str) -> None:
        """Bring back the files of the release *name*."""
        release = parse_release(self._read(f"releases/{name}.json") or b"")

        def bring_back(path: str) -> None:
            blob = {"Bucket": self.bucket, "Key": self._key(f"blobs/{release.files[path].sha256}")}
            self.client.copy_object(
                Bucket=self.bucket,
                Key=self.prefix + path,
                CopySource=blob,
                MetadataDirective="REPLACE",
                **_said(path),
            )

        self._change(release, bring_back)

    def _change(self, release: Release, send: Callable[[str], None]) -> None:
        """Bring the site to *release*; *send* brings one file of it."""
        head, before = self._head("live"), self._live_release()
        found, touched = compare(before, release), self._touched(before)
        old = before.files if before else {}
        if before:  # where the last publish did not come to that
            self._write(f"releases/{before.name}.json", render_release(before))
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            # What was touched is of no release for sure, and what it replaced lies there already.
            replaced = [path for path in (*found.changed, *found.gone) if path not in touched]
            _all(pool, self._set_aside, {old[path].sha256: path for path in replaced}.items())
            now = Touched(before.name if before else "", sorted({*found.sent, *found.gone, *touched}))
            self._write("touched", msgspec.json.encode(now))
            for group in in_groups({*found.sent, *(touched & release.files.keys())}, old):
                _all(pool, send, group)
            self._say_live(release, head["ETag"] if head else None)
            self._write(f"releases/{release.name}.json", render_release(release))
            for group in in_deleting_groups({*found.gone, *(touched - release.files.keys())}):
                self._delete([self.prefix + path for path in group])
        self._delete([self._key("touched")])
        self._forget_old(release.name)

    def _touched(self, live: Release | None) -> frozenset[str]:
        """Return which files may not be of the *live* release, since a publish was broken off."""
        noted = self._read("touched")
        if noted is None:
            return frozenset()
        touched = msgspec.json.decode(noted, type=Touched)
        paths = frozenset(touched.paths)
        is_out = live is not None and live.name != touched.before  # and only what went may still be there
        return paths - live.files.keys() if live and is_out else paths

    def _set_aside(self, item: tuple[str, str]) -> None:
        """Keep what is at a path under the hash of its content."""
        sha256, path = item
        source = {"Bucket": self.bucket, "Key": self.prefix + path}
        self.client.copy_object(Bucket=self.bucket, Key=self._key(f"blobs/{sha256}"), CopySource=source)

    def _say_live(self, release: Release, etag: str | None) -> None:
        """Say which release is live, unless somebody else has said so meanwhile."""
        from botocore.exceptions import ClientError  # noqa: PLC0415 - of the extra [s3]

        only = {"IfMatch": etag} if etag else {"IfNoneMatch": "*"}
        try:
            said = {"Body": render_release(release), "Metadata": {_RELEASE: release.name}}
            self.client.put_object(Bucket=self.bucket, Key=self._key("live"), **said, **only)
        except ClientError as error:
            if _code(error) not in _REFUSED:
                raise
            message = f"bucket {self.bucket}: somebody else has published meanwhile. Hint: publish again"
            raise PublishError(message) from error

    def _forget_old(self, live: str) -> None:
        """Take away the releases that are too old, and what only they held."""
        names = self.names()
        old = too_old(names, live, self.keep)
        if not old:
            return
        self._delete([self._key(f"releases/{name}.json") for name in old])
        kept = [self._read(f"releases/{name}.json") or b"" for name in names if name not in old]
        wanted = {filed.sha256 for noted in kept for filed in parse_release(noted).files.values()}
        self._delete([key for key in self._keys("blobs/") if key.rpartition("/")[2] not in wanted])

    # --- the storage ---

    def _key(self, name: str) -> str:
        return f"{self.prefix}{self.hidden}/{name}"

    def _live_release(self) -> Release | None:
        noted = self._read("live")
        return parse_release(noted) if noted else None

    def _read(self, name: str) -> bytes | None:
        from botocore.exceptions import ClientError  # noqa: PLC0415 - of the extra [s3]

        try:
            content: bytes = self.client.get_object(Bucket=self.bucket, Key=self._key(name))["Body"].read()
        except ClientError as error:
            if _code(error) in _MISSING:
                return None
            raise
        return content

    def _head(self, name: str) -> dict[str, Any] | None:
        from botocore.exceptions import ClientError  # noqa: PLC0415 - of the extra [s3]

        try:
            head: dict[str, Any] = self.client.head_object(Bucket=self.bucket, Key=self._key(name))
        except ClientError as error:
            if _code(error) in _MISSING:
                return None
            raise
        return head

    def _write(self, name: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self._key(name), Body=content, ContentType="application/json")

    def _keys(self, name: str) -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._key(name))
        for page in pages:
            yield from (each["Key"] for each in page.get("Contents", ()))

    def _delete(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), _MOST_DELETED):
            some = [{"Key": key} for key in keys[start : start + _MOST_DELETED]]
            done = self.client.delete_objects(Bucket=self.bucket, Delete={"Objects": some, "Quiet": True})
            if done.get("Errors"):
                message = (
                    f"bucket {self.bucket}: {done['Errors'][0].get('Message')}. Hint: see that you may delete there"
                )
                raise PublishError(message)


def _said(path: str) -> Mapping[str, str]:
    """Return what the storage is to say of a file. What lies in theme/ is always asked for with its mark."""
    kept = FOR_EVER if path.startswith("theme/") else cache_control(f"/{path}")
    return {"ContentType": content_type(path), "CacheControl": kept}


def _all(pool: ThreadPoolExecutor, do: Callable[[Any], None], values: Iterable[Any]) -> None:
    """Do it for all *values*; raise what the first that fails raises."""
    for _ in pool.map(do, values):
        pass


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))

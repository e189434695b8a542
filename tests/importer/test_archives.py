"""Archives: every text out of them, a clear line for whatever else they hold, and no more work than they are worth."""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import lzma
import random
import stat
import struct
import tarfile
import tracemalloc
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importer.archive.members import LIMITS, Limits, Member, is_archive, read_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TEXT = b"Library opens on Sundays\n\nThe reading room will be open from noon, the library said.\n"
MB = 1_000_000
TINY = Limits(member=1_000, total=5_000, members=10, ratio=100, floor=3_000, header=2_000, name=40, depth=4)
PACKERS = {".tar": bytes, ".tar.gz": gzip.compress, ".tgz": gzip.compress, ".tar.xz": lzma.compress,
           ".tar.bz2": lambda raw: bz2.compress(raw, 1)}  # fmt: skip


class CountedFile(io.BytesIO):
    """A file that counts the bytes that are read of it."""

    total = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.total += len(data)
        return data


def read(raw: bytes, name: str = "news.zip", limits: Limits = LIMITS) -> list[Member]:
    return list(read_members(io.BytesIO(raw), name, limits))


def told(members: Iterable[Member]) -> list[tuple[str, str | None, list[str]]]:
    return [(member.name, member.outcome, [found.code for found in member.problems]) for member in members]


def words(members: Iterable[Member]) -> str:
    return "\n".join(str(found) for member in members for found in member.problems)


def pack_zip(files: Mapping[str, bytes] | Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = 8) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, raw in dict(files).items() if isinstance(files, dict) else files:  # type: ignore[call-overload]
            archive.writestr(name, raw)
    return file.getvalue()


def pack_tar(members: Iterable[tuple[str | tarfile.TarInfo, bytes]], tar_format: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:", format=tar_format) as archive:
        for given_info, raw in members:
            info = tarfile.TarInfo(given_info) if isinstance(given_info, str) else given_info
            info.size = len(raw) or info.size
            archive.addfile(info, io.BytesIO(raw))
    return file.getvalue()


def raw_zip(*entries: tuple[bytes, bytes], flags: int = 0, at: Mapping[int, int] | None = None, size: int = 0) -> bytes:
    """Return a zip archive of stored entries; entry i claims to begin at *at[i]* and to have *size* bytes more."""
    body, directory = b"", b""
    for index, (name, data) in enumerate(entries):
        sizes = (zlib.crc32(data), len(data) + size, len(data) + size)
        offset = (at or {}).get(index, len(body))
        body += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, 0, 0, 33, *sizes, len(name), 0) + name + data
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, flags, 0, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, offset
        )
        directory += name
    count = len(entries)
    return body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)


def special(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def unix(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


# --- what is well ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.zip", "A.ZIP", "b.tar", "b.tar.gz", "b.tgz", "b.tar.bz2", "b.Tar.XZ"])
def test_archives_are_told_by_their_names(name: str) -> None:
    assert is_archive(name)
    assert not is_archive(f"{name}.txt")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_gives_its_files_in_order(method: int) -> None:
    raw = pack_zip({"b.txt": TEXT, "politics/": b"", "politics/а.txt": TEXT * 3_000, "c": b""}, method)

    assert read(raw) == [Member("b.txt", TEXT), Member("politics/а.txt", TEXT * 3_000), Member("c", b"")]


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("tar_format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_its_files_in_order(suffix: str, tar_format: int) -> None:
    long = f"{'l' * 90}/{'k' * 90}.txt"
    raw = pack_tar(
        [("./b.txt", TEXT), (special("politics", tarfile.DIRTYPE), b""), (long, TEXT * 3_000), ("c", b"")], tar_format
    )

    found = read(PACKERS[suffix](raw), f"news{suffix}")

    assert found == [Member("b.txt", TEXT), Member(long, TEXT * 3_000), Member("c", b"")]


@given(
    st.lists(
        st.tuples(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=150), st.binary()), max_size=6
    )
)
def test_what_was_packed_comes_out(files: list[tuple[str, bytes]]) -> None:
    named = [(f"{number}{name}.txt", raw) for number, (name, raw) in enumerate(files)]
    shown = [(unicodedata.normalize("NFC", name), raw) for name, raw in named]

    for packed, name in ((pack_zip(named), "a.zip"), (pack_tar(named), "a.tar"), (pack_tar(named, 1), "a.tar")):
        assert [(member.name, member.raw) for member in read(packed, name) if member.name] == shown


@given(st.binary(max_size=3_000), st.sampled_from(["a.zip", "a.tar", "a.tar.gz"]))
def test_bytes_that_are_no_archive_are_told(raw: bytes, name: str) -> None:
    starts = {"a.zip": b"PK\x03\x04", "a.tar": b"", "a.tar.gz": b"\x1f\x8b\x08\x00"}

    (member,) = read(starts[name] + raw, name)

    assert told([member]) in ([("", "failed", ["I110"])], [("", "skipped", ["I345"])])


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_an_archive_with_a_few_broken_bytes_is_told_or_read(name: str) -> None:
    rows = [(f"{number}.txt", random.Random(number).randbytes(1_000)) for number in range(8)]
    raw = pack_zip(rows) if name == "a.zip" else PACKERS[name[1:]](pack_tar(rows))
    whole = {member.name: member.raw for member in read(raw, name)}
    assert len(whole) == len(rows)

    for seed in range(200):
        broken, at = bytearray(raw), random.Random(seed).randrange(len(raw))
        broken[at] ^= 1 << seed % 8
        found = read(bytes(broken), name)

        lost = len(rows) - sum(member.raw is not None for member in found)
        assert not lost or any(member.outcome for member in found), at
        assert name != "a.zip" or all(member.raw in whole.values() for member in found if member.raw is not None)


def test_a_zip64_is_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(2):
            with archive.open(f"{number}.txt", "w", force_zip64=True) as entry:
                entry.write(TEXT)
    assert [member.raw for member in read(file.getvalue())] == [TEXT, TEXT]

    raw = raw_zip((b"a.txt", TEXT))
    end = raw.index(b"PK\x05\x06")
    start = raw.index(b"PK\x01\x02")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, end - start, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)

    assert read(raw[:end] + record + locator + full) == [Member("a.txt", TEXT)]


def test_what_stands_before_or_after_a_zip_does_not_matter() -> None:
    raw = bytearray(raw_zip((b"a.txt", TEXT)))
    raw[-2:] = struct.pack("<H", 5)

    assert read(b"#!/bin/sh\n" + bytes(raw) + b"PK\x05\x06!") == [Member("a.txt", TEXT)]


def test_what_a_tar_is_packed_with_is_told_by_its_bytes() -> None:
    assert read(pack_tar([("a.txt", TEXT)]), "news.tgz") == [Member("a.txt", TEXT)]


def test_several_streams_in_one_file_are_one_archive() -> None:
    raw = pack_tar([("a.txt", TEXT)])

    for name, pack in PACKERS.items():
        assert read(pack(raw[:700]) + pack(raw[700:]), f"news{name}") == [Member("a.txt", TEXT)]


# --- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../../a.txt", "a/../../b.txt", "..\\..\\a.txt", "C:\\news\\a.txt", "c:a.txt", "\\\\server\\a.txt"],
)
def test_names_that_lead_out_are_read_and_told(name: str) -> None:
    found = [*read(pack_zip({name: TEXT})), *read(pack_tar([(name, TEXT)]), "news.tar")]

    assert told(found) == [(name, None, ["I340"])] * 2
    assert {member.raw for member in found} == {TEXT}
    assert found[0].problems[0].path == f"news.zip/{name}"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\n\x1b[2Jb.txt", "a\\n\\x1b[2Jb.txt"),
        (b"a\x00b.txt", "a\\x00b.txt"),
        ("\u202etxt.a.txt".encode(), "\\u202etxt.a.txt"),
        (b"-rf", "-rf"),
        (b"", "(no name)"),
    ],
)
def test_names_are_shown_with_what_cannot_be_seen_written_out(name: bytes, shown: str) -> None:
    assert read(raw_zip((name, TEXT), flags=0x800)) == [Member(shown, TEXT)]


@pytest.mark.parametrize(
    ("name", "flags", "shown", "codes"),
    [
        ("статья.txt".encode(), 0x800, "статья.txt", []),
        ("статья.txt".encode(), 0, "статья.txt", []),
        ("статья №5.txt".encode("cp866"), 0, "статья №5.txt", ["I343"]),
        ("Übersicht.txt".encode("cp437"), 0, "Übersicht.txt", ["I343"]),
        (b"\xff\xfe.txt", 0x800, "\\xff\\xfe.txt", []),
    ],
)
def test_names_in_old_encodings_are_read(name: bytes, flags: int, shown: str, codes: list[str]) -> None:
    assert told(read(raw_zip((name, TEXT), flags=flags))) == [(shown, None, codes)]


def test_a_unicode_name_beside_an_old_one_is_taken() -> None:
    info = zipfile.ZipInfo("x" * 10)
    old, new = "статья.txt".encode("cp866"), "статья.txt".encode()
    info.extra = struct.pack("<2HBL", 0x7075, 5 + len(new), 1, zlib.crc32(old)) + new

    raw = pack_zip([(info, TEXT)]).replace(b"x" * 10, old)

    assert told(read(raw)) == [("статья.txt", None, [])]


def test_names_of_a_tar_that_are_not_utf8_are_shown_written_out() -> None:
    info = tarfile.TarInfo("\udcff\udcfe.txt")

    assert read(pack_tar([(info, TEXT)], tarfile.GNU_FORMAT), "a.tar") == [Member("\\xff\\xfe.txt", TEXT)]


def test_a_name_that_comes_twice_is_read_twice_and_told() -> None:
    names = ["a.txt", "a.txt (2)", "a.txt", "a.txt"]
    composed, apart = unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")

    found = read(raw_zip(*((name.encode(), TEXT) for name in [*names, composed, apart]), flags=0x800))

    assert told(found) == [
        ("a.txt", None, []),
        ("a.txt (2)", "skipped", ["I304"]),
        ("a.txt (3)", None, ["I341"]),
        ("a.txt (4)", None, ["I341"]),
        (composed, None, []),
        (f"{composed} (2)", None, ["I341"]),
    ]


def test_names_that_differ_in_case_alone_are_read_and_told() -> None:
    found = read(pack_tar([("News/A.txt", TEXT), ("news/a.txt", TEXT * 2)]), "news.tar")

    assert told(found) == [("News/A.txt", None, []), ("news/a.txt", None, ["I342"])]
    assert [member.raw for member in found] == [TEXT, TEXT * 2]


@pytest.mark.parametrize("name", ["f/" * 60 + "a.txt", "n" * 1_200 + ".txt"])
def test_names_too_long_for_a_disk_are_read_and_shown_cut(name: str) -> None:
    for found in (read(pack_zip({name: TEXT})), read(pack_tar([(name, TEXT)]), "a.tar")):
        assert [member.raw for member in found] == [TEXT]
        assert [problem.code for problem in found[0].problems] == ["I344"]
        assert len(found[0].name) <= LIMITS.name + 2


def test_hidden_files_are_passed_over_as_on_the_disk() -> None:
    names = [".DS_Store", "__MACOSX/._a.txt", "Thumbs.db", "x/.git/a.txt", "~$a.docx", "a.txt~", "./b/../.c/a.txt"]

    assert told(read(pack_zip(dict.fromkeys(names, TEXT)))) == [("", "skipped", ["I345"])]


def test_files_that_are_no_texts_by_their_names_are_told_and_not_unpacked() -> None:
    raw = pack_zip({"data.json": b"{}", "photo.jpg": bytes(40 * MB), "a.html": b"<html>", "a.docx": b"PK\x03\x04"})

    assert told(read(raw)) == [
        ("data.json", "skipped", ["I304"]),
        ("photo.jpg", "skipped", ["I304"]),
        ("a.html", None, []),
        ("a.docx", None, []),
    ]


# --- members that are no files ---------------------------------------------------------------------------------


def test_links_and_devices_in_a_tar_are_told_and_not_followed() -> None:
    kinds = {tarfile.LNKTYPE: "a hard link", tarfile.SYMTYPE: "a symbolic link", tarfile.CHRTYPE: "a device",
             tarfile.BLKTYPE: "a device", tarfile.FIFOTYPE: "a pipe", b"Q": "of a kind that is not known"}  # fmt: skip
    entries = [(special(f"{kind.decode()}.txt", kind, "/etc/passwd"), b"") for kind in kinds]

    found = read(pack_tar([*entries, ("a.txt", TEXT)]), "news.tar")

    assert told(found) == [*((f"{kind.decode()}.txt", "skipped", ["I113"]) for kind in kinds), ("a.txt", None, [])]
    for member, kind in zip(found, kinds.values(), strict=False):
        assert f"it is {kind}" in str(member.problems[0])


def test_links_and_pipes_in_a_zip_are_told_and_not_followed() -> None:
    rows = [(unix("a.txt", stat.S_IFLNK | 0o777), b"/etc/passwd"), (unix("b.txt", stat.S_IFIFO | 0o644), b""),
            (unix("c.txt", stat.S_IFREG | 0o644), TEXT), (unix("d", stat.S_IFDIR | 0o755), b"")]  # fmt: skip

    found = read(pack_zip(rows))

    assert told(found) == [("a.txt", "skipped", ["I113"]), ("b.txt", "skipped", ["I113"]), ("c.txt", None, [])]


def test_sparse_files_are_told_and_what_follows_is_read() -> None:
    old = bytearray(special("a.txt", b"S").tobuf(tarfile.GNU_FORMAT))
    old[482] = 1
    old[148:156] = b"%06o\0 " % (sum(old) - sum(old[148:156]) + 256)
    holes = bytes(504) + b"\x01" + bytes(7) + bytes(512)
    new = tarfile.TarInfo("GNUSparseFile.1/b.txt")
    new.pax_headers = {"GNU.sparse.name": "b.txt", "GNU.sparse.major": "1"}

    found = read(bytes(old) + holes + pack_tar([(new, b"1\n"), ("c.txt", TEXT)]), "news.tar")

    assert told(found) == [("a.txt", "skipped", ["I113"]), ("b.txt", "skipped", ["I113"]), ("c.txt", None, [])]


@pytest.mark.parametrize("name", ["inner.zip", "x/inner.tar.gz", "a.txt.gz", "inner.7z", "lib 0.ZIP"])
def test_an_archive_within_an_archive_is_told_and_not_opened(name: str) -> None:
    inner = pack_zip({"a.txt": TEXT})

    assert told(read(pack_zip({name: inner, "a.txt": TEXT}))) == [(name, "skipped", ["I114"]), ("a.txt", None, [])]


def test_an_archive_that_holds_itself_ends() -> None:
    raw = pack_zip({"r/r.zip": b"PK"})

    assert told(read(raw)) == [("r/r.zip", "skipped", ["I114"])]


# --- damage ----------------------------------------------------------------------------------------------------


def test_a_member_with_a_wrong_checksum_fails_alone() -> None:
    raw = raw_zip((b"a.txt", TEXT), (b"b.txt", b"Another text."))

    found = read(raw.replace(b"Library", b"Lichtury", 1).replace(b"Lichtury", b"Librari", 1))

    assert told(found) == [("a.txt", "failed", ["I112"]), ("b.txt", None, [])]


def test_an_encrypted_member_fails_alone() -> None:
    raw = bytearray(raw_zip((b"a.txt", TEXT), (b"b.txt", TEXT)))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1

    found = read(bytes(raw))

    assert told(found) == [("a.txt", "failed", ["I112"]), ("b.txt", None, [])]
    assert "it is encrypted" in words(found)


def test_a_member_packed_in_another_way_fails_alone() -> None:
    raw = pack_zip({"a.txt": TEXT}, zipfile.ZIP_LZMA)

    assert "packed in a way that is not read (method 14)" in words(read(raw))


def test_a_member_under_another_name_than_the_directory_says_fails_alone() -> None:
    raw = raw_zip((b"a.txt", TEXT), (b"b.txt", TEXT)).replace(b"b.txt", b"c.txt", 1)

    assert told(read(raw)) == [("a.txt", None, []), ("b.txt", "failed", ["I112"])]


@pytest.mark.parametrize("said", [1, 10_000_000])
def test_a_length_that_lies_is_not_believed(said: int) -> None:
    raw = bytearray(pack_zip({"a.txt": TEXT, "b.txt": TEXT}))
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<L", said)

    assert told(read(bytes(raw))) == [("a.txt", "failed", ["I112"]), ("b.txt", None, [])]


@pytest.mark.parametrize("count", [0, 1, 3, 60_000])
def test_a_directory_that_lies_about_its_length_is_told(count: int) -> None:
    raw = bytearray(raw_zip((b"a.txt", TEXT), (b"b.txt", TEXT)))
    raw[-14:-10] = struct.pack("<2H", count, count)

    assert told(read(bytes(raw))) == [("a.txt", None, []), ("b.txt", None, []), ("", "failed", ["I110"])]


@pytest.mark.parametrize(
    ("size", "start"), [(0xFFFFFFF0, 0), (0, 0xFFFFFFF0), (10, 100), (2**31, 2**31), (0xFFFFFFFF, 0xFFFFFFFF)]
)
def test_a_directory_that_is_not_where_it_says_is_told(size: int, start: int) -> None:
    raw = bytearray(raw_zip((b"a.txt", TEXT), (b"b.txt", TEXT)))
    raw[-10:-2] = struct.pack("<2L", size, start)

    assert ("", "failed", ["I110"]) in told(read(bytes(raw)))


def test_a_member_at_a_place_that_no_file_has_is_told() -> None:
    raw = raw_zip((b"a.txt", TEXT), at={0: 0xFFFFFFFF})
    at, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    wide = struct.pack("<2HQ", 1, 8, 2**64 - 1)
    central = raw[at : at + 30] + struct.pack("<H", len(wide)) + raw[at + 32 : end] + wide
    final = raw[end : end + 12] + struct.pack("<L", len(central)) + raw[end + 16 :]

    found = read(b"#!/bin/sh\n" + raw[:at] + central + final)

    assert told(found) == [("", "failed", ["I110"])]
    assert "places where no member can be" in words(found)


def test_one_part_of_an_archive_in_several_is_told() -> None:
    raw = bytearray(raw_zip((b"a.txt", TEXT)))
    raw[-18:-16] = struct.pack("<H", 3)

    assert "it is one part of several" in words(read(bytes(raw)))


@pytest.mark.parametrize("name", ["news.zip", "news.tar.gz", "news.tar.xz", "news.tar.bz2", "news.tar"])
@pytest.mark.parametrize("raw", [b"", b"Library opens on Sundays", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_told(name: str, raw: bytes) -> None:
    assert told(read(raw, name)) == [("", "failed", ["I110"])]


def test_a_zip_that_is_cut_short_is_told() -> None:
    raw = raw_zip((b"a.txt", TEXT), (b"b.txt", TEXT))

    for end in range(len(raw)):
        assert told(read(raw[:end])) == [("", "failed", ["I110"])]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_tar_that_is_cut_short_gives_what_came_before(suffix: str) -> None:
    texts = [random.Random(number).randbytes(100_000) for number in range(4)]
    raw = PACKERS[suffix](pack_tar([(f"{number}.txt", text) for number, text in enumerate(texts)]))

    found = read(raw[: len(raw) * 5 // 8], f"news{suffix}")

    assert [member.raw for member in found if member.name][:1] == texts[:1]
    assert told(found)[-1] == ("", "failed", ["I110"])
    assert "cut short" in words(found)


@pytest.mark.parametrize("suffix", [".tar.gz", ".tar.bz2", ".tar.xz"])
def test_a_wrong_checksum_at_the_end_of_a_packed_tar_is_told(suffix: str) -> None:
    raw = bytearray(PACKERS[suffix](pack_tar([("a.txt", TEXT)])))
    raw[-8 if suffix == ".tar.gz" else -5] ^= 1

    found = read(bytes(raw), f"news{suffix}")

    assert told(found)[-1] == ("", "failed", ["I110"])
    assert "so may be what was read of it" in words(found)


def test_a_tar_with_another_one_behind_it_tells_of_it() -> None:
    found = read(pack_tar([("a.txt", TEXT)]) + pack_tar([("b.txt", TEXT)]), "news.tar")

    assert told(found) == [("a.txt", None, []), ("", "failed", ["I110"])]
    assert "more follows after its end" in words(found)


@pytest.mark.parametrize("field", [b"\xff" * 12, b"\x80" + b"\xff" * 11, b"77777777777\0", b"-0000000001\0", b"9\0"])
def test_a_tar_with_an_absurd_length_ends(field: bytes) -> None:
    header = bytearray(tarfile.TarInfo("a.txt").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = field
    header[148:156] = b"%06o\0 " % (sum(header) - sum(header[148:156]) + 256)

    assert told(read(bytes(header) + bytes(2_000), "news.tar"))[-1] == ("", "failed", ["I110"])


@pytest.mark.parametrize(
    "record", [b"0 path=a\n", b"99 path=a\n", b"-5 path=a\n", b"path", b"9" * 900, b"14 size=-100\n"]
)
def test_a_pax_header_that_lies_is_told(record: bytes) -> None:
    header = special("x", b"x")
    header.size = len(record)
    raw = header.tobuf(tarfile.USTAR_FORMAT) + record + bytes(-len(record) % 512) + pack_tar([("a.txt", TEXT)])

    assert told(read(raw, "news.tar")) == [("", "failed", ["I110"])]


@pytest.mark.parametrize("raw", [pack_zip({}), pack_tar([]), pack_zip({"folder/": b""}), bytes(10_240)])
def test_an_archive_without_files_is_a_notice(raw: bytes) -> None:
    name = "news.zip" if raw.startswith(b"PK") else "news.tar"

    assert told(read(raw, name)) == [("", "skipped", ["I345"])]


# --- bombs -----------------------------------------------------------------------------------------------------


def test_ten_gigabytes_of_zeros_stop_soon() -> None:
    part = gzip.compress(bytes(10 * MB))
    first = pack_tar([("a.txt", TEXT)])[:1024]
    inside = tarfile.TarInfo("b.txt")
    inside.size = 10_000 * MB

    for between in (b"", inside.tobuf(tarfile.GNU_FORMAT)):
        file = CountedFile(gzip.compress(first + between) + part * 1_000)
        tracemalloc.start()
        found = list(read_members(file, "news.tar.gz"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert (told(found)[0], told(found)[-1]) == (("a.txt", None, []), ("", "failed", ["I111"]))
        assert file.total < MB
        assert peak < 60 * MB


@pytest.mark.parametrize("suffix", [".tar.xz", ".tar.bz2"])
def test_zeros_packed_in_other_ways_stop_soon(suffix: str) -> None:
    file = CountedFile(PACKERS[suffix](bytes(15 * MB)) * 100)

    assert told(read_members(file, f"news{suffix}")) == [("", "failed", ["I111"])]
    assert file.total < MB


def test_zeros_in_a_zip_stop_soon_and_what_came_before_is_kept() -> None:
    file = CountedFile(pack_zip([("a.txt", TEXT), *((f"{number}.txt", bytes(20 * MB)) for number in range(5))]))

    found = list(read_members(file, "news.zip"))

    assert told(found) == [("a.txt", None, []), ("", "failed", ["I111"])]
    assert "the archive holds more than 100 times its own size; texts read before that: 1" in words(found)


def test_members_that_lie_over_each_other_are_not_unpacked() -> None:
    entries = [(f"{number}.txt".encode(), TEXT) for number in range(4)]
    one_place = raw_zip(*entries, at={1: 0})
    over_the_next = raw_zip(*entries, size=len(TEXT))
    over_the_directory = raw_zip(entries[0], size=len(TEXT))

    for raw in (one_place, over_the_next, over_the_directory):
        found = read(raw)

        assert told(found) == [("", "failed", ["I110"])]
        assert "as in an archive bomb" in words(found)


def test_a_member_that_is_too_large_fails_alone_in_a_zip() -> None:
    found = read(pack_zip({"a.txt": bytes(range(250)) * 8, "b.txt": TEXT}, 0), limits=TINY)

    assert told(found) == [("a.txt", "failed", ["I112"]), ("b.txt", None, [])]


def test_a_member_that_is_too_large_fails_alone_in_a_tar() -> None:
    found = read(pack_tar([("a.txt", bytes(range(250)) * 8), ("b.txt", TEXT)]), "a.tar", Limits(member=1_000))

    assert told(found) == [("a.txt", "failed", ["I112"]), ("b.txt", None, [])]


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_more_bytes_than_are_unpacked_stop_the_archive(suffix: str) -> None:
    rows = [(f"{number}.txt", random.Random(number).randbytes(900)) for number in range(9)]
    raw = pack_zip(rows) if suffix == ".zip" else PACKERS[suffix](pack_tar(rows))

    found = read(raw, f"news{suffix}", TINY)

    assert all(member.raw == dict(rows)[member.name] for member in found[:-1])
    assert 2 <= len(found) - 1 <= 5
    assert told(found)[-1] == ("", "failed", ["I111"])


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_more_members_than_are_read_stop_the_archive(suffix: str) -> None:
    rows = [(f"{number}.txt", b"x") for number in range(11)]

    found = read(pack_zip(rows) if suffix == ".zip" else pack_tar(rows), f"news{suffix}", Limits(members=10))

    assert told(found)[-1] == ("", "failed", ["I111"])
    assert "10 members" in words(found)


def test_headers_that_describe_nothing_count_as_members() -> None:
    header = special("x", b"x").tobuf(tarfile.USTAR_FORMAT)

    assert told(read(header * 50, "a.tar", TINY)) == [("", "failed", ["I111"])]


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K"])
def test_a_description_of_a_member_that_is_absurdly_long_is_not_read(kind: bytes) -> None:
    header = special("x", kind)
    header.size = 4_000 * MB
    file = CountedFile(header.tobuf(tarfile.GNU_FORMAT) + bytes(3 * MB))

    assert told(read_members(file, "a.tar")) == [("", "failed", ["I110"])]
    assert file.total < 100_000


def test_an_xz_that_asks_for_gigabytes_of_memory_is_refused() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**20}]
    raw = bytearray(lzma.compress(pack_tar([("a.txt", TEXT)]), filters=filters))
    at = raw.index(b"\x21\x01", 12) + 2  # the LZMA2 filter of the block header: its id, one byte of properties
    raw[at] = 40  # a dictionary of 4 GB
    size = (raw[12] + 1) * 4
    raw[12 + size - 4 : 12 + size] = struct.pack("<L", zlib.crc32(bytes(raw[12 : 12 + size - 4])))

    found = read(bytes(raw), "news.tar.xz")

    assert told(found) == [("", "failed", ["I110"])]
    assert "needs too much memory" in words(found)


def test_one_name_many_times_takes_no_longer_than_many_names() -> None:
    raw = raw_zip(*([(b"a.txt", b"")] * 5_000))

    names = [member.name for member in read_members(io.BytesIO(raw), "news.zip")]

    assert len(set(names)) == 5_000
    assert names[-1] == "a.txt (5000)"


def test_a_large_directory_is_read_a_piece_at_a_time() -> None:
    file = CountedFile(raw_zip(*((b"%0200d.txt" % number, b"x") for number in range(8_000))))
    size = len(file.getvalue())
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    members = read_members(file, "news.zip")

    first = next(members)

    assert first == Member(f"{0:0200}.txt", b"x")
    assert tracemalloc.get_traced_memory()[1] - before < 3 * MB
    tracemalloc.stop()
    assert sum(1 for _ in members) == 7_999
    assert file.total < 3 * size


def test_members_come_one_at_a_time() -> None:
    file = CountedFile(pack_tar([(f"{number}.txt", bytes(MB)) for number in range(5)]))

    assert len(list(itertools.islice(read_members(file, "news.tar"), 2))) == 2
    assert file.total < 2.2 * MB

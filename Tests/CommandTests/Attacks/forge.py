"""What somebody can do who owns the files of a ledger, and perhaps its key.

A test gives the attack in a few lines; this file does the handwork: entries, leaves, tree, heads and signatures are
made again as the format says, by code of its own, so that the attack does not depend on what it attacks.
"""
import base64
import datetime
import hashlib
import json
import os
import shutil
import sqlite3


# Ed25519 as RFC 8032 5.1 has it, in extended coordinates: slow, and short enough to be read.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def encode_point(p):
    inverse = pow(p[2], -1, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def base_point():
    y = 4 * pow(5, -1, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    x = P - x if x & 1 else x
    return x, y, 1, x * y % P


BASE = base_point()


class Key:
    """A log's key: made anew from a seed, or read from `PRIVATE+KEY+NAME+ID+base64(kind, seed)`."""

    def __init__(self, name, seed):
        self.name, self.seed = name, seed
        digest = hashlib.sha512(seed).digest()
        self.scalar = int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254
        self.prefix = digest[32:]
        self.public = encode_point(times(self.scalar, BASE))
        self.id = hashlib.sha256(name.encode() + b"\n\x01" + self.public).digest()[:4]

    @classmethod
    def read(cls, path):
        _, _, name, _, data = open(path).read().strip().split("+", 4)
        return cls(name, base64.b64decode(data)[1:])

    @property
    def vkey(self):
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([1]) + self.public).decode()}"

    @property
    def text(self):
        return f"PRIVATE+KEY+{self.name}+{self.id.hex()}+{base64.b64encode(bytes([1]) + self.seed).decode()}\n"

    def sign(self, message):
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % ORDER
        point = encode_point(times(r, BASE))
        k = int.from_bytes(hashlib.sha512(point + self.public + message).digest(), "little")
        return point + ((r + k * self.scalar) % ORDER).to_bytes(32, "little")

    def note(self, text):
        line = base64.b64encode(self.id + self.sign(text.encode())).decode()
        return f"{text}\n\u2014 {self.name} {line}\n"


# The tree.

def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def subtrees(leaves):
    """The roots of the complete subtrees, the largest first: one for each bit of the size."""
    roots = []
    for index, leaf in enumerate(leaves):
        while index & 1:
            leaf, index = node_hash(roots.pop(), leaf), index >> 1
        roots.append(leaf)
    return roots


def root_of(leaves):
    roots = subtrees(leaves)
    root = roots.pop()
    while roots:
        root = node_hash(roots.pop(), root)
    return root


# Entries.

def encode(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def instant(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(text):
    return int(datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc).timestamp())


class Log:
    """The entries of a ledger, to be changed and written back: to its database, and to exports that were made of it."""

    def __init__(self, ledger, exports=()):
        self.ledger, self.exports = ledger, exports
        self.db = sqlite3.connect(ledger + "/log.sqlite", isolation_level=None)
        # A row is an append, and a head follows each.
        self.rows = [text.encode().split(b"\n") for (text,) in self.db.execute("select entries from batch order by first")]
        self.key = Key.read(ledger + "/keys/log.key")
        self.origin = json.loads(self.rows[0][0])["body"]["origin"]

    @property
    def entries(self):
        return [entry for row in self.rows for entry in row]

    @property
    def sizes(self):
        """The sizes of the heads."""
        return [sum(map(len, self.rows[:index + 1])) for index in range(len(self.rows))]

    def at(self, seq):
        return json.loads(self.entries[seq])

    def recorded(self, seq):
        """When an entry was recorded; for one that cannot be read, when the one before it was."""
        try:
            return seconds(self.at(seq)["recorded_at"])
        except (ValueError, KeyError, TypeError):
            return self.recorded(seq - 1)

    def again(self, seq):
        """An entry as one would record it once more: without number, time, identifier and source."""
        return {name: value for name, value in self.at(seq).items() if name not in ("seq", "recorded_at", "id", "source")}

    def last(self, kind):
        """The last position of a type."""
        return max(seq for seq, entry in enumerate(self.entries) if json.loads(entry)["type"] == kind)

    def first(self, kind):
        """The first position of a type."""
        return min(seq for seq, entry in enumerate(self.entries) if json.loads(entry)["type"] == kind)

    def _place(self, seq):
        for row in self.rows:
            if seq < len(row):
                return row, seq
            seq -= len(row)
        raise IndexError(seq)

    def put(self, seq, entry):
        """Puts an entry, as a value or in bytes, in the place of another."""
        row, index = self._place(seq)
        row[index] = entry if isinstance(entry, bytes) else encode(entry)

    def change(self, seq, body=None, **members):
        """Changes members of an entry and of its body."""
        entry = self.at(seq)
        entry.update(members)
        entry["body"].update(body or {})
        self.put(seq, entry)

    def replace(self, seq, old, new):
        """Replaces text of an entry."""
        row, index = self._place(seq)
        assert old.encode() in row[index], row[index]
        row[index] = row[index].replace(old.encode(), new.encode(), 1)

    def insert(self, seq, entry):
        row, index = self._place(seq)
        row.insert(index, encode(entry))

    def remove(self, seq):
        row, index = self._place(seq)
        del row[index]

    def append(self, entry):
        """Adds an entry at the end, as an append of its own, with number, time and identifier if it has none."""
        size, last = len(self.entries), self.at(len(self.entries) - 1)
        number = hashlib.sha256(b"%d" % size).hexdigest()
        made = {"seq": str(size), "recorded_at": last["recorded_at"],
                "id": f"{number[:8]}-{number[8:12]}-8{number[13:16]}-8{number[17:20]}-{number[20:32]}"}
        self.rows.append([encode({**made, **entry})])
        return size

    def renumber(self):
        """Gives every entry the number of its position."""
        for seq, entry in enumerate(self.entries):
            value = json.loads(entry)
            if value["seq"] != str(seq):
                self.put(seq, {**value, "seq": str(seq)})

    # Writing.

    def without_triggers(self, work):
        """Drops the triggers, does the work, and puts them back as they were."""
        triggers = self.db.execute("select name, sql from sqlite_schema where type = 'trigger' order by rowid").fetchall()
        self.db.execute("begin")
        for name, _ in triggers:
            self.db.execute("drop trigger " + name)
        work()
        for _, sql in triggers:
            self.db.execute(sql)
        self.db.execute("commit")

    def write_entries(self):
        """Writes the entries and what the operator's own table says of them, and forgets the leaves."""
        def work():
            for (first,), row in zip(self.db.execute("select first from batch order by first").fetchall(), self.rows):
                self.db.execute("update batch set entries = ? where first = ?", (b"\n".join(row).decode(), first))
        self.without_triggers(work)
        for export in self.exports:
            self._write_tiles(export, hashes=False)

    def write_hashes(self, roots=False):
        """Writes entries, leaves and digests; heads stay as they were signed, but for the roots beside them."""
        def work():
            self._write_rows()
            leaves = list(map(leaf_hash, self.entries))
            for size in self.sizes if roots else []:
                self.db.execute(
                    "update head set root = ?, frontier = ? where size = ?",
                    (root_of(leaves[:size]), b"".join(subtrees(leaves[:size])), size))
        self.without_triggers(work)
        for export in self.exports:
            self._write_tiles(export)

    def write_signed(self, key=None, sizes=None, signer=None):
        """Writes everything and signs every head again: by one key, or by the one that `signer` names for a size."""
        def work():
            self._write_rows()
            self.db.execute("delete from head")
            leaves = list(map(leaf_hash, self.entries))
            for size in sizes or self.sizes:
                root = root_of(leaves[:size])
                text = f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n"
                by = signer(size) if signer else key or self.key
                self.db.execute(
                    "insert into head(size, root, note, frontier, recorded_at) values (?, ?, ?, ?, ?)",
                    (size, root, by.note(text), b"".join(subtrees(leaves[:size])),
                     self.recorded(size - 1)))
        self.without_triggers(work)
        for export in self.exports:
            self._write_tiles(export)
            self._write_notes(export)

    def _write_rows(self):
        self.db.execute("delete from batch")
        first = 0
        for row in self.rows:
            text = b"\n".join(row)
            self.db.execute(
                "insert into batch(first, count, entries, leaves, digest) values (?, ?, ?, ?, ?)",
                (first, len(row), text.decode(), b"".join(map(leaf_hash, row)), hashlib.sha256(text).digest()))
            first += len(row)

    def _write_tiles(self, export, hashes=True):
        """Tiles of entries, and of hashes where they are to follow; for logs of at most 65,536 entries."""
        tiles = {"entries": [len(entry).to_bytes(2, "big") + entry for entry in self.entries]}
        if hashes:
            leaves = list(map(leaf_hash, self.entries))
            full = range(0, len(leaves) - 255, 256)
            tiles |= {"0": leaves, "1": [root_of(leaves[first:first + 256]) for first in full]}
        for level, parts in tiles.items():
            shutil.rmtree(f"{export}/tile/{level}", ignore_errors=True)
            for first in range(0, len(parts), 256):
                width = len(parts[first:first + 256])
                path = f"{export}/tile/{level}/{first // 256:03}" + ("" if width == 256 else f".p/{width}")
                os.makedirs(os.path.dirname(path), exist_ok=True)
                open(path, "wb").write(b"".join(parts[first:first + 256]))
        sum_files(export)

    def _write_notes(self, export):
        """The heads as the database now has them."""
        notes = dict(self.db.execute("select size, note from head"))
        open(export + "/checkpoint", "w").write(notes[max(notes)])
        if not os.path.exists(export + "/bundle"):
            return
        shutil.rmtree(export + "/heads")
        os.mkdir(export + "/heads")
        for size, note in notes.items():
            open(f"{export}/heads/{size}", "w").write(note)
        _, size, root, *_ = notes[max(notes)].split("\n")
        lines = open(export + "/bundle").read().split("\n")
        lines[2:4] = f"size {size}", f"root {root}"
        open(export + "/bundle", "w").write("\n".join(lines))
        sum_files(export)


def sum_files(bundle):
    """Writes the list of a bundle's files anew, as sha256sum does; an export of tiles has none."""
    if not os.path.exists(bundle + "/SHA256SUMS"):
        return
    names = []
    for folder, _, files in os.walk(bundle):
        names += [os.path.relpath(os.path.join(folder, name), bundle) for name in files]
    with open(bundle + "/SHA256SUMS", "w") as file:
        for name in sorted(set(names) - {"SHA256SUMS"}, key=lambda name: name.encode()):
            data = open(os.path.join(bundle, name), "rb").read()
            file.write(f"{hashlib.sha256(data).hexdigest()}  {name}\n")

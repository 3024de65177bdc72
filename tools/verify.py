#!/usr/bin/env python3
"""Verifies an export of a linked-fund ledger (衔接资金账本的第二核验程序).

    verify.py DIR [--policy FILE] [--against NOTE|SIZE:ROOT]... [--as-of YYYY-MM-DD] [--json]

DIR is a tiled log or an evidence bundle (which holds SHA256SUMS). The program was written from FORMATS.md and the schemas
of the event types, and shares no code with the ledger, so that an error in one is not repeated in the other. It needs
Python 3.9 and nothing else, reads DIR and the files named, writes nothing and uses no network. Section numbers are those
of FORMATS.md. In this order below: what is fixed, the report, Ed25519, the tree, values, keys and heads, the policy, files,
entries, figures, the audit.

Exit: 0 passed, 10 to 31 as section 9, 64 wrong usage, 66 nothing to read, 77 not allowed to read.
"""
import argparse
import base64
import bisect
import collections
import contextlib
import csv
import datetime
import functools
import hashlib
import heapq
import json
import os
import re
import stat
import sys
import time
import unicodedata

CLASSES = {  # exit codes, the gravest first
    "FORK": 13, "TRUNCATED": 12, "KEY": 15, "SIGNATURE": 14, "CONTENT": 10, "SEQUENCE": 11, "ENCODING": 23,
    "TIME": 16, "REPLAY": 17, "RULE": 18, "SCHEMA": 20, "REFERENCE": 21, "SOFTWARE": 22, "PROJECTION": 19,
    "UNPROVEN": 30, "TAIL": 31}
TYPES = set("""allotment.carried_over allotment.distributed allotment.issued allotment.lapsed allotment.received
    allotment.recovered asset.registered commitment.attributed compensation.paid compensation.recovered contract.signed
    disbursement.made disbursement.returned entry.reversed finding.answered finding.judged finding.raised
    finding.rectified funds.committed funds.released head.stamped household.status_set household_subsidy.paid
    identity.erased identity.shown interest.paid interest_subsidy.paid key.rotated ledger.opened loan.cleared loan.disbursed loan.extended loan.overdue
    loan.repaid loan.use_recorded notice.posted period.closed period.reopened policy_parameter.set project.approved
    project.changed project.reclassified project.registered published_figure.recorded reference.adopted rules.adopted
    software.used source.imported subsidy_policy.set views.certified work.accepted""".split())
TEXTS = {"v", "seq", "id", "type", "type_v", "recorded_at", "effective_on", "actor"}
OPTIONAL_TEXTS = {"region", "fiscal_year", "counts_on", "corrects"}
OTHERS = {"body": dict, "documents": list, "waives": list, "source": dict}
TABLES = {  # digest that the log fixes: the tables that it covers, one after the other
    "regions_digest": ["codes/admin_divisions_2026.csv", "codes/admin_division_changes_2019_2026.csv"],
    "taxonomy_digest": ["codes/project_taxonomy.csv"], "accounts_digest": ["codes/budget_codes.csv"],
    "rules_digest": ["rules.txt"]}
ADOPTED_AS = {"regions": "regions_digest", "taxonomy": "taxonomy_digest", "accounts": "accounts_digest"}
RELEASED = {  # the tables that no entry fixes, as this release has them
    "codes/gbt2260_provinces.csv": "432ba7a098daae5278d46d30b0d25d9813903380ecc6ceb05593ab0e5b40090d",
    "codes/key_counties_160.csv": "e998af28bcc2c6964ffbc5ea477d596c3c5a3d552387b6aed1e70ac030ec9e56",
    "codes/lpr_history.csv": "ad3bab596efb769e907813b71d5d9645faef6730947613f05384c915e50e5c34",
    "codes/policy_parameters.csv": "c04708c81404f3a1bd4c0156a1cd4cf5cae7013d507c0997827b0fe9a8acfa40"}
BUNDLE = {"SHA256SUMS", "bundle", "checkpoint", "policy", "figures.json", "FORMATS.md", "verify.py", "README.md"}
REQUIRED = BUNDLE.union(RELEASED, *TABLES.values())  # and none of them is empty
UNICODE = 14  # the version whose characters an entry may hold; Python's own table may be older or newer
DEPTH_LIMIT, CLOCK_TOLERANCE, FINDINGS_KEPT = 8, 300, 100
# Bytes. An entry that is larger than a reversal can repeat is a reversal.
ENTRY_LIMIT, REVERSIBLE_LIMIT, NOTE_LIMIT, POLICY_LIMIT, OUTSIDE_LIMIT = 32_768, 24_576, 1_000_000, 65_536, 1 << 20
TILE_LIMIT = 256 * (2 + 65_535)  # of every file below the directory but these, and those that are only listed
FILE_LIMITS = {"figures.json": 1 << 25, "SHA256SUMS": 1 << 28, "entries.jsonl": 1 << 40}
LISTED_LIMIT = 1 << 30  # of all files together, beside ENTRY_AVERAGE for each leaf hash
ENTRY_AVERAGE = 4096
EPOCH = datetime.date(1970, 1, 1).toordinal()
CHINA = 8 * 3600
# What reading a malformed value raises.
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error)

Finding = collections.namedtuple("Finding", "cls seq last_seq want got by")
Key = collections.namedtuple("Key", "name id kind public")
Head = collections.namedtuple("Head", "origin size root text signatures")  # signatures: (name, key id, the rest)


class Unreadable(Exception):
    """Nothing to verify (66), not allowed (77) or wrong usage (64): (exit code, message). No verdict on the ledger."""


class Report:
    """What was found, what is proven by it and what is not."""

    def __init__(self):
        self.kept, self.counts = collections.defaultdict(list), collections.Counter()
        self.proven, self.unproven = [], []
        self.origin, self.size, self.root, self.error, self.failure = "", 0, "", "", 0

    def add(self, cls, seq=None, last=None, want="", got="", by=""):
        """Of each class the findings of the lowest positions are kept, the later ones of a position not before the first."""
        self.counts[cls] += 1
        seq, last = (None if place is None else min(place, 2**63 - 1) for place in (seq, last))
        kept, order = self.kept[cls], (1 if seq is None else -seq, -self.counts[cls])
        if len(kept) < FINDINGS_KEPT or order > kept[0][0]:
            texts = (json.dumps(str(text)[:200])[1:-1] for text in (want, got, by))  # one line, whatever an export holds
            finding = Finding(cls, seq, seq if last is None else last, *texts)
            (heapq.heappush if len(kept) < FINDINGS_KEPT else heapq.heappushpop)(kept, (order, finding))

    @contextlib.contextmanager
    def otherwise(self, cls, seq=None, by=""):
        """Makes malformed input inside the block a finding; the rest of the block is then left out."""
        try:
            yield
        except MALFORMED as error:
            self.add(cls, seq, got=f"{type(error).__name__}: {error}", by=by)

    @property
    def findings(self):
        return [finding for cls in CLASSES for _, finding in sorted(self.kept[cls], reverse=True)]

    @property
    def exit(self):
        return self.failure or next((CLASSES[cls] for cls in CLASSES if self.counts[cls]), 0)


def require(condition, message):
    if not condition:
        raise ValueError(message)


def printable(text):
    """A text of an export or path as one line that moves no cursor and turns no direction."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


# Ed25519, RFC 8032 5.1, in extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z.

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE_D, NEUTRAL = -121665 * pow(121666, -1, P) % P, (0, 1, 1, 0)


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * CURVE_D % P, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_decode(data):
    """The point that 32 bytes stand for; a point has one encoding."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    require(y < P and (x * x - square) % P == 0 and (x or not sign), "not a point of the curve")
    return (x if x & 1 == sign else P - x), y, 1, (x if x & 1 == sign else P - x) * y % P


def point_encode(p):
    x, y = (c * pow(p[2], -1, P) % P for c in p[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


USES = collections.Counter()  # how many signatures of a key were verified


@functools.lru_cache(maxsize=None)
def multiples(point, window):
    """For each window of so many bits of a number of 253 bits the multiples of a point that it can stand for, ready to be
    added: (y − x, y + x, 2·d·x·y). They are made once a key; a signature is then as many additions as there are windows."""
    tables = []
    for _ in range(0, 253, window):
        row = [NEUTRAL]
        for _ in range(2**window):
            row.append(point_add(row[-1], point))
        tables.append(row[:-1])
        point = row[-1]
    flat, inverses, product = [p for row in tables for p in row], [], 1
    for p in flat:  # all denominators are inverted at once
        inverses.append(product)
        product = product * p[2] % P
    product = pow(product, -1, P)
    for i in range(len(flat) - 1, -1, -1):
        inverses[i], product = inverses[i] * product % P, product * flat[i][2] % P
    ready = []
    for (x, y, _, _), inverse in zip(flat, inverses):
        x, y = x * inverse % P, y * inverse % P
        ready.append(((y - x) % P, (y + x) % P, 2 * CURVE_D * x * y % P))
    return [ready[i:i + 2**window] for i in range(0, len(ready), 2**window)]


@functools.lru_cache(maxsize=1024)
def negated(public):
    x, y, z, t = point_decode(public)
    return P - x, y, z, P - t


def times(number, point):
    """A multiple of a point that is used too seldom for tables: four bits of the number at a time."""
    small, result = [NEUTRAL], NEUTRAL
    for _ in range(15):
        small.append(point_add(small[-1], point))
    for digit in f"{number:x}":
        for _ in range(4):
            result = point_add(result, result)
        result = point_add(result, small[int(digit, 16)])
    return result


def is_small(point):
    """Whether eight times a point is the neutral one: such a key would sign anything."""
    for _ in range(3):
        point = point_add(point, point)
    return point[0] % P == 0 and (point[1] - point[2]) % P == 0


def ed25519_verify(public, message, signature):
    """Whether R is the one encoding of S·B − k·A."""
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    USES[public] += 1
    window = 4 if USES[public] < 500 else 8  # large tables are worth their making where a key signed much
    sums = [(s, BASE), (k, negated(public))]
    x, y, z, t = NEUTRAL if USES[public] > 32 else times(*sums.pop())
    for number, point in sums:
        for row in multiples(point, window):
            minus, plus, product = row[number & 2**window - 1]
            number >>= window
            a, b, c, d = (y - x) * minus, (y + x) * plus, t * product, 2 * z
            e, f, g, h = b - a, d - c, d + c, b + a
            x, y, z, t = e * f % P, g * h % P, f * g % P, e * h % P
    return point_encode((x, y, z, t)) == signature[:32]


# The tree, section 2.

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """The perfect subtrees over joined leaf hashes: heights[h] joins the roots of 2^h leaves each."""

    def __init__(self, leaves):
        self.heights, self.size = [leaves], len(leaves) // 32
        while len(self.heights[-1]) >= 64:
            below = self.heights[-1]
            self.heights.append(b"".join(sha256(b"\1", below[i:i + 64]) for i in range(0, len(below) - 63, 64)))

    def root(self, size):
        """The root of the first leaves: a perfect subtree for each bit of their number, joined from the right."""
        root = b""
        for height in (h for h in range(size.bit_length()) if size >> h & 1):
            at = ((size >> height) - 1) * 32
            left = self.heights[height][at:at + 32]
            root = sha256(b"\1", left, root) if root else left
        return root or sha256()


def verify_inclusion(leaf, index, size, path, root):
    """RFC 9162 2.1.3.2."""
    fn, sn, node = index, size - 1, leaf
    for sibling in path:
        if sn == 0 or len(sibling) != 32:
            return False
        if fn & 1 or fn == sn:
            node = sha256(b"\1", sibling, node)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = sha256(b"\1", node, sibling)
        fn, sn = fn >> 1, sn >> 1
    return 0 <= index < size and sn == 0 and node == root


# Values, section 1. Python's own readers accept more than the formats allow.

def decimal(text, pattern="0|[1-9][0-9]{0,18}", limit=2**63):
    require(isinstance(text, str) and re.fullmatch(pattern, text), "not a decimal number")
    require(-2**63 <= int(text) < limit, "a number of more than 64 bits")
    return int(text)


def unsigned(text):
    """A size or position of a head or proof, which has no sign: 64 bits of it."""
    return decimal(text, "0|[1-9][0-9]{0,19}", 2**64)


def fen(text):
    return decimal(text, "0|-?[1-9][0-9]{0,18}")


def base64_strict(text):
    data = base64.b64decode(text)
    require(base64.b64encode(data).decode() == text, "not the one base64 of its bytes")
    return data


@functools.lru_cache(maxsize=4096)
def day(text):
    value = datetime.date.fromisoformat(text)
    require(value.isoformat() == text and 1900 <= value.year <= 2199, "not a date from 1900 to 2199")
    return value


@functools.lru_cache(maxsize=4096)
def instant(text):
    """Seconds since 1970 of YYYY-MM-DDTHH:MM:SSZ."""
    value = datetime.datetime.fromisoformat(text[:-1])
    require(value.isoformat() + "Z" == text and 1900 <= value.year <= 2199, "not a time of the years 1900 to 2199")
    return (value - datetime.datetime(1970, 1, 1)) // datetime.timedelta(seconds=1)


# Characters that every Unicode since 14.0 knows and that no neighbour among them changes: most texts have no others.
PLAIN = re.compile("[\0-\u02ff\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9ffc\uff01-\uff5e]*")
KNOWS_UNICODE = int(unicodedata.unidata_version.split(".")[0]) >= UNICODE


def check_text(text):
    """Only characters whose meaning is fixed for ever: none of private use, and none that is not yet assigned. Python
    tells what it knows itself, so a table older than Unicode 14 can refuse noncharacters alone (see `conclude`)."""
    if PLAIN.fullmatch(text):
        return
    require(unicodedata.is_normalized("NFC", text), "text that is not NFC")
    for character in text:
        category = unicodedata.category(character)
        is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        require(category != "Co" and not is_noncharacter and character != "\ufffd" and (category != "Cn" or not KNOWS_UNICODE),
                "a character of private use or not assigned, or the one for what could not be read")


MEMBER_NAME = re.compile("[a-z0-9_]+")


def canonical(data, empty_allowed=True):
    """The object that canonical JSON stands for: parsed, checked for what the form may not hold, written again and compared.
    With sorted keys, Python's encoder writes exactly the escapes of section 1."""
    def members(pairs):
        require(all(map(MEMBER_NAME.fullmatch, (name for name, _ in pairs))), "a malformed member name")
        return dict(pairs)

    def check(value, depth):
        kind = type(value)
        if value in ("", [], {}) and not empty_allowed:
            raise ValueError("an empty value")
        if kind is str:
            check_text(value)
        elif kind is dict or kind is list:
            require(depth <= DEPTH_LIMIT, "nested too deep")
            for child in value.values() if kind is dict else value:
                check(child, depth + 1)
        else:
            require(kind is bool, "null or a number")

    value = json.loads(data.decode(), object_pairs_hook=members, parse_int=float, parse_constant=float)
    require(isinstance(value, dict), "not an object")
    check(value, 1)
    require(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == data, "not canonical")
    return value


# Keys, notes and heads, section 3.

ED25519, COSIGNATURE = 1, 4


def key_name(text):
    require(text and "+" not in text and not any(c.isspace() or c < " " for c in text), "malformed key name")
    return text


def parse_key(text, kind):
    name, key_id, encoded = text.split("+", 2)
    data = base64_strict(encoded)
    require(len(data) == 33 and data[0] == kind, "a key of another kind or length")
    require(not is_small(point_decode(data[1:])), "a key of small order, which signs anything")
    require(sha256(key_name(name).encode(), b"\n", data)[:4].hex() == key_id, "the key id is not that of the key")
    return Key(name, bytes.fromhex(key_id), kind, data[1:])


def parse_note(data):
    """The signed text of a note and its signatures (name, key id, the rest)."""
    require(len(data) <= NOTE_LIMIT, "a note that is too long")
    text, signatures = data.decode(), []
    at = text.rfind("\n\n")
    lines = text[at + 2:].split("\n")
    require(at >= 0 and not any(c < " " and c != "\n" for c in text), "not a signed note")
    require(lines.pop() == "" and 1 <= len(lines) <= 100, "no signature line, or more than a hundred")
    for line in lines:
        dash, name, encoded = line.split(" ")
        payload = base64_strict(encoded)
        require(dash == "\u2014" and len(payload) >= 5, "malformed signature line")
        signatures.append((key_name(name), payload[:4], payload[4:]))
    return text[:at + 1].encode(), signatures


def parse_head(data):
    text, signatures = parse_note(data)
    origin, size, root, end = text.decode().split("\n")
    require(origin and not origin.startswith("cosignature/v1") and not end and len(base64_strict(root)) == 32,
            "not the lines of a head")
    require(size != "0" or base64_strict(root) == sha256(), "no entries, and another root than theirs")
    return Head(origin, unsigned(size), base64_strict(root), text, signatures)


def signers(text, signatures, keys):
    """The known keys that signed, each with its time or `None`. One known key that did not refuses the note."""
    known, signed = {(key.name, key.id): key for key in keys}, {}
    for name, key_id, rest in signatures:
        key, message, time = known.get((name, key_id)), text, None
        if key and key.kind == COSIGNATURE:
            time, rest = int.from_bytes(rest[:8], "big"), rest[8:]
            message = b"cosignature/v1\ntime %d\n" % time + text
        if key:
            require((time or 0) < 2**63 and ed25519_verify(key.public, message, rest), f"{name} did not sign this")
            signed[key] = time
    return signed


class Policy:
    """Whom the auditor believes, section 6: keys of the log, witnesses, how many of them, and how fresh."""

    def __init__(self, data):
        self.logs, self.witnesses, self.groups, self.quorum, self.max_age = [], {}, {"none": (0, [])}, None, None
        require(len(data) <= POLICY_LIMIT, "more than 64 KiB")
        text, used = data.decode(), []
        require(not any(c < " " and c not in "\t\n" for c in text), "control characters, as CR at the end of lines")
        for words in (re.findall("[^ \t]+", line) for line in text.split("\n")):
            kind = words[0] if words else "#"
            if words[:2] == ["#", "max-age-days"]:
                require(len(words) == 3 and self.max_age is None and 1 <= decimal(words[2]) <= 36_500, "max-age-days: once, 1 to 36500")
                self.max_age = int(words[2])
            elif kind == "log" and len(words) in (2, 3):
                self.logs.append(parse_key(words[1], ED25519))
            elif kind == "witness" and len(words) in (3, 4) and not self.knows(words[1]):
                self.witnesses[words[1]] = parse_key(words[2], COSIGNATURE)
            elif kind == "group" and len(words) > 3 and not self.knows(words[1]) and all(map(self.knows, words[3:])):
                need = {"all": len(words) - 3, "any": 1}.get(words[2]) or decimal(words[2])
                require(1 <= need <= len(words) - 3, "a group that needs more than it has")
                self.groups[words[1]] = need, words[3:]
                used += words[3:]
            elif kind == "quorum" and len(words) == 2 and self.quorum is None and self.knows(words[1]):
                self.quorum = words[1]
            else:
                require(kind.startswith("#"), f"not understood: {' '.join(words)[:80]}")
        publics = [key.public for key in self.logs + list(self.witnesses.values())]
        require(self.logs and self.quorum, "no log, or no quorum")
        require(len(set(publics)) == len(publics) and len(set(used)) == len(used) and "none" not in used,
                "a key or a member of a group stands twice")

    def knows(self, name):
        return name in self.witnesses or name in self.groups

    def is_met(self, keys):
        met = {name for name, key in self.witnesses.items() if key in keys}
        for name, (need, members) in self.groups.items():  # in the order of the file: members come first
            met |= {name} if len(met.intersection(members)) >= need else set()
        return self.quorum in met


# Files. Nothing is read through a symbolic link, nothing is waited for, and nothing is read that is larger than it may be.

def open_plain(path, limit):
    """A regular file of at most so many bytes, open for reading, or `None`."""
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
    try:
        file = open(os.open(path, functools.reduce(int.__or__, flags, os.O_RDONLY)), "rb")
    except OSError as error:
        if isinstance(error, PermissionError):
            raise
        return None  # it is not there, a link, a socket, a device
    status = os.fstat(file.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size <= limit:
        return file
    file.close()


class Folder:
    def __init__(self, path):
        self.path, self.plain = os.path.realpath(os.fspath(path).replace("\0", "")), {}

    @contextlib.contextmanager
    def open(self, name):
        """A regular file below the directory for reading, or `None`."""
        folder, _, last = name.rpartition("/")
        path, file = os.path.join(self.path, *folder.split("/")), None
        if folder not in self.plain:
            self.plain[folder] = "\0" not in folder and os.path.realpath(path) == path.rstrip(os.sep)
        try:
            if self.plain[folder] and last and "\0" not in last:
                file = open_plain(os.path.join(path, last), self.limit(name))
        except PermissionError as error:  # it may be as made: no verdict
            raise Unreadable(77, f"{name}: {error.strerror}") from None
        try:
            yield file
        finally:
            if file:
                file.close()

    @staticmethod
    def limit(name):
        is_own = name in REQUIRED or name.startswith(("tile/", "heads/", "stamps/", "codes/"))
        return FILE_LIMITS.get(name, TILE_LIMIT if is_own else LISTED_LIMIT)

    def read(self, name):
        """The bytes of a regular file below the directory, or `None`."""
        with self.open(name) as file:
            return file.read() if file else None

    def digest(self, name):
        with self.open(name) as file:
            total = hashlib.sha256()
            for part in iter(lambda: file.read(1 << 20), b"") if file else ():
                total.update(part)
            return total.hexdigest() if file else None

    @functools.cached_property
    def sizes(self):
        """Every file below the directory with its size; a link, also to a directory, and what else is no plain file
        with `None`. Folders that are nested too deep for a path lead to no file that could be named."""
        found, folders = {}, [""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(os.path.join(self.path, folder)) as items:
                    for item in items:
                        if item.is_dir(follow_symlinks=False):
                            folders.append(folder + item.name + "/")
                        elif item.is_file(follow_symlinks=False):
                            found[folder + item.name] = item.stat(follow_symlinks=False).st_size
                        else:
                            found[folder + item.name] = None
            except PermissionError as error:
                raise Unreadable(77, f"{folder}: {error.strerror}") from None
            except OSError:
                continue
        return found

    def names(self, prefix=""):
        return sorted(name for name in self.sizes if name.startswith(prefix))


def tile_name(kind, number, width):
    groups = f"{number:,}".split(",")
    groups[0] = groups[0].zfill(3)
    name = "/".join(["tile", str(kind)] + ["x" + group for group in groups[:-1]] + groups[-1:])
    return name if width == 256 else f"{name}.p/{width}"


# The entries, sections 1 and 8.

def movements(kind, body, region):
    """(what, amount, money, class, place, line) of each movement, as the table of section 8."""
    simple = {"allotment.received": ("received", 1), "allotment.recovered": ("recovered", 1),
              "funds.committed": ("committed", 1), "funds.released": ("committed", -1),
              "disbursement.made": ("paid", 1), "disbursement.returned": ("paid", -1)}
    money, line = body.get("money"), body.get("line_id")
    if kind in simple:
        what, sign = simple[kind]
        yield what, sign * fen(body["amount_fen"]), money, money.get("class", ""), region, line
    elif kind == "allotment.distributed":
        own, amount = body.get("to", "OWN") == "OWN", fen(body["amount_fen"])
        yield "own" if own else "passed", amount, money, "", region, None
        yield "arrived", amount, money, "", region if own else body["to"], line
    elif kind == "commitment.attributed":
        for part in body["parts"]:  # from the pool to the line, both of the same money
            for amount in -fen(part["amount_fen"]), fen(part["amount_fen"]):
                yield "committed", amount, part["money"], part["money"].get("class", ""), region, part.get("line_id")
    elif kind == "project.reclassified":
        for part in body["moves"]:
            for what in "committed", "paid":
                amount = fen(part.get(what + "_fen", "0"))
                yield what, -amount, part, body["from_class"], region, None
                yield what, amount, part, body["to_class"], region, None


# The values of bodies, as the schemas of the types give them.

FIELDS = """
    any: amount_fen basis name place purpose reason result status to unit use value version
    capitals: classes currency metric
    class: class from_class to_class
    1 2: executable
    1Y 5Y_PLUS: lpr_tenor
    ABOUT EXACT MORE_THAN: qualifier
    AIM GE GT STABLE: comparator
    ARRANGED PAID: measure
    AUTHORISED DIRECT: pay_method
    BANK_REGULATOR CPAD LOCAL RURAL TO_CONFIRM: caliber
    BRACKET CONTRACT FIXED LPR_1Y LPR_5Y_PLUS: base
    BUDGET_UNIT COLLECTIVE COOP ENTERPRISE PERSON SPECIAL_ACCOUNT TOWNSHIP_ACCOUNT: payee_class
    BUSINESS HOUSEHOLD PUBLIC: nature
    CENTRAL CENTRAL_PROV CITY COUNTY PROV: fund_level
    CONSOLIDATE ETHNIC SANXI STATE_FARM STATE_FOREST WORK_RELIEF: task
    COUNTY TOWNSHIP VILLAGE: notice_level
    DESIGNATED EAST_WEST LINKED LOTTERY OTHER SOCIAL: fund_source
    EACH_PLACE TOTAL: applies_to
    EFFECTIVE_ON FISCAL_YEAR SIGNED_ON: applies_by
    F01 F02 F03 F04 F05 F06 F07 F08 F09 F10: finding_type
    FACTOR PROJECT: distribution_method
    GOODS SERVICES WORKS: category
    GUARANTOR MORTGAGE NONE PLEDGE: security
    HOUSEHOLD HOUSEHOLD_TIMES LOAN PERSON PERSON_OR_HOUSEHOLD PERSON_TIMES: count_unit
    LIFTED_ENTITLED LIFTED_NOT_ENTITLED MONITORED_CLEARED MONITORED_OPEN: excluded_status hh_status
    MARGINAL SUDDEN UNSTABLE: monitor_type
    MARGINAL WHOLE: tier_mode
    NEW RENEWAL TOPUP: loan_kind
    NO UNKNOWN YES: projects_complete
    NONE YEAR: date_precision
    POVERTY_MICROLOAN PREDECESSOR PROVINCIAL_LOW_INCOME RURAL_CREDIT: programme
    SEGMENT SIGNED: base_date
    city county national product province: level
    error info warn: severity
    day: doc_date effective_on from library_on lpr_date maturity old_maturity period_from period_to posted_from posted_to
        received_on signed_on to_day valid_from valid_to
    digits 12: village
    digits 9: township
    document: upper_documents
    documents: documents
    flag: advance age_ok id_check pay_first prior_year_floor rated
    hash: accounts_digest attachments digest head_root regions_digest rejected_digest response_sha256 rules_digest
        schemas_digest sha256 taxonomy_digest text_hash
    identifier: app_no contract direct_flag econ_class encoding exp_func finding format hash income_code invoice line_id
        notice parameter parent_line_id period policy pool profile project_id receipt_no rule_id to_line_id token_key_id
        transfer_project_code twin view voucher_no
    instant: stamped_at
    number: denominator_fen numerator_fen
    number 0 1000000: base_ppm share_ppm
    number 0 9223372036854775807: adjusted_fen bank_fen bytes committed_fen count first_seen government_fen households
        interest_fen interest_paid_fen last_seen of_overdue_fen other_fen paid_fen penalty_fen position proof quantity
        returned_fen standard_fen value_fen written_off_fen yearly_fen
    number 1 1000000: base_rate_ppm
    number 1 10000000: factor_ppm
    number 1 1200: months
    number 1 240000: rate_ppm
    number 1 36600: days max_days
    number 1 9223372036854775807: cap_holder_fen cap_legal_rep_fen cap_principal_fen cap_year_fen contract_fen cured_fen
        head_size loss_fen old_principal_fen overdue_fen principal_fen total_invest_fen up_to_fen
    number 1 9999: profile_v rule_version
    number 1990 2100: line_year target_year to_year
    payee: bank holder payee
    record: body cells changes counts figures link mapping money moves original parts segments tiers totals views
    region: region
    text: actual again agency agreement answer approver authority batch class_printed class_set_by column derived_from
        expected facts field fund_nature goals log_vkey milestone modes new objections old origin owner printed project_name
        rejected_rows sheet software source_doc subject timezone type type_v
    token: card hh legal_rep loan old_loan token
    """  # the members of bodies: their kind, or the codes that they may have, and their names; of some the type decides
LISTS = set("""attachments cells changes counts derived_from excluded_status figures mapping modes moves parts proof rejected_rows
    segments tiers totals upper_documents views""".split())
KIND_OF = {name: kind.strip() for kind, names in re.findall("^    (\\w[^:]*): ([^:]*)$(?!\\n        )", FIELDS, re.M) for name in names.split()}
DOCUMENT_NUMBER = re.compile(".+〔20[0-9]{2}〕[1-9][0-9]{0,3}号", re.DOTALL)
IDENTIFIER = re.compile(r"[^\s\x00-\x20\x7f]{1,64}")
TOKEN = "[0-9a-f]{4}:[a-z2-7]{26}"
PATTERNS = {"capitals": "[A-Z0-9_]{1,64}", "class": r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", "hash": "[0-9a-f]{64}", "region": "[0-9]{6}", "token": TOKEN,
            "payee": TOKEN + "|[0-9A-HJ-NPQRTUWXY]{18}", "digits 9": "[0-9]{9}", "digits 12": "[0-9]{12}"}


def is_text(value):
    """Texts are measured by what a reader takes for a character, which is several where some are joined."""
    longest = 500 if PLAIN.fullmatch(value) else 2000
    return value == value.strip() and len(value) <= longest and not re.search("[\0-\x09\x0b-\x1f\x7f]", value)


@functools.lru_cache(maxsize=None)
def form_of(name):
    """The kind of a member, what else its line of the table says, and the pattern of the kind."""
    kind, *more = KIND_OF[name].split(" ")
    more = [int(text) for text in more or (-2**63, 2**63 - 1)] if kind == "number" else more
    return kind, more, KIND_OF[name] in PATTERNS and re.compile(PATTERNS[KIND_OF[name]])


def check_value(name, value):
    """One value of a body by the form that its name has in every type."""
    kind, more, pattern = form_of(name)
    if kind == "number":
        is_right = more[0] <= fen(value) <= more[1]
    elif kind in ("day", "instant"):
        is_right = isinstance((day if kind == "day" else instant)(value), (datetime.date, int))
    elif kind == "identifier":
        is_right = IDENTIFIER.fullmatch(value) and len(value.encode()) <= 64
    elif kind == "document":
        is_right = DOCUMENT_NUMBER.fullmatch(value)
    elif kind in ("text", "any"):
        is_right = is_text(value)
    elif kind == "flag":
        is_right = isinstance(value, bool)
    elif pattern:
        is_right = pattern.fullmatch(value)
    else:
        is_right = value in (kind, *more)
    require(is_right, f"{name} is {str(value)[:80]}")


def check_body(kind, record):
    """The names and values of a body, however deep they stand (section 1, and events/). Which of them a type has and
    needs is not checked."""
    require(isinstance(record, dict), "a record that is none")
    for name, value in record.items():
        require(name in KIND_OF, f"no type has a member {name}")
        require(isinstance(value, list) == (name in LISTS or name == "documents"), f"{name} is a list, or is none")
        if name == "original":
            require(value["type"] in TYPES and day(value["effective_on"]) and value["type_v"], "no entry that could be reversed")
            check_body(value["type"], value["body"])
        elif name == "documents":
            check_documents(value)
        elif name == "amount_fen":
            require(fen(value) >= (kind != "finding.raised"), f"amount_fen is {value}")
        elif KIND_OF[name] == "record":
            for one in value if isinstance(value, list) else [value]:
                check_body(kind, one)
        else:
            for one in value if isinstance(value, list) else [value]:
                check_value(name, one)


# The envelope, and what the entries say together.

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def check_members(value, required, optional=()):
    """A record outside the body: texts by these names and no others."""
    require(isinstance(value, dict) and set(required) <= value.keys() <= {*required, *optional}, "members missing or unknown")
    require(all(map(is_text, value.values())), "a text with control characters, or space around it")


def check_documents(documents):
    for document in documents:
        check_members(document, ["no"], ["printed"])
        require(DOCUMENT_NUMBER.fullmatch(document["no"]), f"document number {document['no']}")


def check_envelope(entry):
    """The members that every entry has, whatever its type."""
    require(TEXTS | {"body"} <= entry.keys() <= TEXTS | OPTIONAL_TEXTS | OTHERS.keys(), "members missing or unknown")
    require(all(isinstance(entry.get(name, ""), str) for name in TEXTS | OPTIONAL_TEXTS)
            and all(isinstance(entry.get(name, kind()), kind) for name, kind in OTHERS.items()), "malformed members")
    require(UUID.fullmatch(entry["id"]), f"id is {entry['id']}")
    if entry["type"] != "ledger.opened":
        require(re.fullmatch("[0-9]{6}", entry["region"]), f"region is {entry['region']}")
        require(1990 <= decimal(entry["fiscal_year"]) <= 2100, f"fiscal_year is {entry['fiscal_year']}")
    require(len(entry["actor"].encode()) <= 64, "an actor of more than 64 bytes")
    day(entry.get("counts_on", "2000-01-01")), decimal(entry.get("corrects", "0"))
    recorded_on = EPOCH + (instant(entry["recorded_at"]) + CHINA) // 86400
    require(day(entry["effective_on"]).toordinal() <= recorded_on, "effective after the day on which it was recorded")
    check_documents(entry.get("documents", ()))
    for waiver in entry.get("waives", ()):
        check_members(waiver, ["approver", "reason", "rule"])
    if "source" in entry:
        check_members(entry["source"], ["import", "row"])
        require(UUID.fullmatch(entry["source"]["import"]) and decimal(entry["source"]["row"]) >= 0, "a malformed source")
    require(entry["type"] != "entry.reversed" or "corrects" in entry, "a reversal of nothing")


class Ledger:
    """What the entries say, folded in the order of their positions."""

    def __init__(self, report):
        self.report, self.opened, self.last, self.stamped = report, {}, -1, 0
        # The keys from a position on, in order; `None` for one that nobody can know: heads after it are nobody's.
        self.starts, self.keys = [], []
        self.times, self.ids, self.stamps, self.adopted = {}, {}, {}, {}
        self.receipts, self.published, self.years = collections.Counter(), {}, set()
        # Sums and the positions behind them, by what keeps them apart.
        self.money, self.loans = (collections.defaultdict(lambda: [0, set()]) for _ in range(2))

    def key_at(self, size):
        """Section 3: a key that entry p names signs heads of more than p + 1 entries."""
        return self.keys[max(bisect.bisect_left(self.starts, size) - 1, 0)] if self.keys else None

    def take(self, seq, data, leaf):
        """Checks an entry by itself and against those before it. Of a later version nothing but the bytes is known."""
        report, digest = self.report, sha256(b"\0", data)
        if leaf and leaf != digest:
            report.add("CONTENT", seq, want=leaf.hex(), got=digest.hex(), by="leaf")
        with report.otherwise("ENCODING", seq, "entry"):
            require(len(data) <= ENTRY_LIMIT, "too long")
            entry = canonical(data, empty_allowed=False)
            require(all(isinstance(entry[name], str) for name in ("v", "type_v", "type")), "malformed version or type")
            if entry["v"] == "1":
                self.check_order(seq, entry)
            if entry["v"] != "1" or entry["type_v"] != "1" or entry["type"] not in TYPES:
                report.add("SOFTWARE", seq, want="a known type and version", got=entry["type"], by="type")
                if entry["type"] == "key.rotated":
                    self.add_key(seq, None)
                return digest
            require(len(data) <= REVERSIBLE_LIMIT or entry["type"] == "entry.reversed", "too long to be reversed")
            check_envelope(entry)
            check_body(entry["type"], entry["body"])
            self.fold(seq, entry, entry["type"], entry["body"], entry.get("region", ""))
        return digest

    def check_order(self, seq, entry):
        report = self.report
        if entry.get("seq") != str(seq) or seq <= self.last or (seq == 0) != (entry["type"] == "ledger.opened"):
            report.add("SEQUENCE", seq, want=f"entry {seq}, once", got=f"{entry['type']} {entry.get('seq')}", by="seq")
        self.last = seq
        if self.ids.setdefault(entry["id"], seq) != seq:
            report.add("REPLAY", seq, want="a new id", got=f"the id of {self.ids[entry['id']]}", by="id")
        recorded, before = instant(entry["recorded_at"]), next(reversed(self.times), None)
        if recorded < max(self.times.get(before, recorded), self.stamped - CLOCK_TOLERANCE):
            report.add("TIME", seq, want="not before the entry or stamp above", got=entry["recorded_at"], by="recorded_at")
        self.times[seq] = recorded

    def add_key(self, seq, key):
        self.starts.append(seq + 1 if self.keys else 0)
        self.keys.append(key)

    def take_key(self, seq, vkey):
        """The key of the log that an entry names. It bears the name of the log: a key of another log is none of this one's."""
        cls = "KEY" if seq else "SIGNATURE"
        try:
            key = parse_key(vkey, ED25519)
        except MALFORMED as error:
            if seq == 0:
                raise
            self.report.add(cls, seq, want="a key", got=error, by="log_vkey")
            return self.add_key(seq, None)
        if key.name != self.opened["origin"]:
            self.report.add(cls, seq, want=f"a key of {self.opened['origin']}", got=key.name, by="log_vkey")
        self.add_key(seq, key if key.name == self.opened["origin"] or seq == 0 else None)

    def fold(self, seq, entry, kind, body, region):
        sign, counts_on = 1, entry.get("counts_on") or entry["effective_on"]
        if kind == "entry.reversed":
            original, sign = body["original"], -1
            kind, body = original["type"], original["body"]
            counts_on = entry.get("counts_on") or original["effective_on"]
            if decimal(entry["corrects"]) in self.published:
                self.published[int(entry["corrects"])]["reversed"] = True
        elif kind == "published_figure.recorded":
            self.published[seq] = {**body, "region": region}
        elif kind == "head.stamped":
            self.stamps[seq] = (decimal(body["head_size"]), bytes.fromhex(body["head_root"]), instant(body["stamped_at"]),
                                body.get("response_sha256"))
            self.stamped = max(self.stamped, self.stamps[seq][2])
        elif kind in ("ledger.opened", "rules.adopted", "software.used"):
            self.adopted.update({name: body[name] for name in TABLES if name in body})
            if kind == "ledger.opened":
                self.opened = self.opened or body
                self.take_key(seq, body["log_vkey"])
        elif kind == "reference.adopted" and body["name"] in ADOPTED_AS:
            self.adopted[ADOPTED_AS[body["name"]]] = body["sha256"]
        elif kind == "key.rotated":
            require(body["purpose"] == "LOG" or "log_vkey" not in body, "a key of the log with another purpose")
            if body["purpose"] == "LOG":
                self.take_key(seq, body.get("log_vkey"))
        if kind == "loan.disbursed":
            self.years.add((counts_on[:4], region))
        if kind == "loan.disbursed" and body["programme"] == "POVERTY_MICROLOAN":
            self.add(self.loans, (region, day(counts_on), body.get("loan_kind")), sign * fen(body["amount_fen"]), seq)
        if kind == "allotment.received":
            self.receipts[region, body["line_id"]] += sign
        for what, amount, money, cls, place, line in movements(kind, body, region):
            if money["fund_source"] == "LINKED" and amount:
                key = what, line, money["fund_level"], money["line_year"], entry.get("fiscal_year"), cls, place
                self.add(self.money, key, sign * amount, seq)
                if what in ("received", "arrived"):
                    self.years.add((money["line_year"], place))

    def add(self, sums, key, amount, seq):
        sums[key][0] += amount
        sums[key][1].add(seq)

    @functools.cached_property
    def money_by_year(self):
        """The sums of money under their line year and their fiscal year."""
        years = collections.defaultdict(list)
        for key, cell in self.money.items():
            for year in {key[3], key[4]}:
                years[year].append((key, cell))
        return years

    @functools.cached_property
    def loans_by_year(self):
        years = collections.defaultdict(list)
        for key, cell in self.loans.items():
            years[key[1].year].append((key, cell))
        return years


# The figures of a bundle, section 8.

def below(place, region, parents):
    if place == "000000" or region.startswith(place[:2] if place.endswith("0000") else re.sub("00$", "", place)):
        return True
    chain = [region]
    for _ in range(3):
        chain.append(parents.get(chain[-1]))
    return place in chain


BASES = {"CENTRAL": {"CENTRAL"}, "CENTRAL_PROV": {"CENTRAL", "PROV", "CENTRAL_PROV"}, "ALL_LEVELS": None}
MEASURES = {  # the movements above the line and below it
    "ARRANGED": ("committed", {"received": 1, "arrived": 1, "passed": -1, "own": -1, "recovered": -1}),
    "PAID": ("paid", {"paid": 1})}
CLASSES_OF_ROWS = "ALL", "NO_DOUBTFUL", "NO_MICROLOAN_SUBSIDY"
MEMBERS = {  # the members that a row may have and that this program does not compute
    "industry_share": set("""against_reference events first_seq gap_bp key last_seq lower_fen prior_share_bp
        reason recovered_fen reference_bp target_bp upper_fen verdict""".split()),
    "microloan_growth": set("base_count count count_unit events first_seq last_seq reason target verdict".split())}


def industry_share(ledger, year, row, is_inside, doubtful):
    """The members of a row with the values that each may have; `None` where it may be left out."""
    basis, measure, classes = row["basis"], row["measure"], row["classes"]
    excluded = {"ALL": set(), "NO_DOUBTFUL": doubtful, "NO_MICROLOAN_SUBSIDY": {"01.05.01"}}[classes]
    upper, lower = MEASURES[measure]
    top = bottom = doubted = 0
    committed, mixed, positions = collections.Counter(), set(), set()
    for (what, line, level, line_year, fiscal_year, cls, region), (amount, seqs) in ledger.money_by_year[year]:
        if not is_inside(region):
            continue
        if year == (line_year if measure == "ARRANGED" else fiscal_year) and amount and level == "CENTRAL_PROV":
            mixed |= {what} if basis == "CENTRAL" else set()
        if BASES[basis] and level not in BASES[basis]:
            continue
        committed["line"] += amount * (what == "committed" and year == line_year)
        committed["fiscal"] += amount * (what == "committed" and year == fiscal_year)
        if year == (line_year if measure == "ARRANGED" else fiscal_year):
            is_industry = what == upper and cls.startswith("01.") and cls not in excluded
            top += amount * is_industry
            doubted += amount * (is_industry and cls in doubtful)
            # An arrival gives way to the place's own receipt of the line.
            bottom += amount * lower.get(what, 0) * (what != "arrived" or ledger.receipts[region, line] <= 0)
            positions |= seqs if is_industry or what in lower else set()
    unknown = {None} if mixed & {upper, *lower} else set()
    unknown_bottom = {None} if mixed & set(lower) else set()
    unknown_committed = unknown | ({None} if "committed" in mixed else set())  # also where nothing was paid of it
    has_share = row.get("share_bp") is not None
    own = {None} if measure == "PAID" else {str(bottom - committed["line"])} | unknown
    return {
        "by": {"TOTAL"}, "basis": {basis}, "measure": {measure}, "classes": {classes}, "fiscal_year": {year},
        "fund_source": {"LINKED"}, "numerator_fen": {str(top)} | unknown, "denominator_fen": {str(bottom)} | unknown_bottom,
        "share_bp": {half_up(top, bottom)} | ({None} if "reason" in row else set()),
        "committed_fen": {str(committed["line"])} | unknown_committed | ({str(committed["fiscal"])} if measure == "PAID" else set()),
        "doubtful_fen": {str(doubted)}, "uncommitted_fen": own, "positions": {tuple(map(str, sorted(positions)))},
        **({} if has_share else {"verdict": {"UNDEFINED"}})}


def year_before(date):
    return date.replace(year=date.year - 1, day=28 if (date.month, date.day) == (2, 29) else date.day)


def loan_growth(ledger, year, row, is_inside):
    """The members of a row of own loans, as `industry_share`."""
    span = [day(text) for text in row["period"].split("/")]
    before = [year_before(date) for date in span]
    require(len(span) == 2 and row["period"][:10] == year + "-01-01" and row["period"][11:15] == year, "another period")

    def total(start, end):
        return sum(amount for year in range(start.year, end.year + 1)
                   for (region, date, kind), (amount, _) in ledger.loans_by_year[year] if start <= date <= end
                   and is_inside(region) and (row.get("variant"), kind) != ("WITHOUT_RENEWAL", "RENEWAL"))
    amount, base = total(*span), total(*before)
    positions = set().union(*(seqs for one in (int(year), int(year) - 1)
                              for (region, _, _), (_, seqs) in ledger.loans_by_year[one] if is_inside(region)))
    reason = {None} if "reason" in row else set()
    return {
        "metric": {"MICROLOAN_NEW"}, "caliber": {"LEDGER"}, "programme": {"POVERTY_MICROLOAN"}, "basis": {None},
        "variant": {"WITH_RENEWAL", "WITHOUT_RENEWAL"}, "period": {row["period"]}, "qualifier": {"EXACT"},
        "amount_fen": {str(amount)}, "base_fen": {str(base)} | reason, "base_period": {"/".join(map(str, before))},
        "base_qualifier": {"EXACT" if "base_fen" in row else None}, "growth_bp": {half_up(amount - base, base)} | reason,
        "gap_fen": {str(max(0, base - amount)) if "base_fen" in row else None},
        "positions": {tuple(map(str, sorted(positions)))}}


FIGURE_KEY = "caliber", "programme", "basis", "period_from", "period_to"


class Published:
    """The published figures of one place, found by what they are of."""

    def __init__(self, figures):
        self.figures, self.same, self.positions = figures, collections.defaultdict(dict), collections.defaultdict(list)
        for seq, figure in sorted(figures.items()):
            self.positions[figure.get("caliber"), int(figure["period_to"][:4])].append(seq)
            if "reversed" not in figure:
                # Of one value and kind, one stands for all: rows are compared by these members alone.
                what = tuple(figure.get(name) for name in ("value", "qualifier", "count", "count_unit"))
                self.same[tuple(figure.get(name) for name in FIGURE_KEY)].setdefault(what, figure)
        self.of_value = functools.lru_cache(maxsize=None)(self.of_value)

    def of_value(self, key, value):
        """The figures of a kind and period that have a value, or all where none has it."""
        figures = list(self.same.get(key, {}).values())
        return [figure for figure in figures if figure["value"] == value] or figures

    @functools.lru_cache(maxsize=None)
    def behind(self, caliber, year):
        """The positions of a caliber whose periods end in a year or the one before."""
        return tuple(map(str, sorted(self.positions[caliber, year] + self.positions[caliber, year - 1])))


def published_growth(published, year, row):
    """The members of a row of published figures: those of one record, and those of another of the span a year before."""
    start, end = row["period"].split("/")
    first, last = str(year_before(day(start))), str(year_before(day(end)))
    # A span to the end of February is the same span, however long that February is.
    ends = {last[:5] + "02-28", last[:5] + "02-29"} if end[5:7] == "02" and end[8:] >= "28" else {last}
    kind = tuple(row.get(name) for name in FIGURE_KEY[:3])
    is_one_year = start[:4] == end[:4]
    earlier = [figure for one in sorted(ends) for figure in published.of_value((*kind, first, one), row.get("base_fen"))] if is_one_year else []
    reason = {None} if "reason" in row or not earlier else set()
    chosen = published.of_value((*kind, start, end), row.get("amount_fen"))
    base = [figure for figure in earlier if figure["value"] == row.get("base_fen")] or earlier
    amounts = fen(row["amount_fen"]), fen(row.get("base_fen", "0"))
    return {
        "metric": {"MICROLOAN_NEW"}, "variant": {None}, "period": {row["period"]},
        **{name: {row.get(name)} for name in FIGURE_KEY[:3]},
        "amount_fen": {figure["value"] for figure in chosen}, "qualifier": {figure.get("qualifier", "EXACT") for figure in chosen},
        "count": {figure.get("count") for figure in chosen}, "count_unit": {figure.get("count_unit") for figure in chosen},
        "base_fen": {figure["value"] for figure in base} | reason,
        "base_period": {f"{first}/{one}" for one in ends} if is_one_year else {None},
        "base_qualifier": {figure.get("qualifier", "EXACT") for figure in base} if "base_fen" in row else {None},
        "growth_bp": {half_up(amounts[0] - amounts[1], amounts[1])} | reason,
        "gap_fen": {str(max(0, amounts[1] - amounts[0])) if "base_fen" in row else None},
        "positions": {published.behind(row["caliber"], int(year))}}


def half_up(numerator, denominator):
    return str((2 * numerator * 10000 + denominator) // (2 * denominator)) if denominator > 0 else None


# The audit.

class Audit:
    """One verification. Each check adds its findings, and none stops the others."""

    def __init__(self, report, path, policy, as_of):
        self.report, self.folder = report, Folder(path)
        try:
            self.policy = Policy(read_outside(policy)) if policy else None
            china = datetime.timezone(datetime.timedelta(seconds=CHINA))
            self.as_of = day(as_of) if as_of else datetime.datetime.now(china).date()
        except MALFORMED as error:
            raise Unreadable(64, f"{policy or as_of}: {error}") from None
        # The last second of the audit: nothing that is dated later had happened.
        self.until = (self.as_of.toordinal() + 1 - EPOCH) * 86400 - CHINA - 1 if as_of else int(time.time())
        self.checkpoint, self.head, self.ledger = self.folder.read("checkpoint"), None, Ledger(report)
        if self.checkpoint is None:
            raise Unreadable(66, "no directory with a checkpoint to be read")
        self.witnesses = set(self.policy.witnesses.values()) if self.policy else set()
        self.good, self.good_sizes, self.bounds = {0: {}}, [0], []  # heads that fit: size -> keys with times; (size, latest time, by)
        # Of a bundle: the lines of its scope, and the members of figures that were not compared.
        self.bundle, self.limited, self.scope, self.uncompared, self.is_recomputed = False, False, {}, set(), False
        self.later = []  # times of witnesses after the audit

    def run(self, against):
        report = self.report
        with report.otherwise("SIGNATURE", None, "checkpoint"):
            self.head = parse_head(self.checkpoint)
        if self.head is None:
            return
        report.origin, report.size = self.head.origin, self.head.size
        report.root = base64.b64encode(self.head.root).decode()
        self.bundle = not {"SHA256SUMS", "bundle", "figures.json", "rules.txt", "entries.jsonl"}.isdisjoint(self.folder.sizes)
        if not self.check_volume():
            return
        if self.bundle:
            self.check_description()
            self.check_files()
        if report.size == 0:  # a ledger always has its opening entry
            report.add("TRUNCATED", 0, want="the entry that opened it", got="no entries", by="checkpoint")
        leaves = b"".join(self.tiles(0, 0, report.size))
        entries = self.disclosed(leaves) if self.limited else self.entries(leaves)
        hashes = b"".join([self.ledger.take(*entry) for entry in entries])
        trees = [Tree(leaves)] + ([] if self.limited else [Tree(hashes)])
        self.tree = max(trees, key=lambda t: (t.size, t.size == report.size and t.root(t.size) == self.head.root))
        self.check_tiles()
        self.check_heads(against)
        self.check_policy()
        self.check_times()
        if self.bundle:
            self.check_stamps()
            self.check_tables()
            if self.folder.sizes.get("figures.json") and not report.counts["SOFTWARE"]:  # without an entry they are undefined
                with report.otherwise("PROJECTION", None, "figures.json"):
                    self.check_figures()
                    self.is_recomputed = True
        self.conclude(against)

    def check_volume(self):
        """Refuses what would take hours to read, before it is read: a few files can claim more bytes than a disk has. One
        that is too large by itself is not read anyway."""
        sizes = {name: size or 0 for name, size in self.folder.sizes.items()
                 if (self.bundle or name.startswith(("tile/", "heads/"))) and (size or 0) <= self.folder.limit(name)}
        leaves = sum(size for name, size in sizes.items() if name.startswith("tile/0/")) // 32
        volume, limit = sum(sizes.values()), LISTED_LIMIT + ENTRY_AVERAGE * leaves
        if volume > limit:
            largest = max(sorted(sizes), key=sizes.get)
            self.report.add("SCHEMA", want=f"at most {limit} bytes for {leaves} hashes", got=f"{volume} bytes", by=largest)
        return volume <= limit

    def check_files(self):
        """Every file of a bundle is listed with its digest, and no other is there."""
        report, sizes, listed = self.report, self.folder.sizes, {}
        with report.otherwise("SCHEMA", None, "SHA256SUMS"):
            lines = self.folder.read("SHA256SUMS").decode().split("\n")
            listed = {line[66:]: line[:64] for line in lines if line[64:66] == "  "}
            require(lines == [f"{listed[name]}  {name}" for name in sorted(listed)] + [""], "not a list in order")
            require("SHA256SUMS" not in listed, "a list that lists itself")
            require(not any("\r" in name for name in listed), "a name that sha256sum would not read")
        for name in sorted({*sizes, *listed, *REQUIRED, f"heads/{report.size}"}):
            if name in listed:
                got = self.folder.digest(name) or "missing, no plain file or too large"
            else:
                got = "missing" if name not in sizes else "there"
            if got != listed.get(name) and (name != "SHA256SUMS" or got == "missing"):
                report.add("SCHEMA", want=listed.get(name, "not listed"), got=got, by=name)
            elif name in REQUIRED and sizes.get(name) == 0:
                report.add("SCHEMA", want="a file with something in it", got="empty", by=name)
        if self.limited != ("entries.jsonl" in sizes):
            report.add("SCHEMA", want="entries.jsonl in limited bundles, and only there", by="entries.jsonl")

    def check_description(self):
        """Whether entries are hidden is as the files are: the description decides only where these leave it open."""
        report, sizes = self.report, self.folder.sizes
        has_lines = "entries.jsonl" in sizes
        has_tiles = any(name.startswith("tile/entries/") for name in sizes)
        self.limited = has_lines
        with report.otherwise("SCHEMA", None, "bundle"):
            text = self.folder.read("bundle").decode()
            lines = re.fullmatch("linkedfund-evidence v1\norigin ([^\n]+)\nsize ([0-9]+)\nroot ([^\n]+)\n"
                                 "(region [0-9]{6}\n)?(year [1-9][0-9]{3}\n)?", text)
            require(lines, "other lines than a bundle has")
            scope = dict(line.split(" ") for line in (lines[4], lines[5]) if line)
            self.scope = {name: value.strip() for name, value in scope.items()}
            if has_lines == has_tiles:
                self.limited = bool(scope)
            require(lines.group(1, 2, 3) == (report.origin, str(report.size), report.root), "of another head than the checkpoint")
            require(self.limited == bool(scope), "a scope that the files do not have, or none")

    def tiles(self, kind, level, count):
        """The tiles of a level in order, up to one that is missing or has not 32 bytes a hash."""
        for number in range(-(-count // 256)):
            width = min(256, count - 256 * number)
            name = tile_name(kind, number, width)
            data = self.folder.read(name)
            if data is None or kind != "entries" and len(data) != 32 * width:
                return self.report.add("TRUNCATED", 256 * number * 256 ** level, self.head.size - 1, want=name,
                                       got="missing or of another length", by="tile")
            yield data

    def entries(self, leaves):
        """(position, bytes, leaf) of every entry of the entry tiles: bytes that are missing cut the log short, and bytes
        that are too many belong to no position."""
        for number, data in enumerate(self.tiles("entries", 0, self.head.size)):
            at = 0
            for seq in range(256 * number, min(256 * number + 256, self.head.size)):
                end = at + 2 + int.from_bytes(data[at:at + 2], "big")
                if len(data) < max(end, at + 2):
                    return self.report.add("TRUNCATED", seq, self.head.size - 1, want="an entry", by="entry tile")
                yield seq, data[at + 2:end], leaves[32 * seq:32 * seq + 32]
                at = end
            if at != len(data):
                self.report.add("SEQUENCE", seq + 1, want=f"{at} bytes", got=len(data), by="entry tile")

    def disclosed(self, leaves):
        """(position, bytes, leaf) of the lines of a limited bundle. The position is that of the hash, or else what the
        line claims. A line that is not in canonical form says nothing that could be compared with a leaf."""
        places = {}
        for at in range(0, len(leaves), 32):  # an entry says its own position, so that no two are alike
            if places.setdefault(leaves[at:at + 32], at // 32) != at // 32:
                self.report.add("SEQUENCE", at // 32, want="a leaf of its own", got=f"that of {places[leaves[at:at + 32]]}", by="leaf")
        seq, is_opened = -1, False
        with self.folder.open("entries.jsonl") as file:
            if not file:
                self.report.add("TRUNCATED", want="entries", got="missing, no plain file or too large", by="entries.jsonl")
            for number, line in enumerate(iter(lambda: file.readline(ENTRY_LIMIT + 2), b"") if file else ()):
                if number > len(leaves) // 32:  # of more lines than leaves one was found already; the others would only take time
                    break
                if not line.endswith(b"\n"):
                    rest = len(line)
                    while rest and not line.endswith(b"\n"):  # what is too long is no entry, to the end of its line
                        part = file.readline(ENTRY_LIMIT)
                        rest, line = len(part), line[:ENTRY_LIMIT + 1] + part[-1:]
                    if not rest:
                        self.report.add("TRUNCATED", want="whole lines", by="entries.jsonl")
                        break
                line = line[:-1]
                claim = re.search(rb'"seq":"(0|[1-9][0-9]{0,18})"', line)
                claimed, leaf, is_entry = int(claim[1]) if claim else seq + 1, sha256(b"\0", line), False
                with contextlib.suppress(*MALFORMED):
                    is_entry = leaf in places or bool(canonical(line, empty_allowed=False))
                if is_entry and places.get(leaf, claimed) >= self.head.size:
                    self.report.add("SEQUENCE", places.get(leaf, claimed), want=f"{self.head.size} entries", by="entries.jsonl")
                    continue
                seq = places.get(leaf, claimed)
                is_opened |= seq == 0
                yield seq, line, leaves[32 * seq:32 * seq + 32] if is_entry else b""
        if not is_opened:
            self.report.add("SEQUENCE", 0, want="entry 0", by="entries.jsonl")

    def check_tiles(self):
        """Every tile above level 0 against the tree."""
        level = 1
        while self.tree.size == self.head.size >= 256 ** level:
            want, span = self.tree.heights[8 * level], 256 ** level
            got = b"".join(self.tiles(level, level, self.head.size // span))
            for i in range(0, len(got), 32):
                if got[i:i + 32] != want[i:i + 32]:
                    self.report.add("CONTENT", i // 32 * span, (i // 32 + 1) * span - 1, want[i:i + 32].hex(),
                                    got[i:i + 32].hex(), f"tile level {level}")
            level += 1

    def check_heads(self, against):
        """The kept heads from the lowest to the checkpoint, then those that the auditor brought."""
        self.origin = self.ledger.opened.get("origin", self.head.origin)
        own = [key for key in self.ledger.keys if key]
        pinned = self.policy.logs if self.policy else []
        if self.bundle:
            with self.report.otherwise("SCHEMA", None, "policy"):
                policy = Policy(self.folder.read("policy"))
                self.witnesses.update(policy.witnesses.values())
                if own and not set(policy.logs) <= set(own):
                    self.report.add("SIGNATURE", want="the keys of this log", got=[key.name for key in policy.logs], by="policy")
        # A key signs for the log whose name it bears, and the key of a log is nobody's witness.
        self.logs = {key for key in own + pinned if key.name == self.origin}
        publics = {key.public for key in self.witnesses}
        for start, key in zip(self.ledger.starts, self.ledger.keys):
            if key and key.public in publics:
                self.report.add("KEY", max(start - 1, 0), want="a key that is no witness's", got=key.id.hex(), by="log_vkey")
        doubles = {log.public for log in own} & publics
        self.witnesses = {key for key in self.witnesses if key.public not in doubles}
        for name in sorted(self.folder.names("heads/"), key=lambda n: (len(n), n)):
            data = self.folder.read(name)
            if data is not None:
                self.check_head(data, name, "CONTENT")
            else:
                self.report.add("SIGNATURE", want="a head", got="no plain file, or too large", by=name)
        self.check_head(self.checkpoint, "checkpoint", "CONTENT")
        for note in against:
            typed = re.fullmatch("(0|[1-9][0-9]{0,17}):([0-9a-f]{64}|[A-Za-z0-9+/]{43}=)", note)
            if typed:
                root = bytes.fromhex(typed[2]) if len(typed[2]) == 64 else base64.b64decode(typed[2])
                self.compare(int(typed[1]), root, note, "FORK")
            else:
                self.check_outside(read_outside(note), os.path.basename(note))

    def check_outside(self, data, by):
        """A head that the auditor kept, or a proof and its head (section 5). What a consistency proof is to show, the
        tree shows by itself."""
        kind = re.match(b"(old |c2sp.org/tlog-proof@v1\n)", data)
        if not kind:
            return self.check_head(data, by, "FORK")
        proof, _, note = data.partition(b"\n\n")
        with self.report.otherwise("SIGNATURE", None, by):
            lines = proof.decode().split("\n")
            if kind[1] != b"old " and lines[1:2] and lines[1].startswith("extra "):
                base64_strict(lines.pop(1)[6:])
            if kind[1] != b"old ":
                lines.pop(0)
            word, number = lines[0].split(" ")
            require(word in ("old", "index"), "a proof without its position")
            index, path = unsigned(number), [base64_strict(line) for line in lines[1:]]
            require(len(path) <= 63 and all(len(item) == 32 for item in path), "not the hashes of a path")
            head = self.check_head(note, by, "FORK")
            if word == "old" or not head:
                return
            leaf = self.tree.heights[0][32 * index:32 * index + 32]
            if not verify_inclusion(leaf, index, head.size, path, head.root):
                self.report.add("CONTENT", index, want="the path from this leaf to the root", by=by)

    def check_head(self, data, by, cls):
        """Who signed a head, whether that key may, and whether the root fits; the head if it is signed."""
        place = None
        try:
            head = parse_head(data)
            place = head.size - 1 if head.size else None
            require(not by.startswith("heads/") or head.size and by == f"heads/{head.size}", "another size than its name")
            require(head.origin == self.origin, "another origin")
            if not self.logs and not self.ledger.keys:
                return self.report.add("UNPROVEN", want="a key of the log", got="entry 0 names none", by=by)
            signed = signers(head.text, head.signatures, self.logs | self.witnesses)
            key = self.ledger.key_at(head.size)
            if self.ledger.keys and not key:  # of a later version; a key that is malformed was found
                return self.report.add("KEY" if self.report.counts["KEY"] else "UNPROVEN", place, want="a key that is known", by=by)
            require(self.logs & signed.keys(), "no signature by a known key of the log")
        except MALFORMED as error:
            return self.report.add("SIGNATURE", place, got=f"{type(error).__name__}: {error}", by=by)
        if key and key not in signed:
            return self.report.add("KEY", place or 0, want=key.id.hex(), by=by)
        if head.size == self.head.size and head.root != self.head.root:
            cls = "FORK"
        if self.compare(head.size, head.root, by, cls):
            if head.size not in self.good:
                self.good[head.size] = {}
                bisect.insort(self.good_sizes, head.size)
            self.good[head.size].update(signed)
            self.bounds += [(head.size, at, f"cosignature on {by}") for at in signed.values() if at is not None]
        return head

    def compare(self, size, root, by, cls):
        """Whether a root is that of the first entries."""
        if size > self.head.size:
            return self.report.add("TRUNCATED", self.head.size, size - 1, f"{size} entries", self.head.size, by)
        if size <= self.tree.size and root != self.tree.root(size):
            last_good = self.good_sizes[max(bisect.bisect_left(self.good_sizes, size) - 1, 0)]
            return self.report.add(cls, last_good, max(size - 1, 0), root.hex(), self.tree.root(size).hex(), by)
        return size <= self.tree.size

    def check_policy(self):
        """The log's key as the auditor knows it, the quorum on the newest head, and the newest time from outside."""
        policy, report = self.policy, self.report
        if not policy:
            return
        chain = [(start, key) for start, key in zip(self.ledger.starts, self.ledger.keys) if start < self.head.size]
        # A key is as good as the one before it if that one signed the head that ends with the change of keys.
        while len(chain) > 1 and chain[-1][1] not in policy.logs and chain[-2][1] in self.good.get(chain[-1][0], ()):
            chain.pop()
        chain = [key for _, key in chain]
        if chain and chain[-1] not in policy.logs:
            pinned = None in chain or set(chain) & set(policy.logs)  # one that nobody knows may be the policy's
            got = chain[-1].id.hex() if chain[-1] else "none that can be read"
            report.add("UNPROVEN" if pinned else "SIGNATURE", want="a key of the policy", got=got, by="policy")
        signed = {key: at for key, at in self.good.get(self.head.size, {}).items() if key in self.witnesses}
        if not policy.is_met(signed):
            names = [name for name, key in policy.witnesses.items() if key in signed]
            report.add("UNPROVEN", want=f"quorum {policy.quorum}", got=names, by="policy")
        times = [at for signed in self.good.values() for key, at in signed.items() if key in policy.witnesses.values()]
        self.later = [at for at in times if at > self.until + CLOCK_TOLERANCE]
        newest = max((at for at in times if at <= self.until + CLOCK_TOLERANCE), default=None)
        if policy.max_age is None:
            return
        days = None if newest is None else self.as_of.toordinal() - EPOCH - (newest + CHINA) // 86400
        if days is None or days > policy.max_age:
            got = "none" if days is None and not self.later else "none that was before the audit" if days is None else f"{days} days"
            report.add("UNPROVEN", want=f"a time from outside, at most {policy.max_age} days old", got=got, by="policy")

    def check_times(self):
        """No entry is later than a stamp or cosignature over it (section 7)."""
        for seq, (size, root, time, _) in self.ledger.stamps.items():
            if size > seq or self.ledger.times[seq] < time - CLOCK_TOLERANCE:
                self.report.add("TIME", seq, want="a stamp of a head before the entry", by="head.stamped")
            elif self.compare(size, root, "head.stamped", "CONTENT"):
                self.bounds.append((size, time, f"the stamp at {seq}"))
        bounds, latest = sorted(self.bounds), None
        for seq in sorted(self.ledger.times, reverse=True):  # what bounds an entry bounds all before it
            while bounds and bounds[-1][0] > seq:
                latest = min(latest or bounds[-1], bounds.pop(), key=lambda bound: bound[1])
            if latest and self.ledger.times[seq] > latest[1] + CLOCK_TOLERANCE:
                self.report.add("TIME", seq, want=f"up to {latest[1]}", got=self.ledger.times[seq], by=latest[2])

    def check_stamps(self):
        """An answer of an authority is what an entry logged back, for the head that its name says. That the authority
        signed it is for other tools to check."""
        logged = {(str(size), digest): seq for seq, (size, _, _, digest) in sorted(self.ledger.stamps.items(), reverse=True)}
        first = {size: seq for (size, _), seq in logged.items()}
        names = set(self.folder.names("stamps/"))
        for name in sorted(names):
            match = re.fullmatch(r"stamps/(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,8})\.tsr", name)
            digest = self.folder.digest(name) or "no plain file, or too large"
            follows = match and (match[2] == "0" or f"stamps/{match[1]}-{int(match[2]) - 1}.tsr" in names)
            if not follows or (match[1], digest) not in logged:
                seq = first.get(match[1]) if match else None
                self.report.add("SIGNATURE", seq, want="the answer that an entry names", got=digest, by=name)

    def check_tables(self):
        """The tables that entries fix, and those of this release. An empty or missing file is not another one, and
        `check_files` has said so."""
        fixed = {member: (self.ledger.adopted.get(member), names) for member, names in TABLES.items()}
        for member, (want, names) in {**fixed, **{name: (digest, [name]) for name, digest in RELEASED.items()}}.items():
            if not all(map(self.folder.sizes.get, names)):
                continue
            got = sha256(*(self.folder.read(name) or b"" for name in names)).hex()
            if got != want and (want or self.ledger.opened):  # without entry 0 nobody knows
                self.report.add("REFERENCE", want=want, got=got, by=member)

    def check_figures(self):
        """Both figures again from the entries: which sets and rows there are, and each member that can be computed."""
        data = self.folder.read("figures.json")
        require(data.endswith(b"\n"), "not a line")
        figures = canonical(data[:-1])
        require(figures.keys() == {"sets", "v"} and figures["v"] == "1", "other members than it should have")
        regions = {row["code6"]: row for row in self.table(TABLES["regions_digest"][0])}
        parents = {code: row["parent_code6"] for code, row in regions.items()}
        doubtful = {row["code"] for row in self.table(TABLES["taxonomy_digest"][0]) if row["counts_as_industry"] == "DOUBTFUL"}
        place = self.scope.get("region", self.ledger.opened["region"])

        @functools.lru_cache(maxsize=None)
        def is_inside(region):
            return below(place, region, parents)
        years = {self.scope["year"]} if "year" in self.scope else {
            year for year, region in self.ledger.years if is_inside(region)}
        require([(one["region"], one["year"]) for one in figures["sets"]] == [(place, year) for year in sorted(years)],
                "other sets than the years in which money was received or loans were made")
        fixed = {"region": {place}, "region_name": {"全国" if place == "000000" else regions[place]["name"]}}
        published = {seq: figure for seq, figure in self.ledger.published.items()
                     if (figure["region"], figure.get("metric")) == (place, "MICROLOAN_NEW") and "period_to" in figure}
        known = Published(published)
        for one in figures["sets"]:
            year = one["year"]
            require(one.keys() == {"industry_share", "microloan_growth", "region", "year"}, "a set with other members")
            require([(row["basis"], row["measure"], row["classes"]) for row in one["industry_share"]] == [
                (basis, measure, classes) for basis in BASES for measure in MEASURES for classes in CLASSES_OF_ROWS],
                "a row for each basis, measure and set of classes")
            for row in one["industry_share"]:
                self.compare_row("industry_share", year, row, {
                    **fixed, **industry_share(self.ledger, year, row, is_inside, doubtful)})
            self.check_growth_rows(one["microloan_growth"], year, published, is_inside)
            for row in one["microloan_growth"]:
                self.compare_row("microloan_growth", year, row, {**fixed, **(
                    loan_growth(self.ledger, year, row, is_inside) if row["caliber"] == "LEDGER" else
                    published_growth(known, year, row))})

    def table(self, name):
        return csv.DictReader((self.folder.read(name) or b"").decode().splitlines())

    def check_growth_rows(self, rows, year, published, is_inside):
        """Two rows of own loans if any were made up to the last entry, and one for each kind of published figure."""
        today = datetime.date.fromordinal(EPOCH + (max(self.ledger.times.values()) + 8 * 3600) // 86400)
        has_loans = any(str(date)[:4] == year and date <= today and is_inside(region) for region, date, _ in self.ledger.loans)
        own = [row.get("variant") for row in rows if row["caliber"] == "LEDGER"]
        require(own == ["WITH_RENEWAL", "WITHOUT_RENEWAL"] or not own and not has_loans, "the two rows of own loans")
        keys = [tuple(row.get(name) for name in FIGURE_KEY[:3]) + tuple(row["period"].split("/")) for row in rows
                if row["caliber"] != "LEDGER" and row.get("reason") != "TO_CONFIRM"]
        wanted = {tuple(figure.get(name) for name in FIGURE_KEY) for figure in published.values()
                  if "reversed" not in figure and figure.get("status") != "TO_CONFIRM" and figure["period_to"][:4] == year}
        require(set(keys) == wanted and len(keys) == len(wanted), "a row for each published figure of the year")

    def compare_row(self, figure, year, row, expected):
        """Each member against the values that it may have. What is not computed is named as unproven."""
        for name in sorted(row.keys() | expected.keys()):
            got = tuple(row[name]) if isinstance(row.get(name), list) else row.get(name)
            if name in MEMBERS[figure] and name not in expected:
                self.uncompared.add(name)
            elif got not in expected.get(name, ()):
                want = sorted(map(str, expected.get(name, ["no such member"])))
                self.report.add("PROJECTION", want=want, got=got, by=f"figures {year} {figure} {name}")

    def conclude(self, against):
        report, number = self.report, len(self.ledger.times)
        for proven, text in [
                (report.size in self.good and not report.counts["CONTENT"],
                 f"{number} 条记录与所签的根相符 entries hash to the signed root, of {report.size}"),
                (len(self.good) > 1, f"{len(self.good) - 1} 个检查点已签名且相符 heads are signed and fit"),
                (self.policy and not report.counts["KEY"] and all(finding.want != "a key of the policy" for finding in report.findings), "公钥为核验者所持 the key is in the auditor's policy"),
                (against, "外部检查点已对照 the heads or proofs from outside were compared"),
                (self.is_recomputed and not report.counts["PROJECTION"],
                 "两个指标可算的各项已由记录重算 of both figures, the members that this program computes were recomputed")]:
            report.proven += [text] if proven else []
        for unproven, text in [
                (not self.policy, "公钥和见证人未由外部确认 the key came with the export, no witness was asked for (--policy)"),
                (not against, "没有外部检查点 no head from outside: the holder of the key may have rewritten all (--against)"),
                (self.limited, f"{report.size - number} 个位置只给哈希 bare hashes: that they are out of scope is the operator's word"),
                (self.later, f"{len(self.later)} 个见证时间晚于核验 cosignatures are dated after the audit and show no freshness"),
                (self.bundle and self.folder.digest("verify.py") != own_digest(),
                 "包内的 verify.py 不是本程序 the bundle's verify.py is not this program: do not run it"),
                (self.ledger.stamps, "时间戳的签名未核验 the signatures of time stamps are not verified (openssl ts -verify)"),
                (self.uncompared, f"figures.json: 未核对 not compared: {', '.join(sorted(self.uncompared))}"),
                (self.bundle and not self.is_recomputed, "两个指标未重算 the figures were not recomputed"),
                (not unicodedata.unidata_version.startswith(f"{UNICODE}."),
                 f"characters were checked by Unicode {unicodedata.unidata_version}, not {UNICODE}.0"),
                (True, "未核对各类记录应有的字段 which fields a type has and needs was not checked, nor classes against the taxonomy, "
                       "nor texts for personal data"),
                (True, "未重放规则 rules are not replayed by this program"),
                (True, "本程序不能为自身作证 this program cannot vouch for itself: take it from a source of your own")]:
            report.unproven += [text] if unproven else []


def read_outside(path):
    """A file that the auditor names, perhaps behind a link, and never one that is waited for."""
    try:
        with open_plain(os.path.realpath(path), OUTSIDE_LIMIT) or contextlib.nullcontext() as file:
            if file:
                return file.read()
    except (OSError, ValueError) as error:
        raise Unreadable(77 if isinstance(error, PermissionError) else 66, f"{path}: {error}") from None
    raise Unreadable(66, f"{path}: no plain file of at most {OUTSIDE_LIMIT} bytes")


def own_digest():
    with contextlib.suppress(OSError, NameError), open(__file__, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def verify(path, policy=None, against=(), as_of=None):
    """Verifies an export and returns the report. Nothing that an export holds makes this raise."""
    report = Report()
    try:
        Audit(report, path, policy, as_of).run([str(note) for note in against])
    except Unreadable as error:
        report.failure, report.error = error.args
    except Exception as error:  # what was not foreseen must not look like a pass
        report.add("SCHEMA", want="an export as made", got=f"{type(error).__name__}: {error}", by="verifier")
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.error = lambda message: (print(f"verify.py: {message}", file=sys.stderr), sys.exit(64))
    parser.add_argument("dir", metavar="DIR")
    parser.add_argument("--policy", metavar="FILE", help="whom you believe (C2SP tlog-policy)")
    parser.add_argument("--against", metavar="NOTE|SIZE:ROOT", action="append", default=[], help="a head that you kept")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day of the audit; today by default")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")
    report = verify(options.dir, options.policy, options.against, options.as_of)
    report.origin, report.error = printable(report.origin), printable(report.error)
    verdict = "UNREADABLE" if report.failure else report.findings[0].cls if report.findings else "PASS"
    if options.json:
        print(json.dumps({
            "exit": report.exit, "verdict": verdict, "origin": report.origin, "size": report.size, "root": report.root,
            "error": report.error, "findings": [finding._asdict() for finding in report.findings],
            "proven": report.proven, "unproven": report.unproven}, ensure_ascii=False))
        return report.exit
    for cls, seq, last, want, got, by in report.findings:
        place = "-" if seq is None else seq if seq == last else f"{seq}..{last}"
        print(f"FAIL {cls} seq={place} want={want or '-'} got={got or '-'} by={by or '-'}")
    for title, statements in ("未证明 Not proven:", report.unproven), ("已证明 Proven:", report.proven):
        print(title, *statements or ["—"], sep="\n  ")
    print(f"{verdict} exit={report.exit} origin={report.origin} size={report.size} root={report.root} {report.error}".rstrip())
    return report.exit


if __name__ == "__main__":
    sys.exit(main())

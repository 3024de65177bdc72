#!/usr/bin/env python3
"""Verifies an export of a linked-fund ledger (衔接资金账本的第二核验程序).

    verify.py DIR [--policy FILE] [--against NOTE|SIZE:ROOT]... [--as-of YYYY-MM-DD] [--json]

DIR is a tiled log or an evidence bundle (it holds manifest.json). This program was written from the format notes
(FORMATS.md) alone and shares no code with the ledger, so an error in one of the two is not repeated in the other.
It needs Python 3.9 and nothing else, reads only DIR and the files named, writes nothing and uses no network.

Exit: 0 passed, 10 to 31 as the table of verdicts in FORMATS.md, 64 wrong usage, 66 nothing to read.
"""
import argparse
import base64
import bisect
import collections
import csv
import datetime
import hashlib
import json
import os
import re
import sys
import unicodedata

CLASSES = {  # the gravest first
    "FORK": 13, "TRUNCATED": 12, "KEY": 15, "SIGNATURE": 14, "CONTENT": 10, "SEQUENCE": 11, "ENCODING": 23,
    "TIME": 16, "REPLAY": 17, "RULE": 18, "SCHEMA": 20, "REFERENCE": 21, "SOFTWARE": 22, "PROJECTION": 19,
    "UNPROVEN": 30, "TAIL": 31,
}
TYPES = set("""
    allotment.carried_over allotment.distributed allotment.issued allotment.lapsed allotment.received
    allotment.recovered commitment.attributed disbursement.made disbursement.returned entry.reversed funds.committed
    funds.released head.stamped household_subsidy.paid interest.paid interest_subsidy.paid key.rotated ledger.opened
    loan.cleared loan.disbursed loan.extended loan.overdue loan.repaid notice.posted policy_parameter.set
    project.reclassified project.registered published_figure.recorded reference.adopted rules.adopted software.used
    source.imported views.certified""".split())
ENVELOPE = {"v", "seq", "id", "type", "type_v", "recorded_at", "effective_on", "actor", "body"}
OPTIONAL = {"region", "fiscal_year", "documents", "counts_on", "corrects", "waives", "source"}
TABLES = {  # digest in entry 0: the files it covers, one after the other
    "regions_digest": ("admin_divisions_2026", "admin_division_changes_2019_2026"),
    "taxonomy_digest": ("project_taxonomy",), "accounts_digest": ("budget_codes",),
}
BUNDLE = ["checkpoint", "policy", "rules.json", "figures.json", "FORMATS.md", "verify.py", "README.md"] + [
    f"codes/{name}.csv" for names in TABLES.values() for name in names]
ENTRY_LIMIT, DEPTH_LIMIT, NOTE_LIMIT, FILE_LIMIT = 32_768, 8, 1 << 20, 1 << 28
CLOCK_TOLERANCE = 300  # seconds
FINDINGS_PER_CLASS = 100  # printed and kept; the verdict needs one


class Refused(ValueError):
    """A text that does not have the form it must have."""


class Unreadable(Exception):
    """There is nothing to verify, or the command is wrong: no verdict on the ledger."""

    def __init__(self, exit_code, message):
        super().__init__(message)
        self.exit_code = exit_code


Finding = collections.namedtuple("Finding", "cls seq last_seq want got by")


class Report:
    """What was found, what is proven by it and what is not."""

    def __init__(self):
        self.findings, self.proven, self.unproven = [], [], []
        self.origin, self.size, self.root, self.error, self.failure = "", 0, "", "", 0
        self.counts = collections.Counter()

    def add(self, cls, seq=None, last_seq=None, want="", got="", by=""):
        self.counts[cls] += 1
        if self.counts[cls] <= FINDINGS_PER_CLASS:
            last_seq = seq if last_seq is None else last_seq
            self.findings.append(Finding(cls, seq, last_seq, str(want)[:200], str(got)[:200], str(by)[:200]))

    @property
    def ordered(self):
        gravity = list(CLASSES)
        return sorted(self.findings, key=lambda f: (gravity.index(f.cls), -1 if f.seq is None else f.seq))

    @property
    def exit(self):
        return self.failure or (CLASSES[self.ordered[0].cls] if self.findings else 0)


# Ed25519, RFC 8032 5.1, with extended coordinates (x, y, z, t): x = X/Z, y = Y/Z, xy = T/Z.

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, -1, P) % P
NEUTRAL = (0, 1, 1, 0)


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * CURVE_D % P, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_decode(data):
    """A point from 32 bytes; `None` unless they are the one encoding of a point on the curve."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def point_encode(p):
    inverse = pow(p[2], -1, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519_verify(public, message, signature):
    """Whether R = S·B − k·A, by one pass over the bits of S and k together."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, s = point_decode(public), int.from_bytes(signature[32:], "little")
    if a is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    table, result = (None, BASE, minus_a, point_add(BASE, minus_a)), NEUTRAL
    for bit in range(252, -1, -1):
        result = point_add(result, result)
        pick = (s >> bit & 1) | (k >> bit & 1) << 1
        if pick:
            result = point_add(result, table[pick])
    return point_encode(result) == signature[:32]


# The tree, RFC 6962 2.1.

def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """All perfect subtrees over a list of leaf hashes: heights[h] joins the roots of the 2^h leaves at a time."""

    def __init__(self, leaves):
        self.heights, self.size = [leaves], len(leaves) // 32
        while len(self.heights[-1]) >= 64:
            below = self.heights[-1]
            self.heights.append(b"".join(
                hashlib.sha256(b"\1" + below[i:i + 64]).digest() for i in range(0, len(below) - 63, 64)))

    def root(self, size):
        """The root of the first `size` leaves: its perfect subtrees, one for each bit of size, joined from the right."""
        root = None
        for height in range(size.bit_length()):
            if size >> height & 1:
                at = ((size >> height) - 1) * 32
                left = self.heights[height][at:at + 32]
                root = left if root is None else node_hash(left, root)
        return root if size else hashlib.sha256(b"").digest()

    def level(self, level):
        """The hashes of a tile level: the roots of 256^level leaves at a time."""
        return self.heights[8 * level] if 8 * level < len(self.heights) else b""


def climb(fn, sn, path, seed):
    """The walk that RFC 9162 2.1.3.2 and 2.1.4.2 share: the roots of the old and the new tree, or `None`."""
    old = new = seed
    for sibling in path:
        if sn == 0 or len(sibling) != 32:
            return None
        if fn & 1 or fn == sn:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, sibling)
        fn, sn = fn >> 1, sn >> 1
    return (old, new) if sn == 0 else None


def verify_inclusion(leaf, index, size, path, root):
    return 0 <= index < size and (climb(index, size - 1, path, leaf) or (None, None))[1] == root


def verify_consistency(old, old_root, new, new_root, path):
    if old == new and old > 0:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    path = list(path) if old & (old - 1) else [old_root] + list(path)
    shift = (old & -old).bit_length() - 1  # what both trees have in common at the lower right
    return len(path[0]) == 32 and climb(old - 1 >> shift, new - 1 >> shift, path[1:], path[0]) == (old_root, new_root)


# Values. Python's own readers take more than the formats allow, so each form is checked by hand.

def decimal(text, pattern=r"0|[1-9][0-9]{0,18}"):
    if not isinstance(text, str) or not re.fullmatch(pattern, text):
        raise Refused("not a decimal number")
    return int(text)


def fen(text):
    return decimal(text, r"0|-?[1-9][0-9]{0,18}")


def base64_strict(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("not base64") from None
    if base64.b64encode(data).decode() != text:
        raise Refused("base64 not in its one form")
    return data


def day(text):
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Refused("not a date")
    return datetime.date(int(text[:4]), int(text[5:7]), int(text[8:]))


def instant(text):
    """Seconds since 1970 of YYYY-MM-DDTHH:MM:SSZ."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text):
        raise Refused("not a time")
    hour, minute, second = int(text[11:13]), int(text[14:16]), int(text[17:19])
    if hour > 23 or minute > 59 or second > 59:
        raise Refused("not a time")
    return (day(text[:10]).toordinal() - 719163) * 86400 + hour * 3600 + minute * 60 + second


def canonical(data, limit=FILE_LIMIT, empty_allowed=True):
    """The object that canonical JSON stands for. With sorted keys Python's encoder writes exactly the form of
    FORMATS.md section 1; so what is left to check by hand is what that form may not contain."""
    def members(pairs):
        if len(dict(pairs)) != len(pairs) or not all(re.fullmatch("[a-z0-9_]+", name) for name, _ in pairs):
            raise Refused("member names repeat or are malformed")
        return dict(pairs)

    def number(_):
        raise Refused("a number")

    def check(value, depth):
        if value is None or depth > DEPTH_LIMIT:
            raise Refused("null" if value is None else "nested too deep")
        if not empty_allowed and value in ("", [], {}):
            raise Refused("an empty value")
        if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
            raise Refused("text that is not NFC")
        for child in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
            check(child, depth + isinstance(child, (list, dict)))

    if len(data) > limit:
        raise Refused("too long")
    try:
        value = json.loads(data.decode(), object_pairs_hook=members, parse_int=number, parse_float=number,
                           parse_constant=number)
        if not isinstance(value, dict):
            raise Refused("not an object")
        check(value, 1)
        encoded = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError) as error:
        raise Refused(str(error) if isinstance(error, Refused) else "not JSON in UTF-8") from None
    if encoded != data:
        raise Refused("not the canonical form")
    return value


# Keys, notes and heads.

ED25519, COSIGNATURE = 1, 4
Key = collections.namedtuple("Key", "name id kind public")
Note = collections.namedtuple("Note", "text signatures")  # signatures: (name, key id, rest of the payload, line)
Head = collections.namedtuple("Head", "origin size root note")


def key_name(text):
    if not text or "+" in text or any(c.isspace() or c < " " for c in text):
        raise Refused("malformed key name")
    return text


def parse_key(text, kind):
    parts = text.split("+", 2) if isinstance(text, str) else []
    if len(parts) != 3 or not re.fullmatch("[0-9a-f]{8}", parts[1]):
        raise Refused("malformed key")
    name, data = key_name(parts[0]), base64_strict(parts[2])
    if len(data) != 33 or data[0] != kind:
        raise Refused("a key of another kind or length")
    if hashlib.sha256(name.encode() + b"\n" + data).digest()[:4].hex() != parts[1]:
        raise Refused("key id does not belong to the key")
    return Key(name, bytes.fromhex(parts[1]), kind, data[1:])


def parse_note(data):
    try:
        text = data.decode()
    except ValueError:
        raise Refused("not UTF-8") from None
    at = text.rfind("\n\n")
    if at < 0 or not text.endswith("\n") or any(c < " " and c != "\n" for c in text):
        raise Refused("not a signed note")
    signatures, lines = [], text[at + 2:].split("\n")[:-1]
    if not 1 <= len(lines) <= 100:
        raise Refused("no signature, or more than a hundred")
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            raise Refused("malformed signature line")
        payload = base64_strict(parts[2])
        if len(payload) < 5:
            raise Refused("signature too short")
        signatures.append((key_name(parts[1]), payload[:4], payload[4:], line))
    return Note(text[:at + 1].encode(), signatures)


def signers(note, keys):
    """The known keys that signed, each with its time or `None`. One known key that did not refuses the note."""
    known, found = {(key.name, key.id): key for key in keys}, {}
    for name, key_id, rest, _ in note.signatures:
        key = known.get((name, key_id))
        if key is None:
            continue
        message, time = note.text, None
        if key.kind == COSIGNATURE:
            time, rest = int.from_bytes(rest[:8], "big"), rest[8:]
            message = b"cosignature/v1\ntime %d\n" % time + message
        if (time or 0) >= 2**63 or not ed25519_verify(key.public, message, rest):
            raise Refused(f"signature of {name} does not verify")
        found[key] = time
    return found


def parse_head(data):
    note = parse_note(data)
    lines = note.text.decode().split("\n")
    if len(lines) != 4 or not lines[0] or lines[0] == "cosignature/v1":
        raise Refused("not the three lines of a head")
    root = base64_strict(lines[2])
    if len(root) != 32:
        raise Refused("root is not 32 bytes")
    return Head(lines[0], decimal(lines[1]), root, note)


class Policy:
    """Whom the auditor believes: the log's keys, witnesses, how many of them, and how fresh (C2SP tlog-policy)."""

    def __init__(self, data):
        self.logs, self.witnesses, self.groups, self.quorum, self.max_age = [], {}, {}, None, None
        members, publics = set(), set()
        for line in data.decode().splitlines():
            words = line.split()
            if words[:2] == ["#", "max-age-days"]:
                self.max_age = decimal(" ".join(words[2:]))
            if not words or words[0].startswith("#"):
                continue
            if words[0] == "log" and len(words) in (2, 3):
                self.logs.append(self.unique(parse_key(words[1], ED25519), publics))
            elif words[0] == "witness" and len(words) in (3, 4) and self.is_new(words[1]):
                self.witnesses[words[1]] = self.unique(parse_key(words[2], COSIGNATURE), publics)
            elif words[0] == "group" and len(words) > 3 and self.is_new(words[1]):
                names = words[3:]
                need = {"all": str(len(names)), "any": "1"}.get(words[2], words[2])
                if any(self.is_new(name) or name in members for name in names) or len(set(names)) < len(names):
                    raise Refused("a group member is unknown or used twice")
                if not 1 <= decimal(need) <= len(names):
                    raise Refused("a group asks for more members than it has")
                members.update(names)
                self.groups[words[1]] = (int(need), names)
            elif words[0] == "quorum" and len(words) == 2 and self.quorum is None:
                if words[1] != "none" and self.is_new(words[1]):
                    raise Refused("the quorum is not a witness or group above it")
                self.quorum = words[1]
            else:
                raise Refused(f"policy line not understood: {line[:80]}")
        if self.quorum is None:
            raise Refused("policy without quorum")

    def is_new(self, name):
        return name not in self.witnesses and name not in self.groups and name != "none"

    @staticmethod
    def unique(key, publics):
        if key.public in publics:
            raise Refused("one public key stands twice in the policy")
        publics.add(key.public)
        return key

    def is_met(self, keys):
        met = {name for name, key in self.witnesses.items() if key in keys} | {"none"}
        for name, (need, names) in self.groups.items():  # a group stands below its members
            if sum(member in met for member in names) >= need:
                met.add(name)
        return self.quorum in met


# Files. Nothing outside the directory is read through it: no symbolic links, no devices.

class Folder:
    def __init__(self, path):
        try:
            self.path = os.path.realpath(path)
            if not os.path.isdir(self.path):
                raise ValueError
        except ValueError:
            raise Unreadable(66, "not a directory") from None

    def find(self, name):
        """The path of a regular file in the directory, or `None`."""
        try:
            path = os.path.join(self.path, *name.split("/"))
            return path if os.path.realpath(path) == path and os.path.isfile(path) else None
        except (OSError, ValueError):
            return None

    def read(self, name, limit=FILE_LIMIT):
        """The bytes of a file; `None` if it is missing, longer than the limit or not to be read."""
        path = self.find(name)
        try:
            with open(path or "", "rb") as file:
                data = file.read(limit + 1)
            return data if len(data) <= limit else None
        except OSError:
            return None

    def names(self):
        """Every file below the directory, and links to directories, which are not followed."""
        found = set()
        for folder, folders, files in os.walk(self.path):
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            found.update(os.path.relpath(os.path.join(folder, n), self.path).replace(os.sep, "/") for n in files + links)
        return found


def tile_name(kind, number, width):
    digits = f"{number:03d}".rjust(-(-len(str(number)) // 3) * 3, "0")
    groups = [digits[i:i + 3] for i in range(0, len(digits), 3)]
    name = "/".join(["tile", str(kind)] + ["x" + group for group in groups[:-1]] + groups[-1:])
    return name if width == 256 else f"{name}.p/{width}"


# The entries.

def movements(kind, body, region):
    """(what, amount, line, level, line year, class, place, source) for each movement of a type that moves money."""
    def move(what, amount, money, line=body.get("line_id") or body.get("pool"), place=region, cls=None):
        return (what, fen(amount), line, money["fund_level"], money["line_year"], cls or money.get("class", ""), place,
                money["fund_source"])

    amount, money = body.get("amount_fen"), body.get("money")
    simple = {"allotment.received": "received", "allotment.recovered": "recovered", "funds.committed": "committed",
              "disbursement.made": "paid", "funds.released": "-committed", "disbursement.returned": "-paid"}
    if kind in simple:
        return [move(simple[kind], amount, money)]
    if kind == "allotment.distributed":
        own = body.get("to", "OWN") == "OWN"
        return [move("own" if own else "passed", amount, money, body.get("parent_line_id") or body["line_id"]),
                move("arrived", amount, money, place=region if own else body["to"])]
    if kind == "allotment.carried_over":
        return [move("carried", amount, money, body["to_line_id"])]
    if kind == "commitment.attributed":
        return [move(what, part["amount_fen"], part["money"], line) for part in body["parts"]
                for what, line in (("-committed", body["pool"]), ("committed", part["line_id"]))]
    if kind == "project.reclassified":
        return [move(sign + what, part[what + "_fen"], part, part.get("line_id"), cls=body[cls])
                for part in body["moves"] for what in ("committed", "paid") if what + "_fen" in part
                for sign, cls in (("-", "from_class"), ("", "to_class"))]
    return []


class Ledger:
    """What the entries say, folded in the order of their positions."""

    def __init__(self, report, whole):
        self.report, self.whole, self.origin, self.opened = report, whole, None, {}
        self.keys, self.times, self.ids, self.stamps = [], {}, {}, []
        self.digests = collections.defaultdict(set)  # of reference tables, by the member of entry 0 or their name
        self.money, self.lines, self.receipts = (collections.Counter() for _ in range(3))
        self.loans, self.published, self.latest = collections.Counter(), {}, None

    def key_at(self, size):
        return next((key for start, key in reversed(self.keys) if start < size or start == 0), None)

    def take(self, seq, data, leaf):
        """Checks one entry by itself and against those before it."""
        report, digest = self.report, leaf_hash(data)
        if leaf not in (None, digest):
            report.add("CONTENT", seq, want=leaf.hex(), got=digest.hex(), by="leaf")
        try:
            entry = canonical(data, ENTRY_LIMIT, empty_allowed=False)
            if not ENVELOPE <= set(entry) <= ENVELOPE | OPTIONAL or not isinstance(entry["body"], dict) or not all(
                    isinstance(entry.get(name, ""), str) for name in ENVELOPE | OPTIONAL - {"documents", "waives", "source"}
                    if name != "body"):
                raise Refused("members missing, unknown or of the wrong form")
            recorded = instant(entry["recorded_at"])
            day(entry["effective_on"])
        except ValueError as error:
            if leaf in (None, digest):  # else the bytes are not the entry that was committed to
                report.add("ENCODING", seq, got=error, by="entry")
            return
        if entry["seq"] != str(seq):
            report.add("SEQUENCE", seq, want=seq, got=entry["seq"], by="seq")
        if self.ids.setdefault(entry["id"], seq) != seq:
            report.add("REPLAY", seq, want="a new id", got=f"id of seq={self.ids[entry['id']]}", by="id")
        if self.latest is not None and recorded < self.latest:
            report.add("TIME", seq, want="not before the entry above it", got=entry["recorded_at"], by="recorded_at")
        self.latest = self.times[seq] = recorded
        if entry["v"] != "1" or entry["type_v"] != "1" or entry["type"] not in TYPES:
            report.add("SOFTWARE", seq, want="a known type and version", got=entry["type"], by="type")
            return
        if (seq == 0) != (entry["type"] == "ledger.opened"):
            report.add("SEQUENCE", seq, want="ledger.opened at position 0 alone", got=entry["type"], by="type")
        try:
            self.fold(seq, entry, entry["type"], entry["body"], entry.get("region", ""))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            report.add("ENCODING", seq, want=f"a body of {entry['type']}", got=error, by="body")

    def fold(self, seq, entry, kind, body, region):
        sign, day_of = 1, entry.get("counts_on") or entry["effective_on"]
        if kind == "entry.reversed":
            original, sign = body["original"], -1
            kind, body, day_of = original["type"], original["body"], entry.get("counts_on") or original["effective_on"]
            self.published.pop(decimal(entry["corrects"]), None)
        elif kind == "published_figure.recorded":
            self.published[seq] = (region, dict(body))
        elif kind == "ledger.opened":
            self.origin, self.opened = body["origin"], body
            self.keys.append((0, parse_key(body["log_vkey"], ED25519)))
        elif kind == "key.rotated" and body["purpose"] == "LOG":
            self.keys.append((seq + 1, parse_key(body["log_vkey"], ED25519)))
        elif kind == "head.stamped":
            self.stamps.append((seq, decimal(body["head_size"]), bytes.fromhex(body["head_root"]),
                                instant(body["stamped_at"]), body["response_sha256"]))
        elif kind == "reference.adopted":
            self.digests[body["name"]].add(body["sha256"])
        if kind == "loan.disbursed" and body["programme"] == "POVERTY_MICROLOAN":
            self.loans[region, day(day_of)] += sign * fen(body["amount_fen"])
        if kind == "allotment.received":
            self.receipts[region, body["line_id"]] += sign
        for what, amount, line, level, year, cls, place, source in movements(kind, body, region):
            amount, what = (-sign if what[0] == "-" else sign) * amount, what.lstrip("-")
            if source == "LINKED":
                self.money[what, line, level, year, entry.get("fiscal_year"), cls, place] += amount
            self.lines[line, "in" if what in ("received", "arrived", "carried") else what] += amount
            if self.whole and what in ("paid", "committed") and amount > 0 and sign > 0 and "waives" not in entry:
                if self.lines[line, "in"] < self.lines[line, what] and kind != "project.reclassified" and "line_id" in body:
                    self.report.add("RULE", seq, want=f"{what} up to {self.lines[line, 'in']}",
                                    got=self.lines[line, what], by=f"line {line}")


# The figures of a bundle.

def below(place, region, parents):
    """Whether `region` lies in `place`, by its digits or by the parents in the table of divisions."""
    if place == "000000" or region.startswith(place[:2] if place.endswith("0000") else re.sub("00$", "", place)):
        return True
    for _ in range(4):
        region = parents.get(region, "")
        if region == place:
            return True
    return False


def industry_share(ledger, place, year, row, parents, doubtful):
    """Numerator, denominator and whether money that the basis takes a part of came in."""
    levels = {"CENTRAL": {"CENTRAL"}, "CENTRAL_PROV": {"CENTRAL", "PROV", "CENTRAL_PROV"}}.get(row["basis"])
    signs = {"received": 1, "arrived": 1, "passed": -1, "own": -1, "recovered": -1}
    signs, numerator = (signs, "committed") if row["measure"] == "ARRANGED" else ({"paid": 1}, "paid")
    excluded = {"ALL": set(), "NO_DOUBTFUL": doubtful, "NO_MICROLOAN_SUBSIDY": {"01.05.01"}}[row["classes"]]
    top = bottom = 0
    mixed = False
    for (what, line, level, line_year, fiscal_year, cls, region), amount in ledger.money.items():
        if year != (line_year if row["measure"] == "ARRANGED" else fiscal_year) or not below(place, region, parents):
            continue
        mixed |= level == "CENTRAL_PROV" and row["basis"] == "CENTRAL" and amount != 0
        if levels is None or level in levels:
            if what == numerator and cls.startswith("01.") and cls not in excluded:
                top += amount
            if not (what == "arrived" and ledger.receipts[region, line] > 0):
                bottom += signs.get(what, 0) * amount
    return top, bottom, mixed


def year_before(date):
    return date.replace(year=date.year - 1, day=28 if (date.month, date.day) == (2, 29) else date.day)


def microloan_growth(ledger, place, row, parents):
    """The values that amount and base may have; more than one where several figures are published for a period."""
    first, last = (day(text) for text in row["period"].split("/"))
    found = []
    for start, end in ((first, last), (year_before(first), year_before(last))):
        if row["caliber"] == "LEDGER":
            found.append({sum(amount for (region, date), amount in ledger.loans.items()
                              if start <= date <= end and below(place, region, parents))})
        else:
            wanted = ("MICROLOAN_NEW", row["caliber"], start.isoformat(), end.isoformat())
            found.append({fen(body["value"]) for region, body in ledger.published.values() if region == place and wanted == (
                body["metric"], body["caliber"], body.get("period_from"), body.get("period_to"))})
    return found


def half_up(numerator, denominator):
    return (2 * numerator * 10000 + denominator) // (2 * denominator)


class Audit:
    """One verification: every check adds findings to the report and none stops the others."""

    def __init__(self, report, path, policy, as_of):
        self.report, self.folder = report, Folder(path)
        self.policy = policy and parse_policy(policy, read_outside(policy))
        self.as_of = as_of or datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        self.checkpoint = self.folder.read("checkpoint", NOTE_LIMIT)
        if self.checkpoint is None:
            raise Unreadable(66, "no checkpoint to be read")
        self.manifest, self.witnesses = None, []
        self.good, self.bounds = {0: {}}, []  # heads that fit: size -> keys and times; (size, latest time, by)

    def run(self, against):
        report = self.report
        try:
            self.head = parse_head(self.checkpoint)
        except Refused as error:
            return report.add("SIGNATURE", got=error, by="checkpoint")
        self.size = report.size = self.head.size
        report.origin, report.root = self.head.origin, base64.b64encode(self.head.root).decode()
        self.check_manifest()
        self.whole = not (self.manifest and self.manifest.get("scope"))
        self.ledger = Ledger(report, self.whole)
        leaves = b"".join(self.tiles(0, self.size, 32))
        hashes = self.read_all(leaves) if self.whole else self.read_disclosed(leaves)
        trees = [Tree(leaves), Tree(hashes)]
        fits = [tree for tree in trees if tree.size == self.size and tree.root(self.size) == self.head.root]
        self.tree = (fits or sorted(trees, key=lambda tree: -tree.size))[0]
        if self.size == 0 and self.manifest:
            report.add("TRUNCATED", 0, by="an empty bundle")
        self.check_tiles()
        self.check_heads(against)
        self.check_policy()
        self.check_times()
        if self.manifest:
            self.check_tables()
            self.check_figures()
        self.conclude(against)

    # What is there.

    def check_manifest(self):
        data, report = self.folder.read("manifest.json"), self.report
        names = self.folder.names()
        if "manifest.json" not in names:
            if names & {"figures.json", "entries.jsonl", "rules.json"}:
                report.add("TRUNCATED", want="manifest.json", got="missing", by="bundle")
            return
        self.manifest = {}
        try:
            if not data or data[-1:] != b"\n":
                raise Refused("no line feed at the end, or not to be read")
            manifest = canonical(data[:-1])
            listed = {item["path"]: (decimal(item["bytes"]), item["sha256"]) for item in manifest["files"]}
            if (set(manifest) != {"v", "origin", "size", "root", "scope", "files"} or manifest["v"] != "1"
                    or not set(manifest["scope"]) <= {"region", "year"} or [i["path"] for i in manifest["files"]] != sorted(listed)
                    or any(set(item) != {"bytes", "path", "sha256"} for item in manifest["files"])):
                raise Refused("members or their order")
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            return report.add("SCHEMA", want="a manifest as made", got=error, by="manifest.json")
        self.manifest = manifest
        for name, want in ("origin", report.origin), ("size", str(self.size)), ("root", report.root):
            if manifest[name] != want:
                report.add("SCHEMA", want=want, got=manifest[name], by=f"manifest {name}")
        for name in sorted((names | set(listed) | set(BUNDLE)) - {"manifest.json"}):
            path = self.folder.find(name)
            cls = "PROJECTION" if name == "figures.json" else "SCHEMA"
            cls = "REFERENCE" if name.startswith("codes/") or name == "rules.json" else cls
            if path is None:
                report.add("TRUNCATED" if name not in names else "SCHEMA", want=name, got="missing or a link", by="bundle")
            elif name not in listed:
                report.add("SCHEMA", want="a listed file", got=name, by="manifest.json")
            elif file_digest(path) != listed[name]:
                report.add(cls, want=listed[name][1], got=file_digest(path)[1], by=name)

    def tiles(self, kind, count, unit):
        """The tiles of a level, as far as there are all: 32-byte hashes, or entries where unit is 0."""
        span = 256 ** kind if unit else 1
        for number in range(-(-count // 256)):
            width = min(256, count - 256 * number)
            name = tile_name(kind if unit else "entries", number, width)
            data = self.folder.read(name, 256 * (unit or 65_537))
            if data is None or unit and len(data) != unit * width:
                got = "missing" if data is None else f"{len(data)} bytes"
                return self.report.add("TRUNCATED", number * 256 * span, self.size - 1, want=name, got=got, by="tile")
            yield data

    def read_all(self, leaves):
        """Every entry of the entry tiles; returns their hashes."""
        hashes, seq = [], 0
        for data in self.tiles("entries", self.size, 0):
            at, end = 0, min(self.size, seq + 256)
            while seq < end:
                stop = at + 2 + int.from_bytes(data[at:at + 2], "big")
                if stop > len(data) or stop < at + 2:
                    self.report.add("TRUNCATED", seq, self.size - 1, by="entry tile")
                    return b"".join(hashes)
                self.ledger.take(seq, data[at + 2:stop], leaves[32 * seq:32 * seq + 32] or None)
                hashes.append(leaf_hash(data[at + 2:stop]))
                seq, at = seq + 1, stop
            if at != len(data):
                self.report.add("TRUNCATED", seq, self.size - 1, want=f"{at} bytes", got=len(data), by="entry tile")
        return b"".join(hashes)

    def read_disclosed(self, leaves):
        """The entries of a limited bundle: each is found in the tree by its hash."""
        places = {leaves[at:at + 32]: at // 32 for at in range(0, len(leaves), 32)}
        last = -1
        for line in (self.folder.read("entries.jsonl") or b"").splitlines(keepends=True):
            seq = places.get(leaf_hash(line[:-1])) if line[-1:] == b"\n" else None
            if seq is None:
                named = re.search(rb'"seq":"(0|[1-9][0-9]{0,17})"', line)
                seq = int(named[1]) if named else last + 1
                self.report.add("CONTENT", seq, want=leaves[32 * seq:32 * seq + 32].hex(), got=leaf_hash(line[:-1]).hex(),
                                by="leaf")
            else:
                if seq <= last:
                    self.report.add("SEQUENCE", seq, want=f"after {last}", got=seq, by="entries.jsonl")
                self.ledger.take(seq, line[:-1], None)
            last = seq
        if 0 not in self.ledger.times:
            self.report.add("TRUNCATED", 0, want="entry 0", got="missing", by="entries.jsonl")
        return b""

    def check_tiles(self):
        """Every tile above level 0 against the tree that was computed from the entries or leaves."""
        level = 1
        while self.tree.size == self.size and self.size >> 8 * level:
            want, at, span = self.tree.level(level), 0, 256 ** level
            for data in self.tiles(level, self.size >> 8 * level, 32):
                for i in range(0, len(data), 32):
                    if data[i:i + 32] != want[at:at + 32]:
                        self.report.add("CONTENT", at // 32 * span, (at // 32 + 1) * span - 1, want=want[at:at + 32].hex(),
                                        got=data[i:i + 32].hex(), by=f"tile level {level}")
                    at += 32
            level += 1

    # Who signed it.

    def check_heads(self, against):
        """The kept heads from the lowest to the checkpoint, then those that the auditor brought."""
        bundled = self.folder.read("policy", NOTE_LIMIT)
        if self.manifest is not None and bundled is not None:
            try:
                self.witnesses = list(parse_policy("policy", bundled).witnesses.values())
            except Unreadable as error:
                self.report.add("SCHEMA", got=error, by="policy")
        names = [name for name in self.folder.names() if name.startswith("heads/")]
        for name in sorted(names, key=lambda name: (len(name), name)):
            data = self.folder.read(name, NOTE_LIMIT)
            if data is not None:
                self.check_head(data, name)
        self.check_head(self.checkpoint, "checkpoint")
        for note in against:
            typed = re.fullmatch(r"([0-9]{1,19}):([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)", note)
            if typed:
                root = bytes.fromhex(typed[2]) if len(typed[2]) == 64 else base64.b64decode(typed[2])
                self.compare(int(typed[1]), root, note, "FORK")
            else:
                self.check_outside(read_outside(note), os.path.basename(note))

    def check_outside(self, data, by):
        """A head that the auditor kept, or an inclusion proof (C2SP tlog-proof) with its head."""
        text, proof = data.decode("utf-8", "replace"), None
        if text.startswith("c2sp.org/tlog-proof@v1\n"):
            top, _, rest = text.partition("\n\n")
            data, lines = rest.encode(), top.split("\n")[1:]
            lines = lines[1:] if lines[:1] and lines[0].startswith("extra ") else lines
            try:
                index = decimal(lines[0][6:] if lines and lines[0].startswith("index ") else None)
                proof = [base64_strict(line) for line in lines[1:]]
            except Refused as error:
                return self.report.add("SIGNATURE", got=f"proof: {error}", by=by)
        head = self.check_head(data, by, "FORK")
        if head and proof is not None and head.size <= self.tree.size:
            leaf = self.tree.heights[0][32 * index:32 * index + 32]
            if not verify_inclusion(leaf, index, head.size, proof, head.root):
                self.report.add("CONTENT", index, want="the path from the leaf to the root", by=by)

    def check_head(self, data, by, cls="CONTENT"):
        report, size = self.report, None
        logs = {key for _, key in self.ledger.keys} | set(self.policy.logs if self.policy else ())
        known = logs | set(self.witnesses) | set(self.policy.witnesses.values() if self.policy else ())
        try:
            head = parse_head(data)
            size, signed = head.size, signers(head.note, known)
            if not logs & set(signed):
                raise Refused("no signature by a key of the log")
            if head.origin != (self.ledger.origin or head.origin):
                raise Refused(f"origin {head.origin}")
            if by.startswith("heads/") and by != f"heads/{size}":
                raise Refused(f"size {size}")
        except Refused as error:
            return report.add("SIGNATURE", size, want="a head of this log", got=error, by=by)
        key = self.ledger.key_at(size)
        if key and key not in signed:
            got = ",".join(key.id.hex() for key in logs & set(signed))
            return report.add("KEY", max(size - 1, 0), want=key.id.hex(), got=got, by=by)
        cls = "FORK" if size == self.size and head.root != self.head.root else cls
        if self.compare(size, head.root, by, cls):
            self.good.setdefault(size, {}).update(signed)
            self.bounds += [(size, time, f"cosignature on {by}") for time in signed.values() if time is not None]
        return head

    def compare(self, size, root, by, cls):
        """Whether a root is that of the first `size` entries."""
        if size > self.tree.size:
            if size > self.size:
                self.report.add("TRUNCATED", self.size, size - 1, want=f"{size} entries", got=self.size, by=by)
            return False
        if root != self.tree.root(size):
            last_good = max((good for good in self.good if good < size), default=0)
            self.report.add(cls, last_good, max(size - 1, 0), want=root.hex(), got=self.tree.root(size).hex(), by=by)
            return False
        return True

    def check_policy(self):
        """The log's key as the auditor knows it, the quorum of witnesses on the newest head, and its age."""
        policy, chain, report = self.policy, self.ledger.keys, self.report
        if not policy:
            return
        at = max((i for i, (start, _) in enumerate(chain) if start < self.size), default=0)
        # A key is as good as the one before it if that one signed the head that ends with the change of keys.
        while at > 0 and chain[at][1] not in policy.logs and chain[at - 1][1] in self.good.get(chain[at][0], ()):
            at -= 1
        if chain and chain[at][1] not in policy.logs:
            pinned = any(key in policy.logs for _, key in chain)
            report.add("UNPROVEN" if pinned else "KEY", chain[at][0] - 1 if at else 0, want="a key of the policy",
                       got=chain[at][1].id.hex(), by="policy")
        signed = self.good.get(self.size, {})
        if not policy.is_met(signed):
            names = [name for name, key in policy.witnesses.items() if key in signed]
            report.add("UNPROVEN", want=f"quorum {policy.quorum}", got=",".join(names) or "no witness", by="policy")
        if policy.max_age is not None:
            times = [signed[key] for signed in self.good.values() for key in policy.witnesses.values() if key in signed]
            days = (self.as_of.toordinal() - 719163) - (max(times) + 8 * 3600) // 86400 if times else None
            if days is None or days > policy.max_age:
                report.add("UNPROVEN", want=f"time from outside within {policy.max_age} days", got=f"{days} days", by="policy")

    def check_times(self):
        """No entry later than a time proven above it, none after a stamp's entry earlier than the stamp."""
        lower, stamps = None, {seq: (size, root, time) for seq, size, root, time, _ in self.ledger.stamps}
        for seq, (size, root, time) in stamps.items():
            if size > seq:
                self.report.add("TIME", seq, want=f"a head up to {seq}", got=size, by="head.stamped")
            elif self.compare(size, root, "head.stamped", "CONTENT"):
                self.bounds.append((size, time, f"stamp at {seq}"))
        bounds = sorted(self.bounds)
        for i in range(len(bounds) - 1, 0, -1):  # what bounds a longer beginning of the log bounds a shorter one
            if bounds[i][1] < bounds[i - 1][1]:
                bounds[i - 1] = (bounds[i - 1][0],) + bounds[i][1:]
        sizes = [size for size, _, _ in bounds]
        for seq in sorted(self.ledger.times):
            recorded, i = self.ledger.times[seq], bisect.bisect_right(sizes, seq)
            if i < len(bounds) and recorded > bounds[i][1] + CLOCK_TOLERANCE:
                self.report.add("TIME", seq, want=f"up to {bounds[i][1]}", got=recorded, by=bounds[i][2])
            if lower is not None and recorded < lower - CLOCK_TOLERANCE:
                self.report.add("TIME", seq, want=f"from {lower}", got=recorded, by="head.stamped")
            if seq in stamps:
                lower = max(lower or 0, stamps[seq][2])

    # What a bundle says about it.

    def check_tables(self):
        opened = self.ledger.opened
        for member, names in TABLES.items():
            parts = [self.folder.read(f"codes/{name}.csv") for name in names]
            got = hashlib.sha256(b"".join(part or b"" for part in parts)).hexdigest()
            if got != opened.get(member) and not any(got in digests for digests in self.ledger.digests.values()):
                self.report.add("REFERENCE", 0, want=opened.get(member), got=got, by=member)

    def table(self, name):
        text = (self.folder.read(f"codes/{name}.csv") or b"").decode("utf-8", "replace")
        try:
            return list(csv.DictReader(text.splitlines()))
        except csv.Error:
            return []

    def check_figures(self):
        """Each row of figures.json again from the entries."""
        def wrong(want, got, row):
            if want != got:
                self.report.add("PROJECTION", want=want, got=got, by=f"figures {one['region']} {one['year']} {row}")

        parents = {row.get("code6"): row.get("parent_code6") for row in self.table("admin_divisions_2026")}
        doubtful = {row.get("code") for row in self.table("project_taxonomy") if row.get("counts_as_industry") == "DOUBTFUL"}
        data = self.folder.read("figures.json") or b""
        try:
            figures = canonical(data[:-1])
            if data[-1:] != b"\n" or set(figures) != {"figures", "origin", "size", "v"} or figures["size"] != str(self.size) or (
                    figures["origin"] != self.head.origin):
                raise Refused("another log, size or form")
            for one in figures["figures"]:
                for row in one["industry_share"]:
                    name = f"{row['basis']} {row['measure']} {row['classes']}"
                    top, bottom, mixed = industry_share(self.ledger, one["region"], one["year"], row, parents, doubtful)
                    if "numerator_fen" in row:
                        wrong(str(top), row["numerator_fen"], name)
                    elif "reason" not in row or row["reason"] == "MIXED_SPLIT_UNKNOWN" and not mixed:
                        wrong(top, "no numerator", name)
                    wrong(str(bottom), row.get("denominator_fen", str(bottom)), name)
                    if "share_bp" in row:
                        wrong(str(half_up(top, bottom)) if bottom else "none", row["share_bp"], name)
                for row in one["microloan_growth"]:
                    name = f"{row['caliber']} {row['period']}"
                    values = microloan_growth(self.ledger, one["region"], row, parents)
                    for member, value in zip(("amount_fen", "base_fen"), values):
                        if member in row and fen(row[member]) not in value:
                            wrong(sorted(value), row[member], name)
                    if "growth_bp" in row:
                        base = fen(row["base_fen"])
                        wrong(str(half_up(fen(row["amount_fen"]) - base, base)) if base > 0 else "none", row["growth_bp"], name)
                for row in one["industry_share"] + one["microloan_growth"]:
                    unknown = [seq for seq in row["events"] if decimal(seq) not in self.ledger.times]
                    wrong([], unknown, "events")
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            self.report.add("PROJECTION", want="figures as made", got=error, by="figures.json")

    def conclude(self, against):
        report, ledger, policy = self.report, self.ledger, self.policy
        say, doubt = report.proven.append, report.unproven.append
        if not report.counts["CONTENT"] + report.counts["TRUNCATED"]:
            say(f"{len(ledger.times)} 条记录逐字节与所签的根相符 entries hash to the signed root, of {self.size}")
        if len(self.good) > 1:
            say(f"{len(self.good) - 1} 个检查点的签名与根相符 heads are signed and fit")
        if policy and not report.counts["KEY"]:
            say("公钥为核验者所持 the key is the one in the auditor's policy")
        if against:
            say(f"{len(against)} 个外部检查点已对照 heads or proofs from outside were compared")
        if self.manifest and not report.counts["PROJECTION"]:
            say("两个指标已由记录重算 both figures were computed again from the entries")
        if not policy:
            doubt("公钥未由外部确认 the key came with the export and is not pinned (--policy)")
            doubt("没有见证人要求 no witness was asked for (--policy)")
        if not against:
            doubt("没有外部检查点 no head from outside: whoever holds the key could have rewritten all of it (--against)")
        if not self.whole:
            doubt(f"{self.size - len(ledger.times)} 个位置只给哈希 positions are bare hashes: that they are outside the scope is "
                  "the operator's word")
        if ledger.stamps or any(name.startswith("stamps/") for name in self.folder.names()):
            doubt("时间戳机构的签名未核验 the signatures of time-stamping authorities are not verified here (openssl ts -verify)")
        doubt("未重放规则（仅核对指标余额） rules are not replayed by this program, but for the balance of each line"
              if self.whole else "未重放规则 rules are not replayed by this program")
        doubt("本程序不能为自身作证 this program cannot vouch for itself: take it from a source of your own")


def file_digest(path):
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def read_outside(path):
    try:
        with open(path, "rb") as file:
            return file.read(FILE_LIMIT)
    except (OSError, ValueError) as error:
        raise Unreadable(66, f"{path}: {error}") from None


def parse_policy(name, data):
    try:
        return Policy(data)
    except ValueError as error:
        raise Unreadable(64, f"{name}: {error}") from None


def verify(path, policy=None, against=(), as_of=None):
    """Verifies an export and returns the report. Nothing that an export holds makes it raise."""
    report = Report()
    try:
        Audit(report, path, policy, as_of and day(as_of)).run(list(against))
    except Unreadable as error:
        report.failure, report.error = error.exit_code, str(error)
    except Exception as error:  # what was not foreseen must not look like a pass
        report.add("SCHEMA", want="an export as made", got=f"{type(error).__name__} {error}", by="verifier")
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", metavar="DIR")
    parser.add_argument("--policy", metavar="FILE", help="whom you believe (C2SP tlog-policy)")
    parser.add_argument("--against", metavar="NOTE|SIZE:ROOT", action="append", default=[], help="a head that you kept")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day of the audit; today by default")
    parser.add_argument("--json", action="store_true")
    parser.error = lambda message: (print(f"verify.py: {message}", file=sys.stderr), sys.exit(64))
    options = parser.parse_args()
    try:
        day(options.as_of or "2000-01-01")
    except ValueError:
        parser.error("--as-of needs a date such as 2026-12-31")
    report = verify(options.dir, options.policy, options.against, options.as_of)
    leading = report.ordered[0].cls if report.findings else "PASSED"
    if options.json:
        print(json.dumps({"exit": report.exit, "verdict": leading, "origin": report.origin, "size": report.size,
                          "root": report.root, "error": report.error, "proven": report.proven, "unproven": report.unproven,
                          "findings": [finding._asdict() for finding in report.ordered]}, ensure_ascii=False))
        return report.exit
    if report.failure:
        print(f"verify.py: {report.error}", file=sys.stderr)
        return report.exit
    for f in report.ordered:
        seq = "-" if f.seq is None else f.seq if f.seq == f.last_seq else f"{f.seq}..{f.last_seq}"
        print(f"FAIL {f.cls} seq={seq} want={f.want or '-'} got={f.got or '-'} by={f.by or '-'}")
    for title, statements, mark in ("未证明 Not proven:", report.unproven, "-"), ("已证明 Proven:", report.proven, "+"):
        if statements:
            print(title, *(f"  {mark} {statement}" for statement in statements), sep="\n")
    print(f"{leading} exit={report.exit} origin={report.origin} size={report.size} root={report.root}")
    return report.exit


if __name__ == "__main__":
    sys.exit(main())

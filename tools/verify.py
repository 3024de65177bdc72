#!/usr/bin/env python3
"""Verifies an export of a linked-fund ledger (衔接资金账本的第二核验程序).

    verify.py DIR [--policy FILE] [--against NOTE|SIZE:ROOT]... [--as-of YYYY-MM-DD] [--json]

DIR is a tiled log or an evidence bundle (which holds SHA256SUMS). The program was written from FORMATS.md alone and
shares no code with the ledger, so that an error in one is not repeated in the other. It needs Python 3.9 and nothing
else, reads DIR and the files named, writes nothing and uses no network. Section numbers are those of FORMATS.md.

Exit: 0 passed, 10 to 31 as section 9, 64 wrong usage, 66 nothing to read, 77 not allowed to read.
"""
import argparse
import base64
import collections
import contextlib
import csv
import datetime
import hashlib
import json
import os
import re
import stat
import sys
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
TABLES = {  # digest in entry 0: the tables that it covers, one after the other
    "regions_digest": ["codes/admin_divisions_2026.csv", "codes/admin_division_changes_2019_2026.csv"],
    "taxonomy_digest": ["codes/project_taxonomy.csv"], "accounts_digest": ["codes/budget_codes.csv"],
    "rules_digest": ["rules.txt"]}
BUNDLE = {"SHA256SUMS", "bundle", "checkpoint", "policy", "figures.json", "FORMATS.md", "verify.py", "README.md"}
SIGNED_AMOUNTS = {"numerator_fen", "denominator_fen"}  # no other amount may be negative
UNICODE = 14  # the version whose characters an entry may hold; Python's own table may be older or newer
ENTRY_LIMIT, DEPTH_LIMIT, FILE_LIMIT, CLOCK_TOLERANCE, FINDINGS_KEPT = 32_768, 8, 1 << 32, 300, 100
EPOCH = datetime.date(1970, 1, 1).toordinal()
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what reading a malformed value raises

Finding = collections.namedtuple("Finding", "cls seq last_seq want got by")
Key = collections.namedtuple("Key", "name id kind public")
Head = collections.namedtuple("Head", "origin size root text signatures")  # signatures: (name, key id, the rest)


class Unreadable(Exception):
    """Nothing to verify (66), not allowed (77) or wrong usage (64): (exit code, message). No verdict on the ledger."""


class Report:
    """What was found, what is proven by it and what is not."""

    def __init__(self):
        self.found, self.proven, self.unproven, self.counts = [], [], [], collections.Counter()
        self.origin, self.size, self.root, self.error, self.failure = "", 0, "", "", 0

    def add(self, cls, seq=None, last=None, want="", got="", by=""):
        self.counts[cls] += 1
        if self.counts[cls] <= FINDINGS_KEPT:
            texts = (json.dumps(str(text)[:200])[1:-1] for text in (want, got, by))  # one line, whatever an export holds
            self.found.append(Finding(cls, seq, seq if last is None else last, *texts))

    @contextlib.contextmanager
    def otherwise(self, cls, seq=None, by=""):
        """Makes malformed input inside the block a finding; the rest of the block is then left out."""
        try:
            yield
        except MALFORMED as error:
            self.add(cls, seq, got=f"{type(error).__name__}: {error}", by=by)

    @property
    def findings(self):
        gravity = list(CLASSES)
        return sorted(self.found, key=lambda f: (gravity.index(f.cls), -1 if f.seq is None else f.seq))

    @property
    def exit(self):
        return self.failure or (CLASSES[self.findings[0].cls] if self.found else 0)


def require(condition, message):
    if not condition:
        raise ValueError(message)


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


def ed25519_verify(public, message, signature):
    """Whether R is the one encoding of S·B − k·A; the bits of S and k are walked together."""
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    x, y, z, t = point_decode(public)
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    table, result = [NEUTRAL, BASE, (P - x, y, z, P - t), point_add(BASE, (P - x, y, z, P - t))], NEUTRAL
    for bit in range(252, -1, -1):
        result = point_add(point_add(result, result), table[(s >> bit & 1) | (k >> bit & 1) << 1])
    return point_encode(result) == signature[:32]


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

def decimal(text, pattern="0|[1-9][0-9]{0,18}"):
    require(isinstance(text, str) and re.fullmatch(pattern, text), "not a decimal number")
    require(-2**63 <= int(text) < 2**63, "a number of more than 64 bits")
    return int(text)


def fen(text):
    return decimal(text, "0|-?[1-9][0-9]{0,18}")


def base64_strict(text):
    data = base64.b64decode(text)
    require(base64.b64encode(data).decode() == text, "not the one base64 of its bytes")
    return data


def day(text):
    value = datetime.date.fromisoformat(text)
    require(value.isoformat() == text and 1900 <= value.year <= 2199, "not a date from 1900 to 2199")
    return value


def instant(text):
    """Seconds since 1970 of YYYY-MM-DDTHH:MM:SSZ."""
    value = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    require(value.isoformat() + "Z" == text, "not a time")
    return (value - datetime.datetime(1970, 1, 1)) // datetime.timedelta(seconds=1)


def check_text(text):
    """Only characters whose meaning is fixed for ever: none of private use, and none that is not yet assigned. Python
    tells what it knows itself, so a table older than Unicode 14 can refuse noncharacters alone (see `conclude`)."""
    require(unicodedata.is_normalized("NFC", text), "text that is not NFC")
    for character in text if not text.isascii() else "":
        category, is_known = unicodedata.category(character), int(unicodedata.unidata_version.split(".")[0]) >= UNICODE
        is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        require(category != "Co" and not is_noncharacter and (category != "Cn" or not is_known),
                "a character of private use or not assigned")


def canonical(data, empty_allowed=True):
    """The object that canonical JSON stands for: parsed, checked for what the form may not hold, written again and compared.
    With sorted keys, Python's encoder writes exactly the escapes of section 1."""
    def members(pairs):
        require(all(re.fullmatch("[a-z0-9_]+", name) for name, _ in pairs), "a malformed member name")
        return dict(pairs)

    def check(value, depth):
        require(isinstance(value, (str, bool, list, dict)), "null or a number")
        require(empty_allowed or value not in ("", [], {}), "an empty value")
        if isinstance(value, str):
            check_text(value)
        require(not isinstance(value, (list, dict)) or depth <= DEPTH_LIMIT, "nested too deep")
        for child in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
            check(child, depth + 1)

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
    require(sha256(key_name(name).encode(), b"\n", data)[:4].hex() == key_id, "the key id is not that of the key")
    return Key(name, bytes.fromhex(key_id), kind, data[1:])


def parse_note(data):
    """The signed text of a note and its signatures (name, key id, the rest)."""
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
    require(origin and origin != "cosignature/v1" and not end and len(base64_strict(root)) == 32, "not the lines of a head")
    return Head(origin, decimal(size), base64_strict(root), text, signatures)


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
        used = []
        for words in (line.split() for line in data.decode().split("\n")):
            kind = words[0] if words else "#"
            if words[:2] == ["#", "max-age-days"]:
                self.max_age = decimal(" ".join(words[2:]))
            elif kind == "log" and len(words) in (2, 3):
                self.logs.append(parse_key(words[1], ED25519))
            elif kind == "witness" and len(words) in (3, 4) and not self.knows(words[1]):
                self.witnesses[words[1]] = parse_key(words[2], COSIGNATURE)
            elif kind == "group" and len(words) > 3 and not self.knows(words[1]) and all(map(self.knows, words[3:])):
                need = {"all": len(words) - 3, "any": 1}.get(words[2]) or decimal(words[2])
                require(1 <= need <= len(words) - 3, "a group that needs more than it has")
                self.groups[words[1]], used = (need, words[3:]), used + words[3:]
            elif kind == "quorum" and len(words) == 2 and self.quorum is None and self.knows(words[1]):
                self.quorum = words[1]
            else:
                require(kind.startswith("#"), f"not understood: {' '.join(words)[:80]}")
        publics = [key.public for key in self.logs + list(self.witnesses.values())]
        require(self.quorum and len(set(publics)) == len(publics) and len(set(used)) == len(used) and "none" not in used,
                "no quorum, or a key or a member of a group stands twice")

    def knows(self, name):
        return name in self.witnesses or name in self.groups

    def is_met(self, keys):
        met = {name for name, key in self.witnesses.items() if key in keys}
        for name, (need, members) in self.groups.items():  # in the order of the file: members come first
            met |= {name} if len(met.intersection(members)) >= need else set()
        return self.quorum in met


# Files. Nothing is read through a symbolic link, and no device.

class Folder:
    def __init__(self, path):
        self.path = os.path.realpath(os.fspath(path).replace("\0", ""))

    def read(self, name):
        """The bytes of a regular file below the directory, or `None`."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, ValueError):
            path = os.path.join(self.path, *name.split("/"))
            try:
                status = os.lstat(path)
                if os.path.realpath(path) == path and stat.S_ISREG(status.st_mode) and status.st_size <= FILE_LIMIT:
                    with open(path, "rb") as file:
                        return file.read()
            except PermissionError as error:  # it may be as made: no verdict
                raise Unreadable(77, f"{name}: {error.strerror}") from None

    def names(self):
        """Every file below the directory, and links to directories, which are not followed."""
        paths = [os.path.join(folder, name) for folder, folders, files in os.walk(self.path)
                 for name in files + [name for name in folders if os.path.islink(os.path.join(folder, name))]]
        return {os.path.relpath(path, self.path).replace(os.sep, "/") for path in paths}


def tile_name(kind, number, width):
    groups = f"{number:,}".split(",")
    groups[0] = groups[0].zfill(3)
    name = "/".join(["tile", str(kind)] + ["x" + group for group in groups[:-1]] + groups[-1:])
    return name if width == 256 else f"{name}.p/{width}"


# The entries, sections 1 and 8.

def holder(part):
    """The line that money is on, or the pool, as a pair."""
    return part.get("line_id") or ("pool", part["pool"]) if "pool" in part or "line_id" in part else None


def movements(kind, body, region):
    """(what, amount, money, class, place, line) of each movement, as the table of section 8."""
    simple = {"allotment.issued": ("issued", 1), "allotment.received": ("received", 1),
              "allotment.recovered": ("recovered", 1), "allotment.lapsed": ("lapsed", 1),
              "funds.committed": ("committed", 1), "funds.released": ("committed", -1),
              "disbursement.made": ("paid", 1), "disbursement.returned": ("paid", -1)}
    money, line = body.get("money"), holder(body)
    if kind in simple:
        what, sign = simple[kind]
        yield what, sign * fen(body["amount_fen"]), money, money.get("class", ""), region, line
    elif kind == "allotment.distributed":
        own, amount = body.get("to", "OWN") == "OWN", fen(body["amount_fen"])
        yield "own" if own else "passed", amount, money, "", region, None
        yield "arrived", amount, money, "", region if own else body["to"], line
    elif kind == "allotment.carried_over":
        for what in "carried_out", "carried_in":
            yield what, fen(body["amount_fen"]), money, "", region, line
    elif kind == "commitment.attributed":
        for part in body["parts"]:  # from the pool to the line, both of the same money
            for amount, where in (-fen(part["amount_fen"]), line), (fen(part["amount_fen"]), part.get("line_id")):
                yield "committed", amount, part["money"], part["money"].get("class", ""), region, where
    elif kind == "project.reclassified":
        for part in body["moves"]:
            for what in "committed", "paid":
                amount = fen(part.get(what + "_fen", "0"))
                yield what, -amount, part, body["from_class"], region, holder(part)
                yield what, amount, part, body["to_class"], region, holder(part)


def check_numbers(kind, value, name=""):
    """The form of amounts and rates, however deep they stand (section 1)."""
    if isinstance(value, dict) and kind == "entry.reversed" and "original" in value:
        check_numbers(value["original"]["type"], value["original"]["body"])
    elif isinstance(value, (dict, list)):
        for child_name, child in value.items() if isinstance(value, dict) else ((name, child) for child in value):
            check_numbers(kind, child, child_name)
    elif name.endswith(("_fen", "_ppm")):
        lowest = 1 if name == "amount_fen" and kind != "finding.raised" else 0
        require(fen(value) >= lowest or name in SIGNED_AMOUNTS, f"{name} is {value}")


def check_envelope(entry):
    """The members that every entry has, whatever its type."""
    require(TEXTS | {"body"} <= entry.keys() <= TEXTS | OPTIONAL_TEXTS | OTHERS.keys(), "members missing or unknown")
    require(all(isinstance(entry.get(name, ""), str) for name in TEXTS | OPTIONAL_TEXTS)
            and all(isinstance(entry.get(name, kind()), kind) for name, kind in OTHERS.items()), "malformed members")
    for name, pattern in (("id", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), ("region", "[0-9]{6}"),
                          ("fiscal_year", "(19|20|21)[0-9]{2}")):
        require(name not in entry or re.fullmatch(pattern, entry[name]), f"{name} is {entry.get(name)}")
    day(entry["effective_on"]), day(entry.get("counts_on", "2000-01-01")), decimal(entry.get("corrects", "0"))


class Ledger:
    """What the entries say, folded in the order of their positions."""

    def __init__(self, report):
        self.report, self.opened, self.last, self.stamped = report, {}, -1, 0
        self.keys, self.times, self.ids, self.stamps, self.adopted = [], {}, {}, {}, set()
        self.receipts, self.published, self.years = collections.Counter(), {}, set()
        # Sums and the positions behind them, by what keeps them apart.
        self.money, self.loans = (collections.defaultdict(lambda: [0, []]) for _ in range(2))

    def key_at(self, size):
        """Section 3: a key that entry p names signs heads of more than p + 1 entries."""
        return next((key for start, key in reversed(self.keys) if start < size or start == 0), None)

    def take(self, seq, data, leaf):
        """Checks an entry by itself and against those before it. Of a later version nothing but the bytes is known."""
        report, digest = self.report, sha256(b"\0", data)
        if leaf and leaf != digest:
            report.add("CONTENT", seq, want=leaf.hex(), got=digest.hex(), by="leaf")
        with report.otherwise("ENCODING", seq, "entry"):
            require(len(data) <= ENTRY_LIMIT, "too long")
            entry = canonical(data, empty_allowed=False)
            require(isinstance(entry["v"], str), "malformed version")
            if entry["v"] == "1":
                check_envelope(entry)
                self.check_order(seq, entry)
            if entry["v"] != "1" or entry["type_v"] != "1" or entry["type"] not in TYPES:
                report.add("SOFTWARE", seq, want="a known type and version", got=entry.get("type"), by="type")
            else:
                check_numbers(entry["type"], entry["body"])
                self.fold(seq, entry, entry["type"], entry["body"], entry.get("region", ""))
        return digest

    def check_order(self, seq, entry):
        report, recorded = self.report, instant(entry["recorded_at"])
        if entry["seq"] != str(seq) or seq <= self.last or (seq == 0) != (entry["type"] == "ledger.opened"):
            report.add("SEQUENCE", seq, want=f"entry {seq}, once", got=f"{entry['type']} {entry['seq']}", by="seq")
        if self.ids.setdefault(entry["id"], seq) != seq:
            report.add("REPLAY", seq, want="a new id", got=f"the id of {self.ids[entry['id']]}", by="id")
        if recorded < max(self.times.get(self.last, recorded), self.stamped - CLOCK_TOLERANCE):
            report.add("TIME", seq, want="not before the entry or stamp above", got=entry["recorded_at"], by="recorded_at")
        self.last, self.times[seq] = seq, recorded

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
        elif kind in ("reference.adopted", "rules.adopted"):
            self.adopted.add(body.get("sha256") or body["rules_digest"])
        elif kind == "ledger.opened" or kind == "key.rotated" and body["purpose"] == "LOG":
            self.opened = self.opened or body
            self.keys.append((seq + 1 if self.keys else 0, parse_key(body["log_vkey"], ED25519)))
        if kind == "loan.disbursed":
            self.years.add((counts_on[:4], region))
        if kind == "loan.disbursed" and body["programme"] == "POVERTY_MICROLOAN":
            self.add(self.loans, (region, day(counts_on), body.get("loan_kind")), sign * fen(body["amount_fen"]), seq)
        if kind == "allotment.received":
            self.receipts[region, body["line_id"]] += sign
        for what, amount, money, cls, place, line in movements(kind, body, region):
            if money["fund_source"] == "LINKED" and amount:
                key = what, line, money["fund_level"], money["line_year"], cls, place
                self.add(self.money, key, sign * amount, seq)
                if what in ("received", "arrived"):
                    self.years.add((money["line_year"], place))

    def add(self, sums, key, amount, seq):
        sums[key][0] += amount
        sums[key][1].append(seq)


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
    "industry_share": set("""against_reference first_seq gap_bp key last_seq lower_fen prior_share_bp
        reason recovered_fen reference_bp target_bp upper_fen verdict""".split()),
    "microloan_growth": set("base_count count count_unit first_seq last_seq reason target verdict".split())}


def industry_share(ledger, year, row, is_inside, doubtful):
    """The members of a row with the values that each may have; `None` where it may be left out."""
    basis, measure, classes = row["basis"], row["measure"], row["classes"]
    excluded = {"ALL": set(), "NO_DOUBTFUL": doubtful, "NO_MICROLOAN_SUBSIDY": {"01.05.01"}}[classes]
    upper, lower = MEASURES[measure]
    top = bottom = doubted = 0
    committed, mixed, positions = 0, set(), []
    own = {key: value for key, value in ledger.money.items() if key[3] == year and is_inside(key[5])}
    # Money of both levels together is partly in the central basis; a pool with any is behind the figure with all it has.
    unsplit = {(key[1], key[5]) for key in own if basis == "CENTRAL" and key[2] == "CENTRAL_PROV"}
    for (what, line, level, _, cls, region), (amount, seqs) in own.items():
        is_in = not BASES[basis] or level in BASES[basis]
        is_unsplit = basis == "CENTRAL" and level == "CENTRAL_PROV"
        mixed |= {what} if is_unsplit and amount else set()
        positions += seqs if is_in or is_unsplit or isinstance(line, tuple) and (line, region) in unsplit else []
        if not is_in:
            continue
        committed += amount * (what == "committed")
        is_industry = what == upper and cls.startswith("01.") and cls not in excluded
        top += amount * is_industry
        doubted += amount * (is_industry and cls in doubtful)
        # An arrival gives way to the place's own receipt of the line.
        bottom += amount * lower.get(what, 0) * (what != "arrived" or ledger.receipts[region, line] <= 0)
    unknown = {None} if mixed & {upper, *lower} else set()
    unknown_bottom = {None} if mixed & set(lower) else set()
    has_share = row.get("share_bp") is not None
    free = {None} if measure == "PAID" else {str(bottom - committed)} | unknown
    return {
        "by": {"TOTAL"}, "basis": {basis}, "measure": {measure}, "classes": {classes}, "fiscal_year": {year},
        "fund_source": {"LINKED"}, "numerator_fen": {str(top)} | unknown, "denominator_fen": {str(bottom)} | unknown_bottom,
        "share_bp": {half_up(top, bottom)} | ({None} if "reason" in row else set()),
        "committed_fen": {str(committed)} | ({None} if mixed & {"committed", "paid"} else set()), "events": {str(len(positions))},
        "doubtful_fen": {str(doubted)}, "uncommitted_fen": free, "positions": {tuple(map(str, sorted(positions)))},
        **({} if has_share else {"verdict": {"UNDEFINED"}})}


def year_before(date):
    return date.replace(year=date.year - 1, day=28 if (date.month, date.day) == (2, 29) else date.day)


def loan_growth(ledger, year, row, is_inside):
    """The members of a row of own loans, as `industry_share`."""
    span = [day(text) for text in row["period"].split("/")]
    before = [year_before(date) for date in span]
    require(len(span) == 2 and row["period"][:10] == year + "-01-01" and row["period"][11:15] == year, "another period")

    def total(start, end):
        return sum(amount for (region, date, kind), (amount, _) in ledger.loans.items() if start <= date <= end
                   and is_inside(region) and (row.get("variant"), kind) != ("WITHOUT_RENEWAL", "RENEWAL"))
    amount, base = total(*span), total(*before)
    spans = [span] + [before] * ("base_fen" in row)
    positions = [seq for (region, date, kind), (_, seqs) in ledger.loans.items() for seq in seqs
                 if is_inside(region) and (row.get("variant"), kind) != ("WITHOUT_RENEWAL", "RENEWAL")
                 and any(start <= date <= end for start, end in spans)]
    reason = {None} if "reason" in row else set()
    return {
        "metric": {"MICROLOAN_NEW"}, "caliber": {"LEDGER"}, "programme": {"POVERTY_MICROLOAN"}, "basis": {None},
        "variant": {"WITH_RENEWAL", "WITHOUT_RENEWAL"}, "period": {row["period"]}, "qualifier": {"EXACT"},
        "amount_fen": {str(amount)}, "base_fen": {str(base)} | reason, "base_period": {"/".join(map(str, before))},
        "base_qualifier": {"EXACT" if "base_fen" in row else None}, "growth_bp": {half_up(amount - base, base)} | reason,
        "gap_fen": {str(max(0, base - amount)) if "base_fen" in row else None}, "events": {str(len(positions))},
        "positions": {tuple(map(str, sorted(positions)))}}


FIGURE_KEY = "caliber", "programme", "basis", "period_from", "period_to"


def published_growth(figures, year, row):
    """The members of a row of published figures: those of one record, and those of another of the span a year before."""
    start, end = row["period"].split("/")
    first, last = str(year_before(day(start))), str(year_before(day(end)))
    # A span to the end of February is the same span, however long that February is.
    ends = {last[:5] + "02-28", last[:5] + "02-29"} if end[5:7] == "02" and end[8:] >= "28" else {last}
    same = [{**figure, "seq": seq} for seq, figure in figures.items() if "reversed" not in figure
            and all(figure.get(name) == row.get(name) for name in FIGURE_KEY[:3])]
    chosen = [figure for figure in same if (figure["period_from"], figure["period_to"]) == (start, end)]
    is_one_year = start[:4] == end[:4]
    earlier = [figure for figure in same if is_one_year and figure["period_from"] == first and figure["period_to"] in ends]
    reason = {None} if "reason" in row or not earlier else set()
    chosen = [figure for figure in chosen if figure["value"] == row.get("amount_fen")] or chosen
    base = [figure for figure in earlier if figure["value"] == row.get("base_fen")] or earlier
    amounts = fen(row["amount_fen"]), fen(row.get("base_fen", "0"))
    # The order of two figures of one kind and value is not for this program to decide.
    positions = {tuple(str(seq) for seq in sorted([one["seq"]] + other)) for one in chosen
                 for other in ([[two["seq"]] for two in base] if "base_fen" in row else [[]])}
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
        "events": set(map(str, map(len, positions))), "positions": positions}


def half_up(numerator, denominator):
    return str((2 * numerator * 10000 + denominator) // (2 * denominator)) if denominator > 0 else None


class Audit:
    """One verification. Each check adds its findings, and none stops the others."""

    def __init__(self, report, path, policy, as_of):
        self.report, self.folder = report, Folder(path)
        try:
            self.policy = Policy(read_outside(policy)) if policy else None
            china = datetime.timezone(datetime.timedelta(hours=8))
            self.as_of = day(as_of) if as_of else datetime.datetime.now(china).date()
        except MALFORMED as error:
            raise Unreadable(64, f"{policy or as_of}: {error}") from None
        self.checkpoint, self.head, self.ledger = self.folder.read("checkpoint"), None, Ledger(report)
        if self.checkpoint is None:
            raise Unreadable(66, "no directory with a checkpoint to be read")
        self.witnesses = list(self.policy.witnesses.values()) if self.policy else []
        self.good, self.bounds = {0: {}}, []  # heads that fit: size -> keys with times; (size, latest time, by)
        # Of a bundle: the lines of its scope, the files that are not as listed, the members that were not compared.
        self.scope, self.unlisted, self.uncompared, self.is_recomputed = {}, set(), set(), False

    def run(self, against):
        report = self.report
        with report.otherwise("SIGNATURE", None, "checkpoint"):
            self.head = parse_head(self.checkpoint)
        if self.head is None:
            return
        report.origin, report.size = self.head.origin, self.head.size
        report.root = base64.b64encode(self.head.root).decode()
        self.check_bundle()
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
            if self.folder.read("figures.json") and not report.counts["SOFTWARE"]:  # without an entry they are undefined
                with report.otherwise("PROJECTION", None, "figures.json"):
                    self.check_figures()
                    self.is_recomputed = True
        self.conclude(against)

    def check_bundle(self):
        """What kind of export this is; every file of a bundle is listed with its digest, and no other is there."""
        report, names = self.report, self.folder.names()
        self.bundle = bool(names & {"SHA256SUMS", "bundle", "figures.json", "rules.txt", "entries.jsonl"})
        self.limited = "entries.jsonl" in names
        if not self.bundle:
            return
        with report.otherwise("SCHEMA", None, "bundle"):
            text = self.folder.read("bundle").decode()
            about = f"linkedfund-evidence v1\norigin {report.origin}\nsize {report.size}\nroot {report.root}\n"
            require(text.startswith(about) and re.fullmatch("(region [0-9]{6}\n)?(year [0-9]{4}\n)?", text[len(about):]),
                    "another head than the checkpoint, or other lines")
            require(self.limited == (text != about), "entries.jsonl belongs to limited bundles, and only there")
            self.scope = dict(line.split(" ") for line in text[len(about):].splitlines())
        listed, head = {}, f"heads/{report.size}"
        with report.otherwise("SCHEMA", None, "SHA256SUMS"):
            lines = self.folder.read("SHA256SUMS").decode().split("\n")
            listed = {line[66:]: line[:64] for line in lines if line[64:66] == "  "}
            require(lines == [f"{listed[name]}  {name}" for name in sorted(listed)] + [""], "not a list in order")
            require("SHA256SUMS" not in listed, "a list that lists itself")
        for name in sorted(names.union(listed, BUNDLE, [head], *TABLES.values())):
            data = self.folder.read(name)
            got = "missing, a link or too large" if data is None else sha256(data).hex()
            if got != listed.get(name) and (data is None or name != "SHA256SUMS"):
                report.add("SCHEMA", want=listed.get(name, "not listed"), got=got, by=name)
                self.unlisted.add(name)

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
        places = {leaves[at:at + 32]: at // 32 for at in range(0, len(leaves), 32)}
        seq, is_opened = -1, False
        *lines, rest = (self.folder.read("entries.jsonl") or b"").split(b"\n")
        for line in lines:
            claim = re.search(rb'"seq":"(0|[1-9][0-9]{0,18})"', line)
            claimed, is_entry = int(claim[1]) if claim else seq + 1, False
            with contextlib.suppress(*MALFORMED):
                is_entry = sha256(b"\0", line) in places or bool(canonical(line, empty_allowed=False))
            if is_entry and places.get(sha256(b"\0", line), claimed) >= self.head.size:
                self.report.add("SEQUENCE", self.head.size, want=f"{self.head.size} entries", got=claimed, by="entries.jsonl")
                continue
            seq = places.get(sha256(b"\0", line), claimed)
            is_opened |= seq == 0
            yield seq, line, leaves[32 * seq:32 * seq + 32] if is_entry else b""
        if not is_opened:
            self.report.add("SEQUENCE", 0, want="entry 0", by="entries.jsonl")
        if rest:
            self.report.add("TRUNCATED", want="whole lines", by="entries.jsonl")

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
        if self.bundle:
            with self.report.otherwise("SCHEMA", None, "policy"):
                self.witnesses += Policy(self.folder.read("policy")).witnesses.values()
        for name in sorted((n for n in self.folder.names() if n.startswith("heads/")), key=lambda n: (len(n), n)):
            data = self.folder.read(name)
            if data is not None:
                self.check_head(data, name, "CONTENT")
            elif not self.bundle:  # of a bundle, `check_bundle` has said so
                self.report.add("SCHEMA", want="a file", got="a link or too large", by=name)
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
        proof, _, note = data.partition(b"\n\n")
        head = self.check_head(note if re.match(b"old |c2sp.org/tlog-proof@v1\n", data) else data, by, "FORK")
        if not data.startswith(b"c2sp.org/tlog-proof@v1\n"):
            return
        with self.report.otherwise("SIGNATURE", None, by):
            lines = [line for line in proof.decode().split("\n")[1:] if not line.startswith("extra ")]
            require(lines[0].startswith("index "), "a proof without its index")
            index, path = decimal(lines[0][6:]), [base64_strict(line) for line in lines[1:]]
            leaf = self.tree.heights[0][32 * index:32 * index + 32]
            if head and not verify_inclusion(leaf, index, head.size, path, head.root):
                self.report.add("CONTENT", index, want="the path from this leaf to the root", by=by)

    def check_head(self, data, by, cls):
        """Who signed a head, whether that key may, and whether the root fits; the head if it is signed."""
        logs = {key for _, key in self.ledger.keys} | set(self.policy.logs if self.policy else ())
        with self.report.otherwise("SIGNATURE", None, by):
            head = parse_head(data)
            signed = signers(head.text, head.signatures, logs.union(self.witnesses))
            if not logs:
                return self.report.add("UNPROVEN", want="a key of the log", got="entry 0 names none", by=by)
            require(logs & signed.keys(), "no signature by a known key of the log")
            require(head.origin == self.ledger.opened.get("origin", head.origin), "another origin")
            require(not by.startswith("heads/") or by == f"heads/{head.size}", "another size")
            key = self.ledger.key_at(head.size)
            if key and key not in signed:
                return self.report.add("KEY", max(head.size - 1, 0), want=key.id.hex(), by=by)
            if head.size == self.head.size and head.root != self.head.root:
                cls = "FORK"
            if self.compare(head.size, head.root, by, cls):
                self.good.setdefault(head.size, {}).update(signed)
                self.bounds += [(head.size, time, f"cosignature on {by}") for time in signed.values() if time is not None]
            return head

    def compare(self, size, root, by, cls):
        """Whether a root is that of the first entries."""
        if size > self.head.size:
            return self.report.add("TRUNCATED", self.head.size, size - 1, f"{size} entries", self.head.size, by)
        if size <= self.tree.size and root != self.tree.root(size):
            last_good = max((good for good in self.good if good < size), default=0)
            return self.report.add(cls, last_good, max(size - 1, 0), root.hex(), self.tree.root(size).hex(), by)
        return size <= self.tree.size

    def check_policy(self):
        """The log's key as the auditor knows it, the quorum on the newest head, and the newest time from outside."""
        policy, report = self.policy, self.report
        if not policy:
            return
        chain = [(start, key) for start, key in self.ledger.keys if start < self.head.size]
        # A key is as good as the one before it if that one signed the head that ends with the change of keys.
        while len(chain) > 1 and chain[-1][1] not in policy.logs and chain[-2][1] in self.good.get(chain[-1][0], ()):
            chain.pop()
        chain = [key for _, key in chain]
        if chain and chain[-1] not in policy.logs:
            pinned = not policy.logs or set(chain) & set(policy.logs)
            report.add("UNPROVEN" if pinned else "SIGNATURE", want="a key of the policy", got=chain[-1].id.hex(), by="policy")
        signed = self.good.get(self.head.size, {})
        if not policy.is_met(signed):
            names = [name for name, key in policy.witnesses.items() if key in signed]
            report.add("UNPROVEN", want=f"quorum {policy.quorum}", got=names, by="policy")
        times = [signed[key] for signed in self.good.values() for key in policy.witnesses.values() if key in signed]
        days = self.as_of.toordinal() - EPOCH - (max(times, default=0) + 8 * 3600) // 86400
        if policy.max_age is not None and (not times or days > policy.max_age):
            report.add("UNPROVEN", want=f"a time from outside, at most {policy.max_age} days old",
                       got=f"{days} days" if times else "none", by="policy")

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
        logged = {(str(size), digest) for size, _, _, digest in self.ledger.stamps.values()}
        names = {name for name in self.folder.names() if name.startswith("stamps/")}
        for name in sorted(names - self.unlisted):
            match = re.fullmatch(r"stamps/(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,8})\.tsr", name)
            digest = sha256(self.folder.read(name) or b"").hex()
            follows = match and (match[2] == "0" or f"stamps/{match[1]}-{int(match[2]) - 1}.tsr" in names)
            if not follows or (match[1], digest) not in logged:
                self.report.add("SIGNATURE", want="the answer that an entry names", got=digest, by=name)

    def check_tables(self):
        for member, names in TABLES.items():
            if not all(self.folder.read(name) for name in names):
                continue  # a missing file is not another one, and `check_bundle` has said so
            want, got = self.ledger.opened.get(member), sha256(*(self.folder.read(name) or b"" for name in names)).hex()
            if got != want and got not in self.ledger.adopted:
                self.report.add("REFERENCE", 0, want=want, got=got, by=member)

    def check_figures(self):
        """Both figures again from the entries: which sets and rows there are, and each member that can be computed."""
        figures = canonical(self.folder.read("figures.json")[:-1])
        require(figures.keys() == {"sets", "v"} and figures["v"] == "1", "other members than it should have")
        regions = {row["code6"]: row for row in self.table(TABLES["regions_digest"][0])}
        parents = {code: row["parent_code6"] for code, row in regions.items()}
        doubtful = {row["code"] for row in self.table(TABLES["taxonomy_digest"][0]) if row["counts_as_industry"] == "DOUBTFUL"}
        place = self.scope.get("region", self.ledger.opened["region"])

        def is_inside(region):
            return below(place, region, parents)
        years = {self.scope["year"]} if "year" in self.scope else {
            year for year, region in self.ledger.years if is_inside(region)}
        require([(one["region"], one["year"]) for one in figures["sets"]] == [(place, year) for year in sorted(years)],
                "other sets than the years in which money was received or loans were made")
        fixed = {"region": {place}, "region_name": {"全国" if place == "000000" else regions[place]["name"]}}
        published = {seq: figure for seq, figure in self.ledger.published.items()
                     if (figure["region"], figure.get("metric")) == (place, "MICROLOAN_NEW") and "period_to" in figure}
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
                    published_growth(published, year, row))})

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
                (self.policy and not report.counts["KEY"] and all(finding.want != "a key of the policy" for finding in report.found), "公钥为核验者所持 the key is in the auditor's policy"),
                (against, "外部检查点已对照 the heads or proofs from outside were compared"),
                (self.is_recomputed and not report.counts["PROJECTION"],
                 "两个指标可算的各项已由记录重算 of both figures, the members that this program computes were recomputed")]:
            report.proven += [text] if proven else []
        for unproven, text in [
                (not self.policy, "公钥和见证人未由外部确认 the key came with the export, no witness was asked for (--policy)"),
                (not against, "没有外部检查点 no head from outside: the holder of the key may have rewritten all (--against)"),
                (self.limited, f"{report.size - number} 个位置只给哈希 bare hashes: that they are out of scope is the operator's word"),
                (self.ledger.stamps, "时间戳的签名未核验 the signatures of time stamps are not verified (openssl ts -verify)"),
                (self.uncompared, f"figures.json: 未核对 not compared: {', '.join(sorted(self.uncompared))}"),
                (self.bundle and not self.is_recomputed, "两个指标未重算 the figures were not recomputed"),
                (not unicodedata.unidata_version.startswith(f"{UNICODE}."),
                 f"characters were checked by Unicode {unicodedata.unidata_version}, not {UNICODE}.0"),
                (True, "未核对各类记录的字段 the fields of each type were not checked: unknown or missing ones, codes and dates"),
                (True, "未重放规则 rules are not replayed by this program"),
                (True, "本程序不能为自身作证 this program cannot vouch for itself: take it from a source of your own")]:
            report.unproven += [text] if unproven else []


def read_outside(path):
    try:
        with open(path, "rb") as file:
            return file.read(FILE_LIMIT)
    except (OSError, ValueError) as error:
        raise Unreadable(77 if isinstance(error, PermissionError) else 66, f"{path}: {error}") from None


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
    verdict = "UNREADABLE" if report.failure else report.findings[0].cls if report.found else "PASS"
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

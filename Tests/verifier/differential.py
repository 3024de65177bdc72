#!/usr/bin/env python3
"""Applies seeded changes to exports of one ledger and compares the two verifiers: class and lowest position.

    differential.py PROGRAM [--count N] [--seed S] [--folder DIR] [--kinds NAME…]

PROGRAM is the built `linkedfund`. It makes a ledger, its directory of tiles and its bundles, whole and limited; each change
is judged by `PROGRAM audit` and by tools/verify.py. Prints each kind of disagreement once with how often it was met, and
exits 1 if there is any. What neither is asked to know alike (rules, the fields of each type) is no disagreement.
"""
import argparse
import base64
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import test_verify as made  # noqa: E402
from test_verify import verify  # noqa: E402

RULES = 18  # the second verifier replays no rules
LIMIT = 60  # seconds in which each has to answer


def run(program, *arguments, cwd=None, state=None):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **({"XDG_STATE_HOME": state} if state else {})}
    environment.pop("LINKEDFUND_LEDGER", None)
    return subprocess.run([program, *map(str, arguments)], capture_output=True, cwd=cwd, env=environment, timeout=LIMIT * 5)


class Exports:
    """A ledger of generated entries with its exports, and the key that signs for it."""

    SCOPE = "--region", "130000", "--year", "2021"

    def __init__(self, program, folder, count=420):
        self.program, self.folder = program, folder
        ledger, self.state = os.path.join(folder, "ledger"), os.path.join(folder, "state")
        if not os.path.exists(os.path.join(folder, "done")):
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            events = os.path.join(folder, "events.jsonl")
            self.do("init", "--origin", "example.gov.cn/funds/000000", "--region", "000000", "--ledger", ledger)
            self.do("generate", "--count", count, "--seed", 7, "-o", events)
            lines = pathlib.Path(events).read_bytes().splitlines(keepends=True)
            for part in range(3):  # a head for each
                pathlib.Path(events).write_bytes(b"".join(lines[part * len(lines) // 3:(part + 1) * len(lines) // 3]))
                self.do("import", events, "--as", "events", "--ledger", ledger)
            self.do("export", "--tiles", os.path.join(folder, "tiles"), "--ledger", ledger)
            self.do("export", "--evidence", os.path.join(folder, "whole"), "--ledger", ledger)
            self.do("export", "--evidence", os.path.join(folder, "limited"), *self.SCOPE, "--ledger", ledger)
            pathlib.Path(folder, "done").touch()
        key = pathlib.Path(ledger, "keys/log.key").read_text().strip().split("+", 4)
        self.key = made.Signer(key[2], base64.b64decode(key[4])[1:])
        self.witness = made.Signer("witness.example/0", b"\x07" * 32, verify.COSIGNATURE)
        self.entries = self.read_entries()
        self.heads = sorted(int(path.name) for path in pathlib.Path(folder, "whole/heads").iterdir())

    def do(self, *arguments):
        result = run(self.program, *arguments, state=self.state)
        if result.returncode:
            sys.exit(f"{arguments}: {result.returncode} {result.stderr.decode()[-500:]}")

    def read_entries(self):
        audit = verify.Audit(verify.Report(), os.path.join(self.folder, "tiles"), None, None)
        audit.head = verify.parse_head(audit.checkpoint)
        return [data for _, data, _ in audit.entries(b"".join(audit.tiles(0, 0, audit.head.size)))]

    def copy(self, kind, to):
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(os.path.join(self.folder, kind), to, symlinks=True)


class Change:
    """One change to one copy of an export, by the numbers of a seed."""

    def __init__(self, exports, seed, at):
        self.exports, self.numbers, self.at, self.seed = exports, random.Random(seed), at, seed
        self.kind = self.numbers.choice(["tiles", "whole", "limited"])
        self.options, self.outside = [], at + "-outside"
        shutil.rmtree(self.outside, ignore_errors=True)
        os.makedirs(self.outside)
        exports.copy(self.kind, at)

    def path(self, name):
        return pathlib.Path(self.at, name)

    def file(self, name, data):
        path = os.path.join(self.outside, name)
        pathlib.Path(path).write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def list_anew(self):
        if self.kind == "tiles" or not self.path("SHA256SUMS").is_file() or self.path("SHA256SUMS").is_symlink():
            return
        names = sorted((str(path.relative_to(self.at)) for path in pathlib.Path(self.at).rglob("*")
                        if path.is_file() and not path.is_symlink()), key=os.fsencode)
        self.path("SHA256SUMS").write_bytes(b"".join(
            made.digest(self.path(name).read_bytes()).encode() + b"  " + os.fsencode(name) + b"\n" for name in names if name != "SHA256SUMS"))

    # Kinds of change; each gives a few words that tell what it did.

    def bytes_of_a_file(self):
        """A bit, a cut, bytes more, in any file."""
        names = sorted(str(path.relative_to(self.at)) for path in pathlib.Path(self.at).rglob("*") if path.is_file())
        groups = sorted({name.split("/")[0] for name in names})
        group = self.numbers.choice(groups)
        name = self.numbers.choice([name for name in names if name.split("/")[0] == group])
        data = bytearray(self.path(name).read_bytes())
        how = self.numbers.choice(["bit", "bit", "cut", "more", "empty", "swap", "zero"])
        at = self.numbers.randrange(len(data))
        if how == "bit":
            data[at] ^= 1 << self.numbers.randrange(8)
        elif how == "cut":
            del data[at:]
        elif how == "more":
            data += self.numbers.choice([b"\n", b"\0", b"x" * 32, data[:64]])
        elif how == "empty":
            data.clear()
        elif how == "swap":
            data[:] = data[at:] + data[:at]
        else:
            data[at:at + 8] = bytes(len(data[at:at + 8]))
        self.path(name).write_bytes(data)
        return f"{how} {self.general(name)}", self.numbers.random() < 0.7

    def whole_files(self):
        """A file that is gone, renamed, another one's, a link, a pipe, a folder; a stranger."""
        names = sorted(str(path.relative_to(self.at)) for path in pathlib.Path(self.at).rglob("*") if path.is_file())
        groups = sorted({name.split("/")[0] for name in names})
        group = self.numbers.choice(groups)
        name = self.numbers.choice([name for name in names if name.split("/")[0] == group])
        how = self.numbers.choice(["gone", "link", "pipe", "folder", "other", "stranger", "huge"])
        if how == "stranger":
            name = self.numbers.choice(["x", "heads/x", "heads/0", "heads/1", "stamps/1-0.tsr", "tile/9/000", "tile/0/000.p/7", "codes/x.csv",
                                        "Checkpoint", "a b", "é", "heads/00205", "stamps/x", "tile/x", "entries.jsonl", "a\\b", ".x"])
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            if not self.path(name).exists():
                self.path(name).write_bytes(self.numbers.choice([b"", b"x", b"x\n"]))
        else:
            data = self.path(name).read_bytes()
            self.path(name).unlink()
            if how == "link":
                os.symlink(self.file("moved", data), self.path(name))
            elif how == "pipe":
                os.mkfifo(self.path(name))
            elif how == "folder":
                self.path(name).mkdir()
            elif how == "other":
                self.path(name).write_bytes(self.path(self.numbers.choice([one for one in names if one != name])).read_bytes())
            elif how == "huge":
                with open(self.path(name), "wb") as file:
                    file.truncate(1 << 42)
        return f"{how} {self.general(name)}", how not in ("huge", "pipe") and self.numbers.random() < 0.8

    def entries_signed_anew(self):
        """The owner of the key changes entries and signs all again."""
        entries, numbers = list(self.exports.entries), self.numbers
        at = numbers.randrange(len(entries)) if numbers.random() < 0.9 else 0
        value = json.loads(entries[at])
        member = numbers.choice(["seq", "id", "recorded_at", "effective_on", "actor", "v", "type_v", "type", "region", "fiscal_year",
                                 "counts_on", "corrects", "documents", "source", "waives", "more", "bytes", "order", "twice", "gone", "vkey"])
        odd = {"seq": ["0", str(at + 1), "x", "00", str(2**64)], "id": ["x", json.loads(entries[at - 1])["id"], value["id"].upper()],
               "recorded_at": ["2000-01-01T00:00:00Z", "2026-01-01", "2300-01-01T00:00:00Z", "2026-11-28T24:00:00Z", "2199-12-31T00:00:00Z"],
               "effective_on": ["1899-12-31", "2199-12-31", "2022-02-30", "2200-01-01", "x"], "actor": ["u" * 65, "u" * 64, "u:\u202ex", "e\u0301"],
               "v": ["2", "", "01"], "type_v": ["2", "0", ""], "type": ["money.printed", "ledger.opened", ""], "region": ["52263", "x", "999999"],
               "fiscal_year": ["1989", "1990", "2100", "2101", "x", "02021"], "counts_on": ["2200-01-01", "x", "2020-01-01"],
               "corrects": ["-1", "x", "0"], "documents": [[], ["x"], [{"no": "x", "y": "z"}], "x"], "more": ["x"],
               "source": [{"row": "1"}, {"import": "x", "row": "1"}, ["x"]], "waives": [[True], [{}], "x", [{"rule": "A01"}]]}
        if member in odd:
            change = numbers.choice(odd[member] + [None] * (member in value))
            value.pop(member, None)
            value.update({member: change} if change is not None else {})
            entries[at] = made.encode(value)
            member = f"{member}={str(change)[:24]}{' of entry 0' * (at == 0)}"
        elif member == "bytes":
            how = numbers.randrange(6)
            data = entries[at]
            entries[at] = [data + b" ", b" " + data, b"", data[:-1], data + b"\n", b"{}"][how]
            member = f"bytes {how}{' of entry 0' * (at == 0)}"
        elif member == "order":
            entries[at], entries[at - 1] = entries[at - 1], entries[at]
        elif member == "twice":
            entries[at] = entries[at - 1]
        elif member == "gone":
            del entries[at]
        else:
            body = {"purpose": "LOG", "log_vkey": numbers.choice(["x", self.exports.witness.vkey, made.NEXT_LOG.vkey]), "reason": "yearly"}
            value.update(type="key.rotated", body=body)
            value.update({name: given for name, given in (("region", "000000"), ("fiscal_year", "2023")) if name not in value})
            entries[at] = made.encode({name: value[name] for name in value if name not in ("documents", "source", "corrects", "counts_on")})
        if self.kind == "limited":
            self.kind = "whole"
            self.exports.copy("whole", self.at)
        self.sign(entries)
        return f"signed anew: {member}", True

    def sign(self, entries):
        shutil.rmtree(self.path("tile"))
        shutil.rmtree(self.path("heads"), ignore_errors=True)
        note = self.head(entries)
        made.write_tiles(self.at, entries, note)
        if self.kind != "tiles":
            made.put(self.at, f"heads/{len(entries)}", note)
            self.describe(entries)

    def head(self, entries, **options):
        return made.head(entries, **{"signers": (self.exports.key,), "origin": self.exports.key.name, **options})

    def describe(self, entries, size=None, root=None):
        lines = self.path("bundle").read_text().split("\n")
        root = root or base64.b64encode(made.root_of(made.leaves_of(entries))).decode()
        lines[2:4] = f"size {len(entries) if size is None else size}", f"root {root}"
        self.path("bundle").write_text("\n".join(lines))

    def heads(self):
        """Heads of another size, root, origin or signer; with odd lines."""
        entries, numbers, key = self.exports.entries, self.numbers, self.exports.key
        size = numbers.choice(self.exports.heads + [0, 1, 7, len(entries) + 5, 2**63, 2**64 - 1, 2**64])
        part = entries[:size] if size <= len(entries) else entries
        how = numbers.choice(["good", "root", "origin", "signer", "zeros", "lines", "long", "extension", "witness alone", "crlf"])
        options = {"size": size}
        if how == "root":
            options["root"] = bytes(32)
        elif how == "origin":
            options["origin"] = "example.gov.cn/other"
        elif how == "signer":
            options["signers"] = (made.NEXT_LOG,)
        elif how == "witness alone":
            options.update(signers=(), cosigned=[(self.exports.witness, int(time.time()))])
        note = self.head(part, **options)
        junk = base64.b64encode(b"abcd" + bytes(900_000 if how == "long" else 64)).decode()
        if how in ("lines", "long"):
            note += f"— x {junk}\n".encode() * (1 if how == "long" else numbers.choice([1, 99, 100]))
        elif how == "crlf":
            note = note.replace(b"\n", b"\r\n")
        elif how == "extension":
            text = note.split(b"\n\n")[0].decode() + "\nmore\n"
            note = (text + "\n" + key.line(text)).encode()
        place = numbers.choice(["against", "checkpoint"] + ["heads"] * (self.kind != "tiles"))
        if place == "against":
            self.options += ["--against", self.file("kept", note)]
        elif place == "heads":
            made.put(self.at, f"heads/{size if how != 'zeros' else '0' + str(size)}", note)
        else:
            made.put(self.at, "checkpoint", note)
            if self.kind != "tiles" and numbers.random() < 0.6:
                made.put(self.at, f"heads/{size}", note)
                self.describe(part, size, note.decode().split("\n")[2].strip())
        which = "kept" if size in self.exports.heads[:-1] else "newest" if size == len(entries) else str(min(size, len(entries) + 5))
        return f"head {how} {'of ' + which} {place}", True

    def policies(self):
        """What an auditor asks for, and files that are none."""
        numbers, key, witness = self.numbers, self.exports.key, self.exports.witness
        text = f"{key.name}\n{len(self.exports.entries)}\n{base64.b64encode(made.root_of(made.leaves_of(self.exports.entries))).decode()}\n"
        now, note = int(time.time()), self.path("checkpoint").read_bytes()
        when = numbers.choice([now, now - 90 * 86400, now + 3600, now + 100, now * 1000, 10_400_000_000, 2**63 - 1, 2**63, 0])
        cosigned = numbers.random() < 0.7
        if cosigned:
            note += witness.line(text, when).encode() if when < 2**63 else witness.line(text, 1).encode()
            made.put(self.at, "checkpoint", note)
            if self.kind != "tiles":
                made.put(self.at, f"heads/{len(self.exports.entries)}", note)
        lines = [f"log {key.vkey}", f"witness a {witness.vkey}", "group g 1 a", "quorum " + numbers.choice(["a", "g", "none"])]
        lines += numbers.choice([[], ["# max-age-days 31"], ["# max-age-days 1"]])
        how = numbers.choice(["plain", "plain", "plain", "crlf", "bom", "twice", "no log", "no quorum", "other log", "same key", "age", "wide", "long", "small order"])
        small = bytes([1]) + bytes(31)
        if how == "twice":
            lines.append(numbers.choice(lines))
        elif how == "no log":
            lines.pop(0)
        elif how == "no quorum":
            lines.pop(3)
        elif how == "other log":
            lines[0] = f"log {made.NEXT_LOG.vkey}"
        elif how == "same key":
            lines.append(f"witness b {made.Signer('w.example/2', bytes([7]) * 32, verify.COSIGNATURE).vkey}")
        elif how == "age":
            lines[4:] = [numbers.choice(["# max-age-days 0", "# max-age-days 36501", "# max-age-days 036", "# max-age-days", "#max-age-days x"])]
        elif how == "wide":
            lines[1] = lines[1].replace(" ", numbers.choice(["\u3000", "\u00a0", "\t", "  "]), 1)
        elif how == "long":
            lines.append("# x\n" * 17_000)
        elif how == "small order":
            data = b"\4" + small
            lines[1] = f"witness a w+{verify.sha256(b'w', bytes([10]), data)[:4].hex()}+{base64.b64encode(data).decode()}"
        text = "\n".join(lines) + "\n"
        text = text.replace("\n", "\r\n") if how == "crlf" else "\ufeff" + text if how == "bom" else text
        self.options += ["--policy", self.file("policy", text)]
        if numbers.random() < 0.3:
            self.options += ["--as-of", numbers.choice(["2026-06-01", "2190-06-01", "2027-01-01"])]
        age = " ".join(line for line in lines if "max-age" in line)
        span = "none" if not cosigned else "now" if when == now else "past" if when < now else "soon" if when < now + 10**6 else "far"
        return f"policy {how} [{age}] {lines[-2 if 'max' in lines[-1] else -1][:10]} cosigned {span} {' '.join(self.options[2:])}", True

    def receipts(self):
        """Proofs that an auditor was given, and what is none."""
        numbers, entries = self.numbers, self.exports.entries
        size = numbers.choice(self.exports.heads)
        index = numbers.randrange(size)
        leaves = made.leaves_of(entries[:size])
        path = made.path_of(index, leaves)
        how = numbers.choice(["good", "good", "index", "path", "short", "long", "extra", "64", "zeros", "hash", "beyond"])
        number = str(index)
        if how == "index":
            number = str(index ^ 1)
        elif how == "beyond":
            number = numbers.choice([str(size), str(2**63), str(2**64)])
        elif how == "zeros":
            number = "0" + number
        elif how == "path":
            path[0] = bytes(32)
        elif how == "short":
            path = path[:-1]
        elif how == "long":
            path = path + [bytes(32)]
        elif how == "64":
            path = [bytes(32)] * numbers.choice([63, 64])
        elif how == "hash":
            path[0] = path[0][:31]
        hashes = "".join(base64.b64encode(item).decode() + "\n" for item in path)
        note = self.head(entries[:size]).decode()
        text = f"c2sp.org/tlog-proof@v1\n{'extra AAAA' + chr(10) if how == 'extra' else ''}index {number}\n{hashes}\n{note}"
        if numbers.random() < 0.3:
            text = f"old {number}\n{hashes if numbers.random() < 0.7 else ''}\n{note}"
            how = "consistency " + how
        self.options += ["--against", self.file("receipt", text)]
        return f"receipt {how}", False

    def lines_of_a_limited_bundle(self):
        numbers = self.numbers
        if self.kind != "limited":
            self.kind = "limited"
            self.exports.copy("limited", self.at)
        lines = self.path("entries.jsonl").read_bytes().split(b"\n")[:-1]
        at = numbers.randrange(1, len(lines))
        how = numbers.choice(["gone", "twice", "order", "space", "empty", "first gone", "seq", "cr", "none", "no end", "changed"])
        if how == "gone":
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "order":
            lines[at], lines[at - 1] = lines[at - 1], lines[at]
        elif how == "space":
            lines[at] += b" "
        elif how == "empty":
            lines.insert(at, b"")
        elif how == "first gone":
            del lines[0]
        elif how == "seq":
            value = json.loads(lines[at])
            lines[at] = made.encode({**value, "seq": numbers.choice(["0", str(2**40), str(int(value["seq"]) + 1)])})
        elif how == "cr":
            lines[at] += b"\r"
        elif how == "none":
            lines = []
        elif how == "changed":
            lines[at] = lines[at].replace(b'"amount_fen":"', b'"amount_fen":"9', 1)
        self.path("entries.jsonl").write_bytes(b"".join(line + b"\n" for line in lines)[:-1 if how == "no end" else None])
        return f"lines: {how}", True

    @staticmethod
    def general(name):
        """A name without what only tells one tile or head from another."""
        parts = name.split("/")
        return "/".join(parts[:2]) + "/…" if len(parts) > 2 else parts[0] + "/…" if parts[0] in ("heads",) and parts[-1].isdigit() else name

    KINDS = [bytes_of_a_file, whole_files, entries_signed_anew, heads, policies, receipts, lines_of_a_limited_bundle]


class Answer:
    def __init__(self, code, output, seconds):
        self.code, self.seconds, self.place, self.by = code, seconds, None, ""
        try:
            found = json.loads(output).get("findings") or []
        except (ValueError, AttributeError):
            found = []
        if found:
            self.place, self.by = found[0]["seq"], found[0]["by"]

    def __str__(self):
        names = {code: name for name, code in verify.CLASSES.items()}
        return f"{self.code} {names.get(self.code, '')}@{'-' if self.place is None else self.place}"


def judge(change, program):
    kind = "--tiles" if change.kind == "tiles" else "--evidence"
    answers = []
    for command in ([program, "audit", kind, change.at, "--json"],
                    [sys.executable, "-B", str(made.ROOT / "tools" / "verify.py"), change.at, "--json"]):
        start = time.time()
        result = run(*command, *change.options, state=change.at + "-state")
        answers.append(Answer(result.returncode, result.stdout, time.time() - start))
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", default="differential-scratch")
    parser.add_argument("--kinds", nargs="*", default=[kind.__name__ for kind in Change.KINDS])
    options = parser.parse_args()
    folder = os.path.abspath(options.folder)
    exports = Exports(os.path.abspath(options.program), os.path.join(folder, "base"))
    kinds = [kind for kind in Change.KINDS if kind.__name__ in options.kinds]
    different, alike, examples, bad = collections.Counter(), collections.Counter(), {}, 0
    for seed in range(options.seed, options.seed + options.count):
        change = Change(exports, seed, os.path.join(folder, "change"))
        what, lists = kinds[seed % len(kinds)](change)
        if lists:
            change.list_anew()
        audit, second = judge(change, exports.program)
        crashed = [one for one in (audit, second) if one.code < 0 or one.code in (1, 2, 70, 132, 133, 134, 139) or one.seconds > LIMIT]
        # A finding about a file stands beside those of position 0.
        same = audit.code == second.code and ((audit.place or 0) == (second.place or 0) or audit.code in (64, 66, 77))
        if audit.code == RULES and second.code == 0:
            same = True
        alike[audit.code if same else "different"] += 1
        if not same or crashed:
            place = "" if audit.code != second.code else f", positions {audit.place}/{second.place}" if not isinstance(audit.place, int) or \
                not isinstance(second.place, int) else ", other positions"
            key = f"{change.kind:8}{what}: audit {audit.code} {audit.by[:40]} | verify.py {second.code} {second.by[:40]}{place}"
            if key not in different:
                print(f"seed {seed}: {key}", file=sys.stderr, flush=True)
            different[key] += 1
            examples.setdefault(key, seed)
            bad += 1
    for key, count in sorted(different.items()):
        print(f"{count:4} (seed {examples[key]}) {key}")
    print(f"{options.count} changes from seed {options.seed}: alike by class", dict(alike))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

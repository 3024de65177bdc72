#!/usr/bin/env python3
"""Checks the published schemas with Python's jsonschema.

Every schema under schemas/events is a valid JSON Schema (2020-12); every example named valid-* validates and every
one named invalid-* does not. Ends with one line of counts; the exit code is 1 when anything is wrong.
"""

import json
import pathlib
import sys

import jsonschema


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "schemas" / "events"
    schemas = sorted(folder.glob("*/v*.schema.json"))
    failures = []
    passed = 0
    for path in schemas:
        schema = json.loads(path.read_text(encoding="utf-8"))
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
            passed += 1
        except jsonschema.SchemaError as error:
            failures.append(f"{path}: {error.message}")
            continue
        validator = jsonschema.Draft202012Validator(schema)
        examples = sorted((path.parent / "examples").glob("*.json"))
        if not any(example.name.startswith("valid-") for example in examples):
            failures.append(f"{path}: no valid example")
        for example in examples:
            errors = list(validator.iter_errors(json.loads(example.read_text(encoding="utf-8"))))
            wants_errors = example.name.startswith("invalid-")
            if bool(errors) == wants_errors:
                passed += 1
            elif errors:
                failures.append(f"{example}: {errors[0].json_path}: {errors[0].message}")
            else:
                failures.append(f"{example}: validates, but should not")
    for failure in failures:
        print(failure, file=sys.stderr)
    if not schemas:
        print("no schemas", file=sys.stderr)
    print(f"schemas: {passed} passed, {len(failures)} failed")
    return 1 if failures or not schemas else 0


if __name__ == "__main__":
    sys.exit(main())

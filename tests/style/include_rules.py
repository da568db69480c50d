"""Holds the include allow-list of the layers and the words that some folders may not say.

Usage: include_rules.py [TOP]

TOP is the folder that holds proto/, storage/, services/ and clients/; by default this project's.
The rules, each with its reason, are in include_rules.toml beside this file. Prints every breach as

    services/domain/plan.cc:12: includes "storage/log/event_log.h" (storage)
        why: ...
        mend: ...

and exits with 1 when there is one.
"""

import dataclasses
import fnmatch
import pathlib
import re
import sys
import tomllib

RULES = pathlib.Path(__file__).with_name("include_rules.toml")
ROOTS = ("proto/traguardo", "storage", "services", "clients")
SUFFIXES = {".h", ".hpp", ".cc", ".cpp", ".proto"}

INCLUDE = re.compile(
    r'^\s*(?:#\s*include|import(?:\s+public|\s+weak)?)\s*([<"])([^">]+)[">]')
# What is not code: comments, and strings (raw ones first). A quote after a digit separates
# thousands.
NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]{0,16})\(.*?\)(?P=raw)"'
    r'|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])*\'',
    re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Breach:
    """One line that breaks one rule."""

    path: str
    line: int
    what: str
    why: str
    mend: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what}\n    why: {self.why}\n    mend: {self.mend}"


def matches(path, patterns):
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def below(path, folder):
    return path.startswith(folder + "/")


def family_of(header, in_brackets, families):
    """The first family with a pattern that fits, or None. A pattern in brackets fits only a header
    in brackets, and its star crosses no slash."""
    for name, patterns in families.items():
        for pattern in patterns:
            if pattern.startswith("<"):
                fits = (in_brackets and header.count("/") == pattern.count("/")
                        and fnmatch.fnmatchcase(header, pattern[1:-1]))
            else:
                fits = fnmatch.fnmatchcase(header, pattern)
            if fits:
                return name
    return None


def without_comments_and_strings(text):
    """The same number of lines, with every comment and string blanked out."""
    return NOT_CODE.sub(lambda found: "\n" * found.group().count("\n") or " ", text)


def included_headers(text):
    """Line number, header and whether it stands in brackets. Comments do not count."""
    comments_gone = re.sub(r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), text,
                           flags=re.DOTALL)
    for number, line in enumerate(comments_gone.splitlines(), start=1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(2), found.group(1) == "<"


def check_includes(path, text, rules):
    folder = next((f for f in rules["folder"] if below(path, f["path"])), None)
    if folder is None:
        yield Breach(path, 1, "belongs to no folder of include_rules.toml",
                     "every folder says what it may know before its first line of code.",
                     "Add a [[folder]] with the headers that it needs and the reason.")
        return
    for line, header, in_brackets in included_headers(text):
        family = family_of(header, in_brackets, rules["families"])
        if family is None:
            yield Breach(path, line, f'includes "{header}", which belongs to no family',
                         "a new dependency is a decision, and paths start at the top folder.",
                         "Write the whole path, or give the header a family in include_rules.toml.")
        elif family not in folder["allow"] and folder["allow"] != ["*"]:
            yield Breach(path, line, f'includes "{header}" ({family})', folder["why"],
                         folder["mend"])
        else:
            yield from check_contracts(path, line, header, family, rules)
            yield from check_restricted(path, line, header, family, rules)
            yield from check_order(path, line, header, rules)


def check_contracts(path, line, header, family, rules):
    for rule in rules["contract"]:
        public = {f"{rule['folder']}/{name}" for name in rule["public"]}
        bound = path in public or not below(path, rule["folder"])
        hidden = below(header, rule["folder"]) and header not in public
        if bound and (hidden or (path in public and family in rule["hides"])):
            yield Breach(path, line, f'includes "{header}", which is private to {rule["folder"]}',
                         rule["why"], rule["mend"])


def check_restricted(path, line, header, family, rules):
    for rule in rules["restricted"]:
        if (rule["family"] == family and header in rule["headers"]
                and any(below(path, folder) for folder in rule["folders"])):
            yield Breach(path, line, f'includes "{header}" ({family})', rule["why"], rule["mend"])


def check_order(path, line, header, rules):
    for rule in rules["order"]:
        own, other = (place_in_order(file, rule) for file in (path, header))
        if own is not None and other is not None and other > own:
            yield Breach(path, line, f'includes "{header}" (of a folder above)', rule["why"],
                         rule["mend"])


def place_in_order(file, rule):
    """The number of its folder in the room's order, or None."""
    folder = file.rpartition("/")[0]
    names = [f"{rule['room']}/{name}" for name in rule["folders"]]
    return names.index(folder) if folder in names else None


def check_room(path, rules):
    """A source of an ordered room belongs to one of its folders."""
    for rule in rules["order"]:
        if below(path, rule["room"]) and place_in_order(path, rule) is None:
            yield Breach(path, 1, f"belongs to no folder of {rule['room']}", rule["why"],
                         "Put it into one, or add a folder to the [[order]] of include_rules.toml.")


def check_words(path, text, rules):
    applying = [rule for rule in rules["word"]
                if matches(path, rule["files"]) and not matches(path, rule["except"])]
    if not applying:
        return
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), start=1):
        for rule in applying:
            found = re.search(rule["pattern"], line)
            if found:
                yield Breach(path, number, f'says "{found.group().strip()}" ({rule["name"]})',
                             rule["why"], rule["mend"])


def check_tree(top, rules):
    """Every breach below `top`, in the order of paths and lines."""
    breaches = []
    files = 0
    for root in ROOTS:
        for file in sorted((top / root).rglob("*")):
            if file.suffix in SUFFIXES and "node_modules" not in file.parts:
                files += 1
                path, text = file.relative_to(top).as_posix(), file.read_text(encoding="utf-8")
                breaches += check_includes(path, text, rules)
                breaches += check_room(path, rules)
                breaches += check_words(path, text, rules)
    return files, breaches


def main():
    top = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else RULES.parents[2]
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    files, breaches = check_tree(top, rules)
    for breach in breaches:
        print(breach)
    print(f"{files} files, {len(breaches)} breaches")
    if files == 0:
        print(f"found no source below {top}: is that the right folder?", file=sys.stderr)
    return 1 if breaches or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())

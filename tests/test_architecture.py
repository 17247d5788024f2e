"""The rules of the house that a tool can check: purity, names, the size of folders."""

import ast
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")])

# Standard library without files, sockets, processes, clocks or chance of its own. An allow-list,
# because a deny-list forgets `urllib.request`.
HARMLESS = {
    "__future__", "array", "base64", "bisect", "collections", "collections.abc", "dataclasses",
    "datetime", "difflib", "email.message", "email.policy", "email.utils", "enum", "functools",
    "hashlib", "hmac", "heapq", "html", "html.parser", "http", "ipaddress", "itertools", "json",
    "math", "operator", "re", "string", "textwrap", "tomllib", "types", "typing", "unicodedata",
    "urllib.parse", "zlib", "zoneinfo",
}  # fmt: skip
PARSERS = {
    "backports", "brotli", "charset_normalizer", "compression", "idna", "lxml", "markupsafe",
    "pydantic",
}  # fmt: skip


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def imported(path: Path) -> set[str]:
    """The modules that `path` imports anywhere in it, by their full names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (submodules & set(BY_NAME)) or {node.module}
    return found


BY_NAME = {module_name(path): path for path in MODULES}
# They read only what is shipped beside them, once: a constant, for whoever uses it.
CONSTANTS = {
    "bot.briefing.extract.weights",
    "bot.text.lexicon",
    "bot.text.lexicon.sections",
    "bot.text.profiles",
    "bot.translation",
    "bot.translation.formats",
    "bot.reading.weights",
    "bot.reading.pages.class_names",
    "bot.briefing.extract.clarity",
    "bot.stories.background",
    "bot.stories.join_judge",
    "bot.stories.senses.place_names",
}
PURE = {name for name, path in BY_NAME.items() if docstring(path).startswith("Pure.")}


def is_harmless(name: str) -> bool:
    top = name.partition(".")[0]
    return name in PURE | CONSTANTS or name in HARMLESS or top in PARSERS


@pytest.mark.parametrize("name", sorted(PURE))
def test_a_pure_module_imports_only_pure_modules(name: str) -> None:
    assert not {found for found in imported(BY_NAME[name]) if not is_harmless(found)}


@pytest.mark.parametrize("name", sorted(PURE))
def test_a_pure_module_opens_nothing(name: str) -> None:
    tree = ast.parse(BY_NAME[name].read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not names & {"open", "print", "input", "exec", "eval", "__import__"}


def test_the_clock_is_an_argument_of_pure_modules() -> None:
    clocks = {"now", "today", "utcnow"}
    for name in PURE:
        tree = ast.parse(BY_NAME[name].read_text(encoding="utf-8"))
        calls = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not calls & clocks, name


def test_every_module_says_what_it_is_for() -> None:
    assert not [name for name, path in BY_NAME.items() if not docstring(path)]


def test_the_allow_list_is_of_this_python() -> None:
    assert {name.partition(".")[0] for name in HARMLESS} <= set(sys.stdlib_module_names)


def test_a_class_has_a_name_of_its_own() -> None:
    """One noun, one class: a reader who meets a name anywhere knows which is meant."""
    places = defaultdict(list)
    for name, path in BY_NAME.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(name)
    assert not {noun: found for noun, found in places.items() if len(found) > 1}


MOST_FILES = 20  # modules of a folder, so that its listing can be read at a glance


def test_no_folder_is_a_heap() -> None:
    own = (path for path in MODULES if path.name != "__init__.py")
    sizes = Counter(path.parent.relative_to(ROOT).as_posix() for path in own)
    assert not {folder: size for folder, size in sizes.items() if size > MOST_FILES}


def forwards(node: ast.stmt) -> bool:
    """Whether a statement of a module only hands on what another module has."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):  # an alias, or __all__
        is_list = isinstance(node.value, ast.List | ast.Tuple)
        return is_list or isinstance(node.value, ast.Name | ast.Attribute)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        *docstring, last = node.body
        value = last.value if isinstance(last, ast.Return | ast.Expr) else None
        call = value.value if isinstance(value, ast.Await) else value
        given = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
        return (
            all(isinstance(one, ast.Expr | ast.ImportFrom) for one in docstring)
            and isinstance(call, ast.Call)
            and all(isinstance(one, ast.Name) for one in call.args)
            and [one.id for one in call.args if isinstance(one, ast.Name)]
            + [one.arg for one in call.keywords]
            == given
        )
    return False


def test_no_module_only_forwards() -> None:
    own = (path for path in MODULES if path.name not in {"__init__.py", "__main__.py"})
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in own}
    assert not [str(path) for path, tree in trees.items() if all(map(forwards, tree.body))]

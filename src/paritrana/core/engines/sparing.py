"""Loads of Ibis what is used: the SQL of one engine in the place of twenty.

`ibis.backends.sql.compilers` imports on loading the compilers of every engine that Ibis knows, each with its
dialects: 0.07 seconds of every command of the lake, and ten megabytes.  Here that package is put in place
with the same parts, each of which loads when it is first asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

_NAME = "ibis.backends.sql.compilers"
_SUFFIX = "Compiler"


def spare_compilers() -> None:
    """Have the compilers of Ibis load when they are asked for, unless they are loaded already."""
    parent = import_module("ibis.backends.sql")
    spec = None if _NAME in sys.modules else find_spec(_NAME)
    if spec is None:
        return
    package = module_from_spec(spec)
    package.__dict__["__getattr__"] = _part
    sys.modules[_NAME] = package
    parent.compilers = package  # type: ignore[attr-defined]  # as an import would


def _part(name: str) -> Any:
    """Return a compiler's module, or the class that the package has under a name such as `DuckDBCompiler`."""
    if name.startswith("__"):
        raise AttributeError(name)
    home = name.removesuffix(_SUFFIX).lower()
    try:
        module = import_module(f"{_NAME}.{home}")
    except ModuleNotFoundError as absent:
        raise AttributeError(name) from absent
    return getattr(module, name) if name.endswith(_SUFFIX) else module

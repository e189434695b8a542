"""Broken articles, `cases/NAME.md`, each with what is told of it in `NAME.told`; `around` is the content they join."""

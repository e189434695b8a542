"""A static, searchable news digest on countering extremism."""

__version__ = "0.1.0"

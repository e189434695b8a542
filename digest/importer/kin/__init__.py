"""Texts that are kin: versions, translations, and authors who may be one person."""

"""The settings of a team, from consistency.toml."""

from consistency.config.load import NAME, find, load
from consistency.config.settings import Config, Origin, Suppression

__all__ = ["NAME", "Config", "Origin", "Suppression", "find", "load"]

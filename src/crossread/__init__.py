"""Crossread reads several reports of one event as one."""

__version__ = "0.1.0"

"""Dutydesk (值班台): shifts, duties and one rulebook for customer-service centres."""

__version__ = "0.1.0"

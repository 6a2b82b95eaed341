"""The demo centre: 120 made-up people, their rosters and registers around the present moment."""

from app.services.demo.accounts import PASSWORD, DemoAccount, demo_accounts
from app.services.demo.filling import carry_on, fill, is_demo, is_stale

__all__ = ["PASSWORD", "DemoAccount", "carry_on", "demo_accounts", "fill", "is_demo", "is_stale"]

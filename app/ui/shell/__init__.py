"""The window itself: rail, workspace, palette, status line."""

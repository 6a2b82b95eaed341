"""What the program ships besides code: icons, catalogues, the demo centre's cast."""

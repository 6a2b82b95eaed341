"""How many contacts are expected, and how many people they need: what leaders and heads may see."""

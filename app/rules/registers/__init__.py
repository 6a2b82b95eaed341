"""Reports upwards, complaints and visitors: ESC-2, ESC-3, COMP, CONF-2."""

"""The Leave page: ask, decide, certificates, cover, delegation, the register."""

"""A sentence, and the smallest change that makes it right, for every code of a finding."""

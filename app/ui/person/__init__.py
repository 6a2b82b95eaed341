"""One person's page: their month, posts, swaps, leave, attendance and inspections."""

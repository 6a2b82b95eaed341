"""The desks of a shift, as far as one may see them."""

"""Reports upwards, complaints and visitors, as far as one may see them."""

"""Reports upwards, complaints and visitors: what people do."""

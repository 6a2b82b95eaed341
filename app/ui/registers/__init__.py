"""The page of reports upwards, complaints and visitors."""

"""Regular duties: DUTY-1 to DUTY-3, MEET, TRAIN, SITE, QA-6, QA-7."""

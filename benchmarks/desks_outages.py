gone=vanished=drills=outage=start=None

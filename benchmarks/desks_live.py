heard=page=listeners=None

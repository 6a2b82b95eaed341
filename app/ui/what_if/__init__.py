"""What if: requests tried out, a period judged anew, past decisions. Nothing is written."""

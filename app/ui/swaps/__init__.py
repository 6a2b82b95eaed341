"""The Swaps page: asking, one's own requests and those to consent to, and the register."""

"""Tables that somebody else wrote, read exactly: ids stay text, every fault names its row."""

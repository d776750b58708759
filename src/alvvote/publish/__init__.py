"""What leaves the house: one file per format, all made from the same `Publication`."""

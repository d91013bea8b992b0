"""What is printed for a parcel, as PDF: sheets of labels, and packing slips."""

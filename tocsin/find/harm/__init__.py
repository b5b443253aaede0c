"""The numbers of people harmed that a sentence states: one file for each way of telling them."""

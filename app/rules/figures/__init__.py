"""The figures that findings say: for every code one small class, its fields typed."""

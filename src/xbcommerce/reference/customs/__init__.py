"""Customs rules that are packaged with the library, one file a street."""

"""Questions made by machine out of what disclosures print; see `__main__`."""

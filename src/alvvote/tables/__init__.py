"""Tables in files: CSV and XLSX as people have them, as text with numbered rows."""

"""From what is printed on a page to lines, paragraphs and tables; knows no file format and no disclosure."""

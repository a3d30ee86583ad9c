// HandbookModel

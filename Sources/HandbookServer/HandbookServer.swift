// HandbookServer

"""Reading in a file: upload, columns, what will change; the job and the reading go on from there."""

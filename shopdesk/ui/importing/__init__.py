"""The import wizard: file, columns, review, done. One sheet over the page, on the services of importing."""

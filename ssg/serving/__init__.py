"""`ssg serve`: the site in the browser while it is written, built anew with each change."""

"""The desk: where interviews are kept between one day and the next."""

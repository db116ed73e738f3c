module interleave

go 1.26.0

// Package answers finds the fact that answers a question, or says that none
// does and why.
//
// It is pure: no I/O, no clock, no goroutines. A question goes through four
// steps, each a file of its own:
//
//	read    reading.go, repair.go  words, names, numbers, what is asked for
//	        slips.go               or a stored phrasing, but for slips of the pen
//	find    index.go, score.go     which facts come near, and how near:
//	        grams.go, meaning.go   in letters, words and pairs of words, and meaning,
//	        space.go               of single words and of the whole;
//	        coverage.go            how much of the question a fact supports
//	check   checks.go, check_*.go  what the question presumes against what a fact says
//	decide  decide.go, limits.go   answered, closest or none, with the reason and a
//	        negatives.go           confidence, both learned from the base itself;
//	        stray.go               chance hits, of numbers above all, are doubted
//
// Beside Ask, certain.go says what may be answered unasked, known.go what a
// stored phrasing gets without a search, rank.go what comes near.
//
// What words mean is told by word vectors (package english): they only help to
// find. No check asks them, names, numbers and opposites are not compared by
// them, and nothing that is shown comes from them.
//
// Every rule about a single kind of premise is a row of the table in
// checks.go; a new one is a new row.
package answers

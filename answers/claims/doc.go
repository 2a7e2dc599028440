// Package claims checks pasted claims against a base: does the briefing say so,
// does it say something else, or does it not speak of it?
//
// It is pure: no I/O, no clock, no goroutines. A text is cut into sentences,
// and each is read like a fact's statement: who says so, names with the role
// that they play, numbers with their hedge, periods, words. What stands in
// quotation marks is laid beside the source word by word (align.go).
//
// A claim agrees only when one sentence of a source, or a fact's statement,
// carries all of it: every word that says something, in an order that the
// source has, too; every name in its role, every number with a hedge that
// claims no more, every period; and when it leaves nothing out without which
// the source says less. There is no parser behind this: of sentences made of a
// source's own words some that say something else agree, see TestSwapped. It differs when the same holds but for particulars that
// have a counterpart there. All else is not covered: never more certain than
// the evidence.
package claims

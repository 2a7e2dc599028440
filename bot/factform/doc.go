// Package factform turns what a moderator typed into a fact, and a fact into the
// texts of a form.
//
// A person types words; everything else is derived: where the quote stands, the
// figure's value, the period. A field that was left as it was shown keeps what
// the fact has, so that editing one thing changes nothing else. It is pure.
package factform

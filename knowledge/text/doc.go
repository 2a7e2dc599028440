// Package text cuts text into tokens, sentences and quotations, each with its
// byte offsets in the original.
//
// It is the only tokenizer of Briefbot: facts, questions, drafts and claims
// are all read with it, so that what is compared was cut alike. It never
// changes a text; whoever wants to show a piece slices the original.
package text

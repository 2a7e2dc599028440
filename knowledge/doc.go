// Package knowledge holds what is true: briefings, the facts curated from
// them, and the citation check that ties each fact to the bytes of its source.
//
// It is pure: no I/O, no clock. Reading a briefing's folder is the business of
// package folder, answering questions that of package answers.
package knowledge

package bot

// Shown models how Discord shows an escaped text, for the conversation tests.
var Shown = shown

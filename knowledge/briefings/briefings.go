// Package briefings holds the briefings that are built into the program.
package briefings

import (
	"embed"
	"io/fs"
)

//go:embed mi5-threat-update
var files embed.FS

// BuiltIn returns the folders of the built-in briefings, by id.
func BuiltIn() []fs.FS {
	sub, err := fs.Sub(files, "mi5-threat-update")
	if err != nil {
		panic(err) // the name is a constant that go:embed has checked
	}
	return []fs.FS{sub}
}

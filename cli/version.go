package cli

import (
	"runtime"
	"runtime/debug"
)

// versionCommand prints what was built, and of which commit.
type versionCommand struct{}

func (versionCommand) Run(s *session) error {
	s.out.printf("briefbot %s %s\n", version(), runtime.Version())
	return nil
}

// version is the module's version and the commit it was built of, as far as
// the build knows them.
func version() string {
	version, commit := "devel", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				commit = " " + setting.Value[:min(12, len(setting.Value))]
			}
		}
	}
	return version + commit
}

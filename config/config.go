// Package config holds what the operator may set, from the environment and a
// .env file. It reads; it never changes the environment of the process.
//
// .env.example lists every setting; a test holds both to the same list.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Config is every setting, checked.
type Config struct {
	DiscordToken  Token       `env:"DISCORD_TOKEN"`
	DiscordAPIURL string      `env:"DISCORD_API_URL"`
	BriefingDirs  Dirs        `env:"BRIEFING_DIRS"`
	DataDir       string      `env:"DATA_DIR" envDefault:"data"`
	DatabaseURL   DatabaseURL `env:"DATABASE_URL"`
	Unprompted    Switch      `env:"UNPROMPTED" envDefault:"off"`
	LogLevel      Level       `env:"LOG_LEVEL" envDefault:"info"`
	NoColor       Present     `env:"NO_COLOR"`
}

// Load reads the settings from environ, a list of NAME=value, and from the
// file dotenv, which need not exist. What environ sets wins. An empty value
// counts as the default. All problems come in one error (errors.Join), each
// with the name of its variable and how to mend it; the values of unreadable
// lines are never told, they may be secrets.
func Load(environ []string, dotenv string) (Config, error) {
	values, err := readDotenv(dotenv)
	if values == nil {
		values = map[string]string{}
	}
	for _, pair := range environ {
		if name, value, ok := strings.Cut(pair, "="); ok {
			values[name] = value
		}
	}
	var c Config
	problems := []error{err}
	if err := env.ParseWithOptions(&c, env.Options{Environment: values}); err != nil {
		problems = append(problems, named(err)...)
	}
	return c, errors.Join(problems...)
}

// named splits what the parser reports into one error a variable.
func named(err error) []error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return []error{err}
	}
	var out []error
	for _, e := range all.Errors {
		var parse env.ParseError
		if errors.As(e, &parse) {
			e = fmt.Errorf("%s: %w", variable(parse.Name), parse.Err)
		}
		out = append(out, e)
	}
	return out
}

// variable returns the name of the variable of a field of Config.
func variable(field string) string {
	f, _ := reflect.TypeFor[Config]().FieldByName(field)
	return f.Tag.Get("env")
}

// Token is a bot's token. It never prints.
type Token string

func (t *Token) UnmarshalText(text []byte) error {
	s := strings.TrimPrefix(string(text), "Bot ")
	if strings.ContainsAny(s, " \t\r\n\"'") {
		return errors.New("has blanks or quotation marks in it; copy the token again from the developer portal, page Bot")
	}
	*t = Token(s)
	return nil
}

// String hides the token, so that no log can show it.
func (t Token) String() string {
	if t == "" {
		return ""
	}
	return "(hidden)"
}

// GoString is String.
func (t Token) GoString() string { return t.String() }

// LogValue hides the token from slog.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }

// Dirs is a list of folders, parted by colons in the variable.
type Dirs []string

func (d *Dirs) UnmarshalText(text []byte) error {
	*d = nil
	if len(text) == 0 {
		return nil
	}
	for dir := range strings.SplitSeq(string(text), ":") {
		if strings.TrimSpace(dir) == "" {
			return fmt.Errorf("%q has an empty part; put one colon between two folders and none at the ends", text)
		}
		*d = append(*d, dir)
	}
	return nil
}

// Level is the least level that is logged.
type Level slog.Level

// Level makes l a slog.Leveler.
func (l Level) Level() slog.Level { return slog.Level(l) }

func (l *Level) UnmarshalText(text []byte) error {
	switch strings.ToLower(string(text)) {
	case "debug":
		*l = Level(slog.LevelDebug)
	case "info":
		*l = Level(slog.LevelInfo)
	case "warn":
		*l = Level(slog.LevelWarn)
	case "error":
		*l = Level(slog.LevelError)
	default:
		return fmt.Errorf("%q is no level; use debug, info, warn or error", text)
	}
	return nil
}

// Switch is on or off.
type Switch bool

func (s *Switch) UnmarshalText(text []byte) error {
	switch strings.ToLower(string(text)) {
	case "on":
		*s = true
	case "", "off":
		*s = false
	default:
		return fmt.Errorf("%q is neither on nor off", text)
	}
	return nil
}

// Present is true when the variable has any value but the empty one.
type Present bool

func (p *Present) UnmarshalText(text []byte) error {
	*p = len(text) > 0
	return nil
}

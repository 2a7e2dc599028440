package localdiscord

import (
	"net/http"
	"time"
)

func (s *Server) scope(q *request) (string, error) {
	if q.PathValue("app") != s.appID {
		return "", errUnknownApp
	}
	if q.PathValue("guild") == "" {
		return "", nil
	}
	g, err := s.guildOf(q)
	if err != nil {
		return "", err
	}
	return g.id, nil
}

func (s *Server) commandOf(q *request) (scope string, at int, err error) {
	if scope, err = s.scope(q); err != nil {
		return "", 0, err
	}
	for i, c := range s.commands[scope] {
		if c.ID == q.PathValue("command") {
			return scope, i, nil
		}
	}
	return "", 0, errUnknownCommand
}

func (s *Server) listCommands(q *request) (int, any, error) {
	scope, err := s.scope(q)
	if err != nil {
		return 0, nil, err
	}
	full := q.URL.Query().Get("with_localizations") == "true"
	out := []any{}
	for _, c := range s.commands[scope] {
		if full {
			out = append(out, c)
		} else {
			out = append(out, c.withoutLocal())
		}
	}
	return http.StatusOK, out, nil
}

// withoutLocal leaves the localizations out, as GET does unless asked.
func (c *Command) withoutLocal() any {
	var plain func([]*Option) []*Option
	plain = func(list []*Option) (out []*Option) {
		for _, o := range list {
			n := *o
			n.NameLocal, n.DescLocal, n.Options = nil, nil, plain(o.Options)
			n.Choices = nil
			for _, ch := range o.Choices {
				n.Choices = append(n.Choices, &Choice{Name: ch.Name, Value: ch.Value})
			}
			out = append(out, &n)
		}
		return out
	}
	n := *c
	n.NameLocal, n.DescLocal, n.Options = nil, nil, plain(c.Options)
	return &n
}

func (s *Server) getCommand(q *request) (int, any, error) {
	scope, at, err := s.commandOf(q)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.commands[scope][at], nil
}

func (s *Server) deleteCommand(q *request) (int, any, error) {
	scope, at, err := s.commandOf(q)
	if err != nil {
		return 0, nil, err
	}
	list := s.commands[scope]
	s.commands[scope] = append(append([]*Command{}, list[:at]...), list[at+1:]...)
	s.emit(Event{Kind: "commands", GuildID: scope})
	return http.StatusNoContent, nil, nil
}

// createCommand is an upsert by name and type: 201 for a new one.
func (s *Server) createCommand(q *request) (int, any, error) {
	scope, err := s.scope(q)
	if err != nil {
		return 0, nil, err
	}
	c := &Command{}
	if err := q.decode(c); err != nil {
		return 0, nil, err
	}
	f := newForm()
	c.check(f, scope)
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	list := append([]*Command{}, s.commands[scope]...)
	status := http.StatusCreated
	for i, old := range list {
		if old.Name == c.Name && old.Type == c.Type {
			s.number(c, old, scope)
			list[i], status = c, http.StatusOK
		}
	}
	if status == http.StatusCreated {
		if err := s.spendCreates(scope, 1); err != nil {
			return 0, nil, err
		}
		s.number(c, nil, scope)
		list = append(list, c)
	}
	if err := tooMany(list); err != nil {
		return 0, nil, err
	}
	s.commands[scope] = list
	s.emit(Event{Kind: "commands", GuildID: scope})
	return status, c, nil
}

func (s *Server) editCommand(q *request) (int, any, error) {
	scope, at, err := s.commandOf(q)
	if err != nil {
		return 0, nil, err
	}
	old := s.commands[scope][at]
	c := *old
	if err := q.decode(&c); err != nil {
		return 0, nil, err
	}
	c.Type = old.Type
	f := newForm()
	c.check(f, scope)
	for i, other := range s.commands[scope] {
		if i != at && other.Name == c.Name && other.Type == c.Type {
			f.in("name").bad("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	s.number(&c, old, scope)
	s.commands[scope] = append([]*Command{}, s.commands[scope]...)
	s.commands[scope][at] = &c
	s.emit(Event{Kind: "commands", GuildID: scope})
	return http.StatusOK, &c, nil
}

// overwriteCommands replaces all commands of the scope; those that exist
// already keep their id and do not count as creates.
func (s *Server) overwriteCommands(q *request) (int, any, error) {
	scope, err := s.scope(q)
	if err != nil {
		return 0, nil, err
	}
	list := []*Command{}
	if err := q.decode(&list); err != nil {
		return 0, nil, err
	}
	f := newForm()
	seen := map[string]bool{}
	for i, c := range list {
		if c == nil {
			f.in(i).required()
			continue
		}
		c.check(f.in(i), scope)
		key := string(rune('0'+c.Type)) + c.Name
		if seen[key] {
			f.in(i, "name").bad("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		seen[key] = true
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	if err := tooMany(list); err != nil {
		return 0, nil, err
	}
	creates := 0
	before := map[*Command]*Command{}
	for _, c := range list {
		for _, old := range s.commands[scope] {
			if old.Name == c.Name && old.Type == c.Type {
				before[c] = old
			}
		}
		if before[c] == nil {
			creates++
		}
	}
	if err := s.spendCreates(scope, creates); err != nil {
		return 0, nil, err
	}
	for _, c := range list {
		s.number(c, before[c], scope)
	}
	s.commands[scope] = list
	s.emit(Event{Kind: "commands", GuildID: scope})
	return http.StatusOK, list, nil
}

// number gives c its ids; an old command keeps its id.
func (s *Server) number(c, old *Command, scope string) {
	c.ID, c.AppID, c.GuildID, c.Version = s.nextID(), s.appID, scope, s.nextID()
	if old != nil {
		c.ID = old.ID
	}
}

// tooMany checks the number of commands of a scope by type.
func tooMany(list []*Command) error {
	n := map[int]int{}
	for _, c := range list {
		n[c.Type]++
	}
	if n[ChatInput] > 100 || n[UserMenu] > 15 || n[MessageMenu] > 15 {
		return &apiError{status: http.StatusBadRequest, code: 30032, message: "Maximum number of application commands reached"}
	}
	return nil
}

func (s *Server) spendCreates(scope string, n int) error {
	now := s.opt.Now()
	recent := s.creates[scope][:0:0]
	for _, t := range s.creates[scope] {
		if now.Sub(t) < 24*time.Hour {
			recent = append(recent, t)
		}
	}
	if len(recent)+n > maxCreatesADay {
		return errTooManyCreates
	}
	for range n {
		recent = append(recent, now)
	}
	s.creates[scope] = recent
	return nil
}

package localdiscord

import (
	"slices"
	"strconv"
)

// command finds a command that u may use in c.
func (s *Server) command(u *User, c *channel, name string, kind int) (*Command, error) {
	here := 0
	if c.guild == "" {
		here = 1
	}
	for _, scope := range []string{c.guild, ""} {
		for _, cmd := range s.commands[scope] {
			if cmd.Name != name || cmd.Type != kind {
				continue
			}
			if scope == "" && here == 1 && (cmd.DMPermission != nil && !*cmd.DMPermission) {
				continue
			}
			if scope == "" && cmd.Contexts != nil && !slices.Contains(*cmd.Contexts, here) {
				continue
			}
			return cmd, s.mayUse(u, c, cmd)
		}
		if c.guild == "" {
			break
		}
	}
	return nil, Refusal("there is no such command here: " + name)
}

// CommandsFor returns the commands that the actor is offered in the channel.
func (p *Place) CommandsFor() (list []*Command) {
	p.do("list commands", func(c *channel) error {
		seen := map[string]bool{}
		for _, scope := range []string{c.guild, ""} {
			for _, cmd := range p.s.commands[scope] {
				key := strconv.Itoa(cmd.Type) + cmd.Name
				if found, err := p.s.command(p.who.User, c, cmd.Name, cmd.Type); err == nil && !seen[key] {
					seen[key] = true
					list = append(list, found)
				}
			}
		}
		return nil
	})
	return list
}

func (s *Server) mayUse(u *User, c *channel, cmd *Command) error {
	if c.guild == "" {
		return nil
	}
	if err := s.allowed(u, c, UseApplicationCommands); err != nil {
		return err
	}
	if cmd.DefaultPerms == nil {
		return nil
	}
	need, _ := strconv.ParseUint(*cmd.DefaultPerms, 10, 64)
	have := s.permissions(u.ID, c)
	if need == 0 && !have.Has(Administrator) || !have.Has(Permission(need)) {
		return Refusal("you do not have permission to use /" + cmd.Name)
	}
	return nil
}

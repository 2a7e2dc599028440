package cli

import (
	"briefbot/answers"
	"briefbot/knowledge"
)

// checkCommand runs the citation check and the lints.
type checkCommand struct {
	Dirs []string `arg:"" optional:"" name:"dir" help:"Folders of briefings; without any, those in use."`
}

func (c *checkCommand) Run(s *session) error {
	dirs := c.Dirs
	if len(dirs) == 0 {
		dirs = s.folders()
	}
	facts, paragraphs, problems := 0, 0, 0
	dirOf := map[string]string{}
	var sound []*knowledge.Briefing
	for _, l := range load(dirs) {
		for _, p := range l.problems {
			s.out.printf("%s\n", clean(p.Error()))
		}
		problems += len(l.problems)
		if l.briefing == nil {
			continue
		}
		facts += len(l.briefing.Facts)
		paragraphs += len(l.briefing.Paragraphs)
		if len(l.problems) == 0 {
			sound = append(sound, l.briefing)
			dirOf[l.briefing.ID] = l.dir
		}
	}
	if err := s.ctx.Err(); err != nil {
		return err
	}
	base := knowledge.NewBase(sound...)
	for _, p := range knowledge.CheckBase(base) {
		s.out.printf("%s\n", clean(p.Error()))
		problems++
	}
	notes := Lints(answers.New(base))
	for _, n := range notes {
		where := ""
		if dir := dirOf[n.Briefing]; dir != "" {
			where = dir + ": "
		}
		s.out.printf("note: %s%s\n", clean(where), clean(n.String()))
	}
	s.out.printf("%s, %s, %s, %s\n", count(facts, "fact"), count(paragraphs, "paragraph"), count(problems, "problem"), count(len(notes), "note"))
	if problems > 0 {
		return errReported
	}
	return s.out.err
}

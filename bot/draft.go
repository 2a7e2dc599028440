package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/text"
)

// draftTime is how long an unfinished form or preview is kept.
const draftTime = 7 * 24 * time.Hour

// What the buttons of a draft do; the names of its forms do too.
const (
	doPublish = "publish"
	doDiscard = "discard"
	doDrop    = "drop" // discard, and list the others
	doMine    = "mine" // publish over what somebody else did meanwhile
	doPhrases = "phrasings"
	doPreview = "preview"
	doSource  = "source" // the form of a briefing
	doTeach   = "teach"  // the form, and the menu, of a taught question
)

var draftActions = []string{doPublish, doDiscard, doDrop, doMine, doPhrases, doPreview, doSource, doTeach,
	string(factform.Words), string(factform.Figure), string(factform.Names), string(factform.Rest), string(factform.Ask)}

// draftKind is the kind of a desk.Draft of this package.
const draftKind = "edit"

// A draft is an edit that somebody has begun. It is stored, so that nothing
// typed is lost: not by a mistake in it, not by a restart.
type draft struct {
	ID    string `json:"-"`
	Title string `json:"title"` // what it is about, for people

	// Edit is what it does: all of it, or with the fact of its first step built of
	// the texts.
	Edit json.RawMessage `json:"edit"`
	// Typed are the texts of a fact's forms, nil when the edit has none.
	Typed factform.Texts `json:"typed"`
	// Ask are the phrasings of the fact that is built.
	Ask []string `json:"ask,omitempty"`
	// Source are the texts of a briefing's form, nil when it is about none.
	Source factform.Texts `json:"source"`
	// Teach is the question that is taught, "" when there is none, and Pick the
	// key of the fact that it should get, or pickNone.
	Teach string `json:"teach,omitempty"`
	Pick  string `json:"pick,omitempty"`
	// Sent says that one of its forms was sent.
	Sent bool `json:"sent,omitempty"`
	// Replay stands for the replay that was shown, and Shown for the edit that was:
	// nothing else is published. Both are "" when the draft was changed since.
	Replay string `json:"replay,omitempty"`
	Shown  string `json:"shown,omitempty"`
	// Round counts the previews that were shown, up to customIDMaxPage and from 0
	// again: a press of Publish says which one it stands below.
	Round int `json:"round,omitempty"`

	own string // id of the fact that was built last, "" before
}

// editDigest is the same for the same edit.
func editDigest(e desk.Edit) string {
	sum := sha256.Sum256(desk.EncodeEdit(e))
	return hex.EncodeToString(sum[:16])
}

// newDraft begins a draft of an edit.
func newDraft(title string, e desk.Edit) *draft {
	return &draft{Title: title, Edit: desk.EncodeEdit(e)}
}

// factDraft begins a draft whose fact is built of forms.
func factDraft(title string, f knowledge.Fact, seen desk.Seen) *draft {
	d := newDraft(title, desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &f}, seen)}})
	d.Typed, d.Ask = factform.Texts{}, slices.Clone(f.Ask)
	return d
}

// save stores d for its person.
func (b *Bot) save(ctx context.Context, q *request, d *draft) error {
	payload, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	d.ID, err = b.opt.Desk.SaveDraft(ctx, desk.Draft{
		ID: d.ID, Server: q.server, Person: q.user, Kind: draftKind, Payload: payload, Expires: b.opt.Now().Add(draftTime),
	})
	return err
}

// open reads a draft of this server and person; desk.ErrNoDraft when there is
// none: it is over, or somebody else's.
func (b *Bot) open(ctx context.Context, q *request, id string) (*draft, error) {
	stored, err := b.opt.Desk.Draft(ctx, q.server, id)
	if err != nil {
		return nil, err
	}
	if stored.Person != q.user || stored.Kind != draftKind {
		return nil, desk.ErrNoDraft
	}
	d := &draft{ID: id}
	if err := json.Unmarshal(stored.Payload, d); err != nil {
		return nil, fmt.Errorf("draft: %w", err)
	}
	return d, nil
}

// overDraft is what a press gets whose draft is not there any more.
const overDraft = "This is over: it was published or given up, or it was left for a week."

// onDraft has work done on a draft as it is stored when its turn comes. What one
// person does to drafts is done one after the other, so that a second press of
// Publish finds it over, and nobody publishes what was just given up.
func (b *Bot) onDraft(q *request, id string, work func(context.Context, *draft) reply) result {
	return result{private: true, later: func(ctx context.Context) reply {
		d, err := b.open(ctx, q, id)
		if errors.Is(err, desk.ErrNoDraft) {
			return reply{Content: overDraft}
		}
		if err != nil {
			return b.tryAgain(ctx, &draft{ID: id}, err)
		}
		return work(ctx, d)
	}}
}

// errNoBriefing reports that the briefing of a fact is not there any more.
var errNoBriefing = errors.New("the briefing of this fact is not in the base any more")

// build returns the edit that d stands for now, its fact built of the texts, and
// what is wrong with the texts. A new fact gets an id that taken does not have.
func (d *draft) build(base *knowledge.Base, taken func(knowledge.Ref) bool) (desk.Edit, []knowledge.Problem, error) {
	if d.Source != nil {
		br, problems := buildSource(d.Source, func(id string) bool { return base.Briefing(id) != nil })
		return desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Briefing: &br}, desk.Seen{})}}, problems, nil
	}
	e, err := desk.DecodeEdit(d.Edit)
	if err != nil {
		return e, nil, fmt.Errorf("draft: %w", err)
	}
	if d.Typed == nil {
		return e, nil, nil
	}
	was := *e.Steps[0].Content.Fact
	br := base.Briefing(was.Ref.Briefing)
	if br == nil {
		return e, nil, errNoBriefing
	}
	f, problems := factform.Build(br, was, d.Typed)
	f.Ask = d.Ask
	if was.Statement == "" {
		f.Ref.ID = factform.NewID(f.Statement, func(id string) bool {
			return taken(knowledge.Ref{Briefing: br.ID, ID: id})
		})
	}
	if p, ok := tooLong(br, &f); ok {
		problems = append(problems, p)
	}
	d.own = f.Ref.ID
	e.Steps[0] = desk.Put(desk.Content{Fact: &f}, e.Steps[0].Seen)
	return e, problems, nil
}

// tooLong is the problem of a fact whose statement and quote do not fit into one
// reply: quotes are never cut, so that no reader would see it.
func tooLong(br *knowledge.Briefing, f *knowledge.Fact) (knowledge.Problem, bool) {
	const speaker = 300 // room for who speaks
	if len(f.Cites) == 0 {
		return knowledge.Problem{}, false
	}
	over := escapeLength(escape(f.Statement)) + escapeLength(renderBlock(br.Quote(f.Cites[0]), text.Span{})) + speaker - limitDescription
	return knowledge.Problem{Fact: f.Ref.ID, Field: "quote", Text: fmt.Sprintf(
		"with the statement it is about %d characters too long to be shown in a reply, and quotes are never cut; quote a shorter piece", over)}, over > 0
}

// texts are what the forms of d show: what was typed, else what the fact has.
func (d *draft) texts(base *knowledge.Base) (factform.Texts, error) {
	e, err := desk.DecodeEdit(d.Edit)
	if err != nil {
		return nil, err
	}
	was := *e.Steps[0].Content.Fact
	br := base.Briefing(was.Ref.Briefing)
	if br == nil {
		return nil, errNoBriefing
	}
	built, _ := factform.Build(br, was, d.Typed)
	out := factform.Show(br, &built)
	for name, s := range d.Typed {
		out[name] = s
	}
	out["ask"] = factform.Lines(d.Ask, 0)
	return out, nil
}

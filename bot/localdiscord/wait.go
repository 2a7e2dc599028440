package localdiscord

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Waits end when what they wait for is there. The deadline of ctx, or
// Options.Deadline, only bounds a failure, which goes to Options.Fail (or, for
// an interaction begun after Try, to Err).

// WaitMessage returns the oldest message of the bot in the channel, answers to
// interactions and ephemeral ones included, that no wait has returned before.
func (c *Channel) WaitMessage(ctx context.Context) (m *Message) {
	c.fail(c.s.await(ctx, "a message of the bot in "+c.Name(), func() (bool, error) {
		m = c.s.firstUntaken(c.ID)
		c.s.take(m)
		return m != nil, nil
	}))
	return m
}

// WaitReply returns the bot's reply to a message.
func (c *Channel) WaitReply(ctx context.Context, to *Message) (m *Message) {
	c.fail(c.s.await(ctx, fmt.Sprintf("a reply to %q", to.Content), func() (bool, error) {
		m = c.s.replyTo(c.ID, to.ID)
		c.s.take(m)
		return m != nil, nil
	}))
	return m
}

// WaitEdit returns m as soon as it is another version than the given one.
func (c *Channel) WaitEdit(ctx context.Context, old *Message) (m *Message) {
	c.fail(c.s.await(ctx, fmt.Sprintf("an edit of %q", old.Content), func() (bool, error) {
		if m = c.s.messages[old.ID]; m == nil {
			return false, fmt.Errorf("the message is deleted")
		}
		return m != old && !m.Loading(), nil
	}))
	return m
}

// WaitDelete waits until m is gone.
func (c *Channel) WaitDelete(ctx context.Context, m *Message) {
	c.fail(c.s.await(ctx, fmt.Sprintf("the deletion of %q", m.Content), func() (bool, error) {
		return c.s.messages[m.ID] == nil, nil
	}))
}

// WaitReaction waits until the bot has put emoji under m.
func (c *Channel) WaitReaction(ctx context.Context, m *Message, emoji string) {
	c.fail(c.s.await(ctx, "the reaction "+emoji, func() (bool, error) {
		if now := c.s.messages[m.ID]; now != nil {
			for _, r := range now.Reactions {
				if r.Emoji.Name == emoji && r.Me {
					return true, nil
				}
			}
		}
		return false, nil
	}))
}

// A Sentinel is something to which the bot surely answers: a *Message or an
// *Interaction.
type Sentinel interface {
	sentinelAnswer(context.Context) *Message
}

// WaitQuiet proves that the bot kept quiet in the channel: sentinel, sent there
// after what should get no answer, is answered, and before that answer came
// nothing that no wait has returned. It holds for a bot that handles the
// events of a channel in order. It returns the answer to the sentinel.
func (c *Channel) WaitQuiet(ctx context.Context, sentinel Sentinel) *Message {
	answer := sentinel.sentinelAnswer(context.WithValue(ctx, serverKey{}, c.s))
	if answer == nil {
		return nil // has failed already
	}
	c.s.mu.Lock()
	var heard []string
	if st := c.s.channels[c.ID]; st != nil {
		for _, id := range st.pending {
			heard = append(heard, fmt.Sprintf("%q", c.s.messages[id].Text()))
		}
	}
	c.s.mu.Unlock()
	if len(heard) > 0 {
		c.fail(fmt.Errorf("the bot should have kept quiet and said %s", strings.Join(heard, ", ")))
	}
	return answer
}

type serverKey struct{}

func (m *Message) sentinelAnswer(ctx context.Context) *Message {
	s := ctx.Value(serverKey{}).(*Server)
	return (&Channel{s, m.ChannelID}).WaitReply(ctx, m)
}

func (i *Interaction) sentinelAnswer(ctx context.Context) *Message {
	if i == nil {
		return nil
	}
	if r := i.Wait(ctx); r != nil {
		return r.Message
	}
	return nil
}

func (c *Channel) fail(err error) {
	if err != nil {
		c.s.opt.Fail(err)
	}
}

// take notes that a wait has returned m. s.mu is held.
func (s *Server) take(m *Message) {
	if m == nil {
		return
	}
	if c := s.channels[m.ChannelID]; c != nil {
		if i := slices.Index(c.pending, m.ID); i >= 0 {
			c.pending = slices.Delete(c.pending, i, i+1)
		}
	}
}

func (s *Server) firstUntaken(channel string) *Message {
	if c := s.channels[channel]; c != nil {
		for _, id := range c.pending {
			if m := s.messages[id]; !m.Loading() {
				return m
			}
		}
	}
	return nil
}

func (s *Server) replyTo(channel, id string) *Message {
	c := s.channels[channel]
	if c == nil {
		return nil
	}
	for i := len(c.order) - 1; i >= 0; i-- {
		m := s.messages[c.order[i]]
		if m.ID == id {
			return nil
		}
		if m.Author.ID == s.bot.ID && m.Type == TypeReply && m.WebhookID == "" && m.Reference.MessageID == id {
			return m
		}
	}
	return nil
}

// A Response is what the bot made of an interaction.
type Response struct {
	Kind    int      // the callback's type
	Message *Message // the answer, or the message updated by it
	Modal   *Modal
	Choices []Choice
}

// Wait returns the response: the finished message (a deferred one when it is
// filled in), the updated message, the modal or the choices.
func (i *Interaction) Wait(ctx context.Context) (r *Response) {
	if i == nil {
		return nil // the refusal has been reported
	}
	r = &Response{}
	err := i.s.await(ctx, "the response to an interaction", func() (bool, error) {
		in := i.call
		if in.answer == 0 {
			if in.failed {
				return false, errNoResponse
			}
			return false, nil
		}
		r.Kind, r.Modal, r.Choices = in.answer, in.modal, in.choices
		if in.original == "" {
			return true, nil
		}
		if r.Message = i.s.messages[in.original]; r.Message == nil {
			return true, nil // deleted
		}
		if r.Message.Loading() {
			return false, nil
		}
		if in.answer == answerMessage || in.answer == answerDeferred {
			i.s.take(r.Message)
		}
		return true, nil
	})
	if err != nil {
		i.failed(err)
		return nil
	}
	return r
}

// acknowledged waits for the first response only.
func (i *Interaction) acknowledged(ctx context.Context) bool {
	err := i.s.await(ctx, "the response to an interaction", func() (bool, error) {
		if i.call.failed {
			return false, errNoResponse
		}
		return i.call.answer != 0, nil
	})
	if err != nil {
		i.failed(err)
	}
	return err == nil
}

// WaitFollowup returns the n-th follow-up, counted from 1.
func (i *Interaction) WaitFollowup(ctx context.Context, n int) (m *Message) {
	err := i.s.await(ctx, "a follow-up", func() (bool, error) {
		if len(i.call.followups) < n {
			return false, nil
		}
		m = i.s.messages[i.call.followups[n-1]]
		i.s.take(m)
		return true, nil
	})
	if err != nil {
		i.failed(err)
	}
	return m
}

func (i *Interaction) failed(err error) {
	if i.at == nil {
		i.s.opt.Fail(err)
		return
	}
	i.at.done("interaction", err)
}

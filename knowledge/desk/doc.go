// Package desk holds the live bases of all servers and the one path of every
// change to them.
//
// A server stores an Overlay on the operator's base: what it replaced, hid or
// added. Servers without one share the operator's base and index. A change,
// whatever asked for it, goes the same way:
//
//	look     view.go     what an item says now, with the Seen that a form keeps
//	propose  propose.go  applied, citation check, likeness to others, replay; nothing is written
//	publish  publish.go  checked again, versions compared, one transaction with its Revision, swapped in
//	undo     undo.go     an Edit like any other, made from a Revision
//
// An Edit survives a restart as a Draft (EncodeEdit). The store is behind the
// interfaces of store.go; package store implements them.
//
// A face does
//
//	v, err := d.Look(ctx, server, desk.FactKind, ref.String()) // fill a form from v.Content.Fact, keep v.Seen
//	edit := desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &changed}, v.Seen)}}
//	p, err := d.Propose(ctx, server, edit)                     // *CheckError: every problem; *ConflictError: somebody was faster
//	// show p.Changes, p.Similar, p.Differ; then, when it is confirmed
//	rev, err := d.Publish(ctx, server, desk.Publication{Edit: edit, Who: user, Why: why, Replay: p.Replay})
//	// *ReplayError: the base moved, show its Proposal instead
package desk

// Package store keeps what package desk declares: in SQLite by default, in
// PostgreSQL when there is an address of one.
//
// The statements of a database are one file (sqlite.go, postgres.go); what is
// done with them is written once (database.go). Migrations are embedded and run
// when a store is opened; one that was released is never changed.
package store

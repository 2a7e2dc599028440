// Bench measures the matcher on public question sets, and well-kept search
// libraries beside it in the same run.
//
//	bench intents  -train F -test F -kshot F [-hide F] [-json]
//	bench articles -paras F -questions F [-json]
//	bench others   [-json] F…
//	bench traps    [-json] [-most N]
//
// Files are tab-separated with a header line, gzip'd when their name ends in
// .gz. The sets are CLINC150, BANKING77 and SQuAD 2.0 as they are prepared for
// the project; they are no part of it.
//
//   - intents: an intent is a fact, k of its training questions are the fact's
//     phrasings. Who is right first, with slips of the pen too, and how well does
//     the score tell what belongs to no intent (far) or to a hidden one (near)?
//   - articles: an encyclopedia article is a briefing, its sentences are facts.
//     What is refused that should be, and what that should not be?
//   - others: the questions are asked of the built-in briefing, to which none
//     of them belongs.
//   - traps: the built-in briefing's own questions with one premise swapped: a
//     year, number, unit, name, role or scope. None may be answered as if it held.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// report is what a protocol measured.
type report interface{ print(w io.Writer) }

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("which protocol? intents, articles, others or traps")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print JSON")
	alone := flags.Bool("alone", false, "leave the other libraries out")
	most := flags.Int("most", -1, "traps: fail when more than `N` are answered")
	file := map[string]*string{}
	for _, name := range []string{"train", "test", "kshot", "hide", "paras", "questions"} {
		file[name] = flags.String(name, "", "read this `FILE`")
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	need := func(names ...string) error {
		for _, n := range names {
			if *file[n] == "" {
				return fmt.Errorf("%s needs -%s FILE", args[0], n)
			}
		}
		return nil
	}
	var rep report
	var err error
	switch args[0] {
	case "intents":
		if err = need("train", "test", "kshot"); err == nil {
			rep, err = intents(*file["train"], *file["test"], *file["kshot"], *file["hide"], !*alone)
		}
	case "articles":
		if err = need("paras", "questions"); err == nil {
			rep, err = articles(*file["paras"], *file["questions"])
		}
	case "others":
		rep, err = others(flags.Args())
	case "traps":
		rep, err = traps()
	default:
		err = fmt.Errorf("no protocol %q; there are intents, articles, others and traps", args[0])
	}
	if err != nil {
		return err
	}
	if *asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		return enc.Encode(rep)
	}
	rep.print(out)
	if t, ok := rep.(*trapsReport); ok && *most >= 0 && t.Answered > *most {
		return fmt.Errorf("%d traps are answered, at most %d may be", t.Answered, *most)
	}
	return nil
}

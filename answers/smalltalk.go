package answers

import (
	"unicode"

	"briefbot/answers/english"
	"briefbot/knowledge/text"
)

// talkWords are the words of greetings, thanks, praise, insults and chatter.
var talkWords = wordSet(`hi hello hey hiya yo sup gm gn morning evening afternoon night good bye goodbye cya thanks thank thx ty cheers welcome cool nice
	great awesome amazing helpful helped help lol lmao rofl haha hahaha hehe wow omg brb afk bot robot human real person alive useless stupid dumb idiot
	bad terrible sucks love hate you ur u are r is am i im my me we they it that this the a an and so very really much well how what whats up going
	doing today ok okay kk yes no yeah nah sure please sorry welcome everyone all guys folks back soon in minutes minute five two ten joke funny tell
	name who made created best worst friend chat gg wp np mate buddy day have be not for to do your feeling feel fine just testing test ping hows it`)

// briefingWords would make chatter a question after all.
func (r *Reading) topical() bool {
	return len(r.Mentions) > 0 || len(r.Dates) > 0 || r.WantsQuote
}

// smallTalk reports whether r is made of chatter only.
func smallTalk(r *Reading) bool {
	if r.topical() || len(r.Words) > 12 {
		return false
	}
	for _, w := range r.Words {
		if w.Kind == text.Word && !talkWords[w.Norm] {
			return false
		}
	}
	return true
}

// foreignWords are function words of other languages that English does not
// have.
var foreignWords = wordSet(`der die das und ist wie viele wurden sind nicht ein eine den dem mit von auf für fur warum wer wann wo
	le la les des un une et est que qui combien ont dans pour avec sur pourquoi quand où quel quelle quels sont pas
	el los las una y es cuantos cuántos quien quién como cómo donde dónde cuando cuándo por qué para con fueron
	il gli che chi quanti quante sono dove quando perché perche della nel
	o os as um uma e quem quantos onde porque foram são nao não
	het een wie wat waar wanneer hoeveel zijn niet
	ile kto co gdzie kiedy jest czy ni kaç kac nerede ne zaman`)

// foreign reports whether r is written in another language than English: in
// another script, or with more function words of other languages than English
// ones and hardly any known word.
func foreign(r *Reading) bool {
	latin, other := 0, 0
	for _, c := range r.Question {
		switch {
		case unicode.Is(unicode.Latin, c):
			latin++
		case unicode.IsLetter(c):
			other++
		}
	}
	if other > latin {
		return true
	}
	words, ours, theirs, known := 0, 0, 0, 0
	for _, w := range r.Words {
		if w.Kind != text.Word {
			continue
		}
		words++
		switch {
		case functionWords[w.Norm]:
			ours++
		case foreignWords[w.Norm]:
			theirs++
		}
		if rank, ok := english.Rank(w.Norm); ok && rank < 12000 && !foreignWords[w.Norm] {
			known++
		}
	}
	return words >= 3 && theirs >= 2 && theirs > ours && known*2 <= words+theirs
}

package page_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFirstFact: a moderator adds a first fact in a real browser, from the slash
// to the answer. It logs how long that took and how many clicks.
func TestFirstFact(t *testing.T) {
	for _, size := range sizes {
		t.Run(map[bool]string{true: "phone", false: "desktop"}[size.width < 500], func(t *testing.T) {
			chromium(t)
			url := serve(t)
			b := openPage(t, url, size.width, size.height)
			b.switchTo("Morgan", size.width)
			if size.width < 700 {
				b.write(kb.Escape)
				b.waitFor(`document.getAnimations().length === 0`)
			}
			start := time.Now()
			b.do(focus("#text"))
			b.write("/fact ad")
			b.waitText(`[role="option"]`, "/fact add")
			b.picture("1-commands")
			b.enter()
			b.waitFor(`document.activeElement.id === "option-paragraph"`)
			b.waitFor(`document.querySelectorAll("#suggest [role=option]").length > 1`)
			b.write("10")
			b.waitFor(`document.querySelectorAll("#suggest [role=option]").length === 1 && document.querySelector("#suggest").textContent.includes("¶ 10")`)
			b.enter()
			b.do(focus("#option-topic"))
			b.write("Teenagers")
			b.click("#command button", "Run /fact add")
			b.waitFor(`document.querySelector("dialog").open && document.activeElement.id === "field-0"`)
			b.picture("2-form")
			b.write("The security services face increased threats and have limited response capacity.")
			b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#field-1").select()`))
			b.write("Ken McCallum also addressed the pressures on security services in the face of increased threats and limited response capacity.")
			b.do(focus("#field-3"))
			b.write("What do the spooks lack most of all?")
			b.picture("3-filled")
			b.click("dialog .button", "Submit")
			b.waitText(".private", "Nothing is live yet")
			b.waitText(".embed-title", "No other question would be answered differently")
			b.picture("4-preview")
			b.click(".button", "Publish")
			b.waitText(".private", "It answers from now on")
			took := time.Since(start)
			b.picture("5-published")
			b.click("#text", "Message #briefing as Morgan")
			b.write("@Briefbot What do the spooks lack most of all?")
			b.enter()
			b.waitText(".message:not(.private) blockquote", "limited response capacity")
			b.picture("6-answer")
			b.quiet()
			if wide := eval[int](b, `document.documentElement.scrollWidth`); wide > int(size.width) {
				t.Errorf("the page is %d pixels wide on a screen of %d", wide, size.width)
			}
			t.Logf("first fact: 3 clicks (run, submit, publish), %.1f s by machine", took.Seconds())
		})
	}
}

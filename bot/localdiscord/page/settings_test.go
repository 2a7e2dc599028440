package page_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestSettings: a moderator picks a role and takes an export in a real browser.
func TestSettings(t *testing.T) {
	chromium(t)
	b := openPage(t, serve(t), 1280, 800)
	b.switchTo("Morgan", 1280)
	b.do(focus("#text"))
	b.write("/settings")
	b.waitText(`[role="option"]`, "/settings")
	b.enter()
	b.click("#command button", "Run /settings")
	b.waitText(".embed-title", "Settings of this server")
	b.picture("1-settings")
	b.click(".select", "Log channel")
	b.click(`[role="option"]`, "#general")
	b.waitText(".private", "Saved. I wrote a first line into")
	b.click(".select", "Log channel: #general")
	b.click(`[role="option"]`, "None")
	b.waitText(".private", "Log channel: none")
	b.picture("2-saved")

	// What is saved is taken before the browser puts it into a folder.
	b.do(chromedp.Evaluate[chromedp.Void](`URL.createObjectURL = (data) => { window.savedFile = data; return "#"; }`))
	b.do(focus("#text"))
	b.write("/export")
	b.waitText(`[role="option"]`, "/export")
	b.enter()
	b.click("#command button", "Run /export")
	b.waitText(".private", "All that this server answers from")
	b.picture("3-export")
	name := eval[string](b, `[...document.querySelectorAll(".button")].map((n) => n.textContent).find((s) => s.startsWith("Save briefbot-")) || ""`)
	b.click(".button", name)
	b.waitFor(`window.savedFile !== undefined`)
	if head := eval[string](b, `window.savedFile.slice(0, 2).text()`); head != "PK" {
		t.Errorf("%q begins with %q, which is no zip", name, head)
	}
	b.quiet()
}

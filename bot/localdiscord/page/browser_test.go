package page_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// shots is the folder that takes a picture of every step, "" for none: what a
// change looks like is looked at, not tested.
var shots = os.Getenv("PAGE_SHOTS")

// browser is one tab of a real Chromium that has the page open.
type browser struct {
	t   *testing.T
	ctx context.Context
	tag string // in the names of pictures

	mu       sync.Mutex
	problems []string // of the console
}

// chromium returns the program, or skips the test.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no chromium here: install it with: sudo apt-get install -y chromium")
	return ""
}

// openPage opens url in a fresh Chromium of the given size.
func openPage(t *testing.T, url string, width, height int64) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.WindowSize(int(width), int(height)))
	// Chromium outlives t.Context a little, to be closed in good order.
	ctx, endProgram := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	ctx, endTab := chromedp.NewContext(ctx)
	b := &browser{t: t, ctx: ctx, tag: strings.NewReplacer("/", "-", " ", "-").Replace(t.Name())}
	var listening sync.WaitGroup
	t.Cleanup(func() {
		last, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		if err := chromedp.Cancel(last); err != nil {
			t.Logf("close chromium: %v", err)
		}
		endTab()
		endProgram()
		listening.Wait()
	})
	if err := chromedp.Do(ctx); err != nil { // starts it
		t.Fatal(err)
	}
	console := chromedp.Console(ctx) // listens from here on
	listening.Go(func() {
		for m, err := range console {
			if err == nil && (m.Type == chromedp.ConsoleWarning || m.Type == chromedp.ConsoleError || m.IsException()) {
				b.mu.Lock()
				b.problems = append(b.problems, fmt.Sprintf("%s %s:%d %s", m.Type, m.URL, m.Line, m.Text))
				b.mu.Unlock()
			}
		}
	})
	var phone []chromedp.EmulateViewportOption
	if width < 500 {
		phone = append(phone, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do(chromedp.EmulateViewport(width, height, phone...), chromedp.Navigate(url))
	b.waitText("#welcome", "Welcome to #briefing")
	return b
}

// quiet fails the test if the console had anything to say.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Errorf("console: %s", p)
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepTime)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.picture("failed")
		b.t.Fatal(err)
	}
}

// stepTime bounds one step; it is reached only when something is wrong.
const stepTime = 15 * time.Second

// eval returns the value of an expression.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepTime)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.picture("failed")
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// waitFor waits until a JavaScript condition holds.
func (b *browser) waitFor(condition string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Poll[chromedp.Void](condition, chromedp.WithPollingTimeout(stepTime))); err != nil {
		b.picture("failed")
		b.quiet()
		b.t.Fatalf("waiting for %s: %v\nthe page says:\n%s", condition, err, eval[string](b, `document.body.innerText`))
	}
}

// waitText waits until an element that selector finds has text in it.
func (b *browser) waitText(selector, text string) {
	b.t.Helper()
	b.waitFor(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((n) => n.textContent.includes(%q))`, selector, text))
}

// click clicks the last visible element that selector finds with exactly this
// text or label, with the mouse, as a person would.
func (b *browser) click(selector, text string) {
	b.t.Helper()
	found := fmt.Sprintf(`[...document.querySelectorAll(%q)].filter((n) => n.checkVisibility({visibilityProperty: true}) && (n.textContent.trim() === %q || n.ariaLabel === %[2]q)).at(-1)`, selector, text)
	b.waitFor(found + ` !== undefined && document.getAnimations().length === 0`)
	// Where it stands once it has stood there for three frames: what is shown
	// anew, or scrolled to its end, moves under the mouse.
	at := eval[[]float64](b, fmt.Sprintf(`(async () => {
		let at = [0, 0];
		for (let still = 0; still < 3;) {
			const n = %s;
			if (n) n.scrollIntoView({block: "nearest"});
			const r = n ? n.getBoundingClientRect() : new DOMRect();
			const now = [r.x + r.width / 2, r.y + r.height / 2];
			still = n && now[0] === at[0] && now[1] === at[1] ? still + 1 : 0;
			at = now;
			await new Promise(requestAnimationFrame);
		}
		return at;
	})()`, found))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// write types text into what has the focus.
func (b *browser) write(text string) { b.t.Helper(); b.do(chromedp.KeyEvent(text)) }

// enter presses Enter. It is one key press for the page to take or leave,
// where chromedp.KeyEvent would write a line end all the same.
func (b *browser) enter() {
	b.t.Helper()
	b.do(func(ctx context.Context, tab *chromedp.Target) (none chromedp.Void, err error) {
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			p := input.DispatchKeyEventParams{Type: kind, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13}
			if kind == input.DispatchKeyEventTypeKeyDown {
				p.Text = "\r"
			}
			if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, p); err != nil {
				return none, err
			}
		}
		return none, nil
	})
}

// picture takes a picture if somebody wants to look.
func (b *browser) picture(name string) {
	if shots == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Logf("picture %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(shots, b.tag+"-"+name+".png"), png, 0o600); err != nil {
		b.t.Log(err)
	}
}

// focus puts the focus on an element.
func focus(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector(%q).focus()`, selector))
}

// pick chooses an option of a select element by its text.
func pick(selector, text string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => { const s = document.querySelector(%q); s.value = [...s.options].find((o) => o.text === %q).value; s.dispatchEvent(new Event("change", {bubbles: true})); })()`, selector, text))
}

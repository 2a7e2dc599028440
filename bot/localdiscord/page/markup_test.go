package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"briefbot/bot/localdiscord"
)

// TestMarkup reads Discord's marks in the browser. The results are written as
// HTML, which the page itself never reads.
func TestMarkup(t *testing.T) {
	chromium(t)
	b := openPage(t, serve(t), 1280, 800)
	for _, tt := range []struct{ in, want string }{
		{"**bold** *it* _it_ __under__ ~~gone~~ `co*de*`", "<strong>bold</strong> <em>it</em> <em>it</em> <u>under</u> <s>gone</s> <code>co*de*</code>"},
		{"***both***", "<strong><em>both</em></strong>"},
		{`\*\*not\*\* \_this\_ \\ \> 1\. \<\@1\>`, `**not** _this_ \ &gt; 1. &lt;@1&gt;`},
		{`\a \ b`, `\a \ b`},
		{"snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"},
		{"**open", "**open"},
		{`**a\*b**`, "<strong>a*b</strong>"},
		{"> a **b**\n> c\nd", "<blockquote>a <strong>b</strong>\nc</blockquote>d"},
		{"a\n\n> b", "a\n\n<blockquote>b</blockquote>"},
		{">>> a\nb", "<blockquote>a\nb</blockquote>"},
		{"# One\n### Three\n-# small", `<p class="heading h1" role="heading" aria-level="4">One</p><p class="heading h3" role="heading" aria-level="6">Three</p><small class="subtext">small</small>`},
		{"- a\n- **b**\n  - c", `<ul><li>a</li><li><strong>b</strong></li><li class="deep">c</li></ul>`},
		{"3. a\n4. b", `<ol><li value="3">a</li><li value="4">b</li></ol>`},
		{"```go\nx := **y**\n```", `<pre tabindex="0"><code>x := **y**</code></pre>`},
		{"[here](https://evil.example)", "here (https://evil.example)"},
		{"[here](javascript:alert(1))", "[here](javascript:alert(1))"},
		{"https://x.example/_a_", `<span class="address">https://x.example/_a_</span>`},
		{"<@1> <#1> <@&1> @everyone", `<span class="mention">@unknown-user</span> <span class="mention">#unknown</span> <span class="mention">@role</span> <span class="mention">@everyone</span>`},
		{"<b onclick=x>&amp;</b>", "&lt;b onclick=x&gt;&amp;amp;&lt;/b&gt;"},
	} {
		got := eval[string](b, fmt.Sprintf(`import("/markup.js").then((m) => { const box = document.createElement("div"); box.append(m.markup(%q)); return box.innerHTML; })`, tt.in))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.in, diff)
		}
	}
	b.quiet()
}

// newClient is a plain discordgo session that talks to discord.
func newClient(t *testing.T, discord *localdiscord.Server) *discordgo.Session {
	t.Helper()
	to, err := url.Parse(discord.URL())
	if err != nil {
		t.Fatal(err)
	}
	s, err := discordgo.New("Bot " + discord.Token())
	if err != nil {
		t.Fatal(err)
	}
	s.Client = &http.Client{Transport: elsewhere{to}}
	return s
}

// elsewhere sends requests to another host.
type elsewhere struct{ to *url.URL }

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = e.to.Scheme, e.to.Host, ""
	return http.DefaultTransport.RoundTrip(r)
}

package journeys

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// inTheRoom lets the browser reach the site under a name, as a phone in the same room does.
var inTheRoom = chromedp.Flag("host-resolver-rules", "MAP room.test 127.0.0.1")

func roomURL(path string) string {
	u, err := url.Parse(site.URL)
	if err != nil {
		panic(err)
	}
	return "http://room.test:" + u.Port() + path
}

// screen is what the page's window shows.
func (p *page) screen() image.Image {
	p.t.Helper()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	picture, _, err := image.Decode(bytes.NewReader(shot))
	if err != nil {
		p.t.Fatal(err)
	}
	return picture
}

// code is what a phone reads off the page's window.
func (p *page) code() string {
	p.t.Helper()
	p.settled()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(p.screen())
	if err != nil {
		p.t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]interface{}{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		p.t.Fatalf("no code can be read: %v", err)
	}
	return read.GetText()
}

func TestACodeBringsTheRoomToTheVeryMoment(t *testing.T) {
	b := newBrowser(t, inTheRoom)
	for _, c := range []struct{ path, act, want string }{
		{"/d/backpressure/?present&theme=dark", ``, "/d/backpressure/"},
		{"/d/backpressure/?present&at=17&show=go&seed=7&zoom=3-30", ``, "/d/backpressure/?show=go&at=17"},
		{"/d/backpressure/?present", `demo.setAttribute("params", "buffer=1&consumers=2"); await new Promise((f) => demo.addEventListener("interleave:view", f, {once: true})); demo.seek({step: 21})`,
			"/d/backpressure/?params=buffer=1%26consumers=2&at=21"},
		// A run made here that is as the recorded one needs no run over there.
		{"/d/backpressure/?present", `await demo.run(); demo.seek({step: 20})`, "/d/backpressure/?at=20"},
		{"/d/backpressure/?present", `await demo.run({seed: 12}); demo.seek({step: 20})`, "/d/backpressure/?seed=12&recordings=go-live&at=20"},
		{"/?demo=backpressure&present", `demo.seek({step: 9})`, "/d/backpressure/?at=9"},
		{"/embed/pingpong/?present&at=9", ``, "/d/pingpong/?at=9"},
	} {
		t.Run(c.path+c.act, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.sized(1280, 720)
			p.visit(roomURL(c.path))
			p.run(ready)
			p.presenting()
			p.run(c.act)
			p.keys("q")
			p.until(`demo.shadowRoot.querySelector(".code svg")?.getBoundingClientRect().height >= 0.4 * innerHeight`)
			address := p.code()
			if want := roomURL(c.want); address != want {
				t.Errorf("the code leads to %s, not to %s", address, want)
			}
			if words := evaluate[string](p, `return demo.shadowRoot.querySelector(".address").innerText`); words != address {
				t.Errorf("the code leads to %s, but below it stands %s", address, words)
			}
			want, attributes := p.state(), p.attributes()
			p.keys("q")
			p.until(`!demo.shadowRoot.querySelector(".code")`)

			phone := b.tab(t)
			phone.visit(address)
			phone.run(ready)
			phone.until(fmt.Sprintf(`demo.state.step === %d && Object.keys(demo.state.sources).length === %d && !demo.state.running`, want.Step, len(want.Sources)))
			for key, side := range phone.state().Sources {
				if !same(side.Units, want.Sources[key].Units) || side.Position != want.Sources[key].Position {
					t.Errorf("over there %s is at %+v, here at %+v", key, side, want.Sources[key])
				}
			}
			if got := phone.attributes(); got["params"] != attributes["params"] || got["seed"] != attributes["seed"] || got["show"] != attributes["show"] {
				t.Errorf("over there it is %v, here %v", got, attributes)
			}
		})
	}
}

func TestWhereThereIsNothingToShareItSaysWhy(t *testing.T) {
	b := newBrowser(t)
	for _, c := range []struct{ url, why string }{
		{site.URL + "/d/backpressure/?present", "Only this computer can open 127.0.0.1:"},
		{"file://" + strings.ReplaceAll(unzipped(t), " ", "%20") + "/d/backpressure/index.html?present", "opened as a file"},
	} {
		p := b.presents(t, c.url)
		p.keys("q")
		p.until(fmt.Sprintf(`demo.shadowRoot.querySelector(".code .why")?.checkVisibility() && demo.shadowRoot.querySelector(".code .why").innerText.includes(%q)`, c.why))
		p.keys("q")
		p.until(`!demo.shadowRoot.querySelector(".code")`)
	}
}

// The notes come with the zip too.
func TestTheNotesOpenFromTheZip(t *testing.T) {
	p := newBrowser(t).presents(t, "file://"+strings.ReplaceAll(unzipped(t), " ", "%20")+"/d/backpressure/index.html?present&at=0")
	n := p.opened(func() { p.keys("s") })
	n.run(`document.querySelector("[data-key=PageDown]").click()`)
	p.until(`demo.state.step > 0`)
	n.until(`document.querySelector(".place").innerText.startsWith("Marker 1 of 3")`)
}

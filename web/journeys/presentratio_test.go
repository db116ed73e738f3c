package journeys

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// In slides the element's size is the deck's: the window's zoom changes nothing of it but how many pixels the screen has for it.
func TestAPresentationIsSharpInAZoomedWindow(t *testing.T) {
	p := newBrowser(t).presents(t, site.URL+"/d/backpressure/?present")
	p.run(`
		demo.style.cssText = "width: 600px; height: 338px";
		demo.shadowRoot.querySelector(".roomstage").style.cssText = "flex: none; width: 500px; height: 200px"`)
	for _, zoomed := range []emulation.SetDeviceMetricsOverrideParams{
		{Width: 1280, Height: 720, DeviceScaleFactor: 1},
		{Width: 640, Height: 360, DeviceScaleFactor: 2},
		{Width: 1024, Height: 576, DeviceScaleFactor: 1.25},
	} {
		if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, zoomed); err != nil {
			t.Fatal(err)
		}
		// As many pixels as the enlarged canvas takes on the screen.
		p.until(`(() => {
			const canvas = demo.shadowRoot.querySelector(".room .canvas canvas");
			const px = canvas?.getBoundingClientRect().width * devicePixelRatio;
			return demo.clientWidth === 600 && px > 300 && Math.abs(canvas.width - px) < 3 })()`)
	}
}

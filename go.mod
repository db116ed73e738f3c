module interleave

go 1.26.0

toolchain go1.26.8

// Each direct requirement says what it is here for. `make check` holds it to that.
require (
	github.com/alecthomas/chroma/v2 v2.27.0 // highlights programs when the site is built
	github.com/andybalholm/brotli v1.2.8 // compresses what the site serves; the standard library has no brotli
	github.com/chromedp/cdproto v0.159.0 // the browser's protocol, as chromedp speaks it
	github.com/chromedp/chromedp v0.23.0 // drives the browser in the journeys
	github.com/evanw/esbuild v0.28.2 // bundles web/ without Node
	github.com/goccy/go-yaml v1.19.2 // reads a scenario's front matter, with the line of what is wrong
	github.com/hack-pad/safejs v0.1.1 // lets compiled Go call JavaScript without panics; @latest resolves to an older one
	github.com/makiuchi-d/gozxing v0.1.1 // reads QR codes off screenshots, in the journeys
	github.com/yuin/goldmark v1.8.7 // renders a scenario's explanation
	golang.org/x/exp v0.0.0-20261014143641-f0251eb4aa3e // reads the runtime's execution traces
	golang.org/x/image v0.47.0 // draws the text of the cards that other sites show of a link
	honnef.co/go/tools v0.8.2 // indirect; staticcheck, as a tool
	rsc.io/qr v0.2.0 // shows the address of `serve -lan` so that a phone can read it
)

require (
	github.com/BurntSushi/toml v1.4.1-0.20240526193622-a339e1f7089c // indirect
	github.com/dlclark/regexp2/v2 v2.2.1 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	golang.org/x/exp/typeparams v0.0.0-20231108232855-2478ac86f678 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
	golang.org/x/xerrors v0.0.0-20200804184101-5ec99f83aff1 // indirect

)

tool honnef.co/go/tools/cmd/staticcheck

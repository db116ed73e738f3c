package site

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"regexp"
	"strconv"
)

// What the site needs to be installed: its icons and the manifest.

// icons are the files of the icon in pixels, for those who take no SVG.
type icons struct {
	Touch, Small, Large, Maskable string
}

// app is the manifest (https://www.w3.org/TR/appmanifest/).
type app struct {
	Name       string    `json:"name"`
	ShortName  string    `json:"short_name"`
	ID         string    `json:"id"`
	Start      string    `json:"start_url"`
	Scope      string    `json:"scope"`
	Display    string    `json:"display"`
	Background string    `json:"background_color"`
	Theme      string    `json:"theme_color"`
	Icons      []appIcon `json:"icons"`
}

type appIcon struct {
	URL     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

var (
	paper = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink   = color.RGBA{0x1a, 0x1a, 0x19, 0xff}
	half  = color.RGBA{0x8c, 0x8c, 0x8c, 0xff} // ink of the thin lines, which are half opaque, on paper
)

// app writes the icons and the manifest.
func (w *writer) app() error {
	svg, err := pages.ReadFile("pages/icon.svg")
	if err != nil {
		return err
	}
	w.files["icon.svg"] = svg
	icon := func(name string, sizePx, marginPercent int) (url string) {
		var file bytes.Buffer
		if err := png.Encode(&file, drawIcon(string(svg), sizePx, marginPercent)); err != nil && w.err == nil {
			w.err = err
		}
		return w.addHashed("icons/"+name+".png", file.Bytes())
	}
	// A mask may cut away all but the circle of 80 % in the middle.
	w.icons = icons{icon("touch", 180, 14), icon("192", 192, 6), icon("512", 512, 6), icon("maskable", 512, 22)}
	manifest, err := marshal(app{
		Name: "Interleave", ShortName: "Interleave", ID: "./", Start: "./", Scope: "./", Display: "standalone", Background: "#ffffff", Theme: "#ffffff",
		Icons: []appIcon{
			{"icon.svg", "any", "image/svg+xml", "any"},
			{w.icons.Small, "192x192", "image/png", "any"},
			{w.icons.Large, "512x512", "image/png", "any"},
			{w.icons.Maskable, "512x512", "image/png", "maskable"},
		},
	})
	w.files["manifest.webmanifest"] = manifest
	return err
}

var (
	iconPath = regexp.MustCompile(`<path d="([^"]*)"( stroke-width="4")?`)
	iconLine = regexp.MustCompile(`M(\d+) (\d+)h(\d+)`)
)

// iconUnits is the width and height of the icon's view box.
const iconUnits = 20

// drawIcon draws the lines of icon.svg, which are all horizontal: those of its first path are 4 units thick, the others 1.
func drawIcon(svg string, sizePx, marginPercent int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, sizePx, sizePx))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	margin := sizePx * marginPercent / 100
	at := func(halfUnits int) int { return margin + halfUnits*(sizePx-2*margin)/(2*iconUnits) }
	for _, path := range iconPath.FindAllStringSubmatch(svg, -1) {
		thick, stroke := 1, half
		if path[2] != "" {
			thick, stroke = 4, ink
		}
		for _, line := range iconLine.FindAllStringSubmatch(path[1], -1) {
			number := func(i int) int { n, _ := strconv.Atoi(line[i]); return 2 * n }
			x, y, length := number(1), number(2), number(3)
			box := image.Rect(at(x), at(y-thick), at(x+length), at(y+thick))
			draw.Draw(picture, box, image.NewUniform(stroke), image.Point{}, draw.Src)
		}
	}
	return picture
}

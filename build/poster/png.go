package poster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Width and Height of a card in pixels: what sites that show a link ask for (https://ogp.me, and the pictures of its readers).
const (
	Width  = 1200
	Height = 630
)

// colours are the light theme's, as the element's style sheet has them.
var colours = map[ink]color.RGBA{
	inkText: {0x1a, 0x1a, 0x18, 255}, inkFaint: {0x6c, 0x6b, 0x65, 255},
	"role0": {0x6b, 0x6b, 0x66, 255}, "role1": {0xbf, 0x4f, 0, 255}, "role2": {0, 0x67, 0xa3, 255}, "role3": {0, 0x7a, 0x59, 255}, "role4": {0xa9, 0x48, 0x7e, 255},
}

// PNG draws the card that other sites show of a link.
func (p *Poster) PNG() ([]byte, error) {
	c, err := newCard()
	if err != nil {
		return nil, err
	}
	const margin, lineHeight = 56, 56
	c.text(margin, 74, 27, true, inkText, "Interleave")
	y := 140.0
	for i, line := range wrap(c, 45, Width-2*margin, p.Question) {
		if i == 2 {
			break
		}
		c.text(margin, y, 45, true, inkText, line)
		y += lineHeight
	}
	p.lanes(c, frame{x: margin, y: y - 20, width: Width - 2*margin, height: Height - y - 20, label: 170, size: 20})
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err = encoder.Encode(&out, c.RGBA)
	return out.Bytes(), err
}

type card struct {
	*image.RGBA
	faces map[face]font.Face
}

type face struct {
	size float64
	bold bool
}

func newCard() (*card, error) {
	if _, err := fonts(); err != nil {
		return nil, err
	}
	c := &card{image.NewRGBA(image.Rect(0, 0, Width, Height)), map[face]font.Face{}}
	draw.Draw(c, c.Bounds(), image.White, image.Point{}, draw.Src)
	return c, nil
}

// fonts are Go's own, which may be embedded.
var fonts = sync.OnceValues(func() (both [2]*opentype.Font, err error) {
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		if both[i], err = opentype.Parse(ttf); err != nil {
			return both, err
		}
	}
	return both, nil
})

func (c *card) face(size float64, bold bool) font.Face {
	key := face{size, bold}
	if f := c.faces[key]; f != nil {
		return f
	}
	both, _ := fonts() // newCard has looked
	font := both[0]
	if bold {
		font = both[1]
	}
	f, err := opentype.NewFace(font, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		panic(err) // of options alone, which are constants
	}
	c.faces[key] = f
	return f
}

func (c *card) bar(x, y, width, height float64, with ink, hatched bool) {
	r := image.Rect(round(x), round(y), max(round(x)+1, round(x+width)), max(round(y)+1, round(y+height)))
	if !hatched {
		draw.Draw(c, r, image.NewUniform(colours[with]), image.Point{}, draw.Src)
		return
	}
	for py := r.Min.Y; py < r.Max.Y; py++ {
		for px := r.Min.X; px < r.Max.X; px++ {
			if (px+py)%5 < 3 {
				c.SetRGBA(px, py, colours[with])
			}
		}
	}
}

func round(v float64) int { return int(math.Round(v)) }

func (c *card) text(x, y, size float64, bold bool, with ink, text string) {
	d := font.Drawer{Dst: c, Src: image.NewUniform(colours[with]), Face: c.face(size, bold), Dot: fixed.P(round(x), round(y))}
	d.DrawString(text)
}

func (c *card) width(size float64, bold bool, text string) float64 {
	return float64(font.MeasureString(c.face(size, bold), text)) / 64
}

package records

import (
	"io"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A Writer writes a recording as NDJSON. It is written by hand rather than with encoding/json
// because it is part of the wasm, where reflection costs a tenth of the download, and because the
// keys' order is part of the format. Errors of w are kept and returned by Flush.
type Writer struct {
	w   io.Writer
	buf []byte
	err error
}

// NewWriter returns a Writer on w. Call Flush at the end.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Header writes the first line.
func (w *Writer) Header(h *Header) {
	w.buf = AppendHeader(w.buf, h)
	w.spill()
}

// Event writes one more line.
func (w *Writer) Event(e *Event) {
	w.buf = AppendEvent(w.buf, e)
	w.spill()
}

// Flush writes what is buffered and returns the first error.
func (w *Writer) Flush() error {
	if w.err == nil && len(w.buf) > 0 {
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
	return w.err
}

func (w *Writer) spill() {
	if len(w.buf) >= 64<<10 {
		w.Flush()
	}
}

// AppendHeader appends h's line to b.
func AppendHeader(b []byte, h *Header) []byte {
	o := object{b: b}
	o.open()
	o.text("e", string(KindHeader))
	o.number("t", 0)
	o.number("version", int64(h.Version))
	o.text("model", h.Model)
	o.text("runtime", h.Runtime)
	o.textIf("flavor", h.Flavor)
	o.number("threads", int64(h.Threads))
	o.text("clock", h.Clock)
	o.numberIf("seed", h.Seed)
	o.textIf("demo", h.Demo)
	if len(h.Params) > 0 {
		o.key("params")
		o.open()
		for _, p := range h.Params {
			o.number(p.Name, p.Value)
		}
		o.close()
	}
	o.texts("files", h.Files)
	o.texts("tools", h.Tools)
	o.textIf("machine", h.Machine)
	o.textIf("date", h.Date)
	o.close()
	return append(o.b, '\n')
}

// AppendEvent appends e's line to b.
func AppendEvent(b []byte, e *Event) []byte {
	o := object{b: b}
	o.open()
	o.text("e", string(e.Kind))
	o.number("t", e.T)
	o.numberIf("u", int64(e.U))
	o.maybe("w", e.W)
	o.numberIf("by", int64(e.By))
	o.numberIf("r", int64(e.R))
	o.textIf("op", e.Op)
	o.textIf("kind", e.Noun)
	o.textIf("name", e.Name)
	if e.Kind == Out {
		o.text("v", e.V)
	} else {
		o.textIf("v", e.V)
	}
	o.maybe("len", e.Len)
	o.maybe("cap", e.Cap)
	o.numberIf("held", int64(e.Held))
	if e.Kind == Op {
		o.boolean("ok", e.OK)
	}
	o.textIf("why", e.Why)
	o.textIf("type", e.Type)
	o.numberIf("of", int64(e.Of))
	o.numberIf("parent", int64(e.Parent))
	o.cases(e.Cases)
	o.maybe("choice", e.Choice)
	o.numberIf("until", e.Until)
	o.textIf("how", e.How)
	o.numberIf("code", int64(e.Code))
	if len(e.Blocked) > 0 {
		o.key("blocked")
		o.b = append(o.b, '[')
		for i, u := range e.Blocked {
			if i > 0 {
				o.b = append(o.b, ',')
			}
			o.b = strconv.AppendInt(o.b, int64(u), 10)
		}
		o.b = append(o.b, ']')
	}
	o.numberIf("fd", int64(e.FD))
	o.textIf("is", e.Is)
	o.list("stack", e.Stack)
	o.textIf("at", e.At)
	o.close()
	return append(o.b, '\n')
}

// object appends one JSON object; more says that a comma is due.
type object struct {
	b    []byte
	more bool
}

func (o *object) open()  { o.b = append(o.b, '{'); o.more = false }
func (o *object) close() { o.b = append(o.b, '}'); o.more = true }

func (o *object) key(k string) {
	if o.more {
		o.b = append(o.b, ',')
	}
	o.more = true
	o.b = appendText(o.b, k)
	o.b = append(o.b, ':')
}

func (o *object) text(k, v string) { o.key(k); o.b = appendText(o.b, v) }

func (o *object) textIf(k, v string) {
	if v != "" {
		o.text(k, v)
	}
}

func (o *object) number(k string, n int64) { o.key(k); o.b = strconv.AppendInt(o.b, n, 10) }

func (o *object) numberIf(k string, n int64) {
	if n != 0 {
		o.number(k, n)
	}
}

func (o *object) maybe(k string, m Maybe) {
	if m.OK {
		o.number(k, int64(m.N))
	}
}

func (o *object) boolean(k string, v bool) { o.key(k); o.b = strconv.AppendBool(o.b, v) }

func (o *object) list(k string, texts []string) {
	if len(texts) == 0 {
		return
	}
	o.key(k)
	o.b = append(o.b, '[')
	for i, text := range texts {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendText(o.b, text)
	}
	o.b = append(o.b, ']')
}

func (o *object) texts(k string, m map[string]string) {
	if len(m) == 0 {
		return
	}
	o.key(k)
	o.open()
	for _, name := range slices.Sorted(maps.Keys(m)) {
		o.text(name, m[name])
	}
	o.close()
}

func (o *object) cases(cases []Case) {
	if len(cases) == 0 {
		return
	}
	o.key("cases")
	o.b = append(o.b, '[')
	for i, c := range cases {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.open()
		o.text("op", c.Op)
		o.numberIf("r", int64(c.R))
		if c.Ready {
			o.boolean("ready", true)
		}
		o.close()
	}
	o.b = append(o.b, ']')
	o.more = true
}

const hex = "0123456789abcdef"

// appendText appends s as a JSON string; bytes that are not UTF-8 become U+FFFD.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		case c < utf8.RuneSelf:
			b = append(b, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r)
			i += n
			continue
		}
		i++
	}
	return append(b, '"')
}

// Package frontmatter reads files that begin with YAML between two lines of --- and go on in Markdown, and tells the line of what is
// wrong in them.
package frontmatter

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
)

// A Page is what was read.
type Page struct {
	// HTML is the Markdown, rendered.
	HTML string

	file string // as errors name it
	head []byte // the YAML
}

// Read puts the YAML into what front points to, in which every key must have a field. An error begins with the file, and the line where
// there is one.
func Read(file string, text []byte, front any) (*Page, error) {
	rest, opened := bytes.CutPrefix(text, []byte("---\n"))
	head, body, closed := bytes.Cut(rest, []byte("\n---\n"))
	if !opened || !closed {
		return nil, fmt.Errorf("%s:1: the file starts with front matter between two lines of ---", file)
	}
	p := &Page{file: file, head: append(bytes.Clone(head), '\n')} // a text block keeps the end of its last line
	if err := yaml.UnmarshalWithOptions(p.head, front, yaml.Strict()); err != nil {
		return nil, p.yamlError(err)
	}
	var html bytes.Buffer
	if err := goldmark.Convert(body, &html); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	p.HTML = html.String()
	return p, nil
}

// yamlError puts the line of the file in front: the front matter begins on its second line.
func (p *Page) yamlError(err error) error {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return fmt.Errorf("%s: %w", p.file, err)
	}
	return fmt.Errorf("%s:%d: %s", p.file, at.GetToken().Position.Line+1, at.GetMessage())
}

// Wrong puts the file, and the line of a key such as notice[1].at, in front of an error.
func (p *Page) Wrong(key string, err error) error {
	return fmt.Errorf("%s:%d: %w", p.file, p.line(key), err)
}

// line is where a key stands in the file, or what leads nearest to it; 1 where nothing does.
func (p *Page) line(key string) int {
	for key != "" {
		if path, err := yaml.PathString("$." + key); err == nil {
			if node, err := path.ReadNode(bytes.NewReader(p.head)); err == nil && node.GetToken() != nil {
				return node.GetToken().Position.Line + 1
			}
		}
		key = key[:max(0, strings.LastIndexAny(key, ".["))]
	}
	return 1
}

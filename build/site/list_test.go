package site

import (
	"strings"
	"testing"

	"interleave/build/scenario"
)

// fixed is another version of queue, and asks a question first.
func fixed() *scenario.Scenario {
	s := queue()
	s.Name, s.Title = "queue-fixed", "A mended queue"
	s.Version = &scenario.Version{Of: "queue", Label: "mended"}
	s.Predict = &scenario.Prediction{Question: "Who *waits*?", Options: []scenario.Option{{Text: "`main`", Right: true, Why: "It must."}}}
	return s
}

func TestAVersionStandsUnderItsScenario(t *testing.T) {
	files := written(t, Input{Scenarios: []*scenario.Scenario{queue(), fixed()}})
	page := string(files["d/queue-fixed/index.html"])
	for _, want := range []string{
		`<li data-name="queue"><a href="../../d/queue/" aria-current="true">`,
		`<ul hidden>` + "\n" + `<li data-name="queue-fixed"><a href="../../d/queue-fixed/">mended</a></li>`,
		`<a href="../../d/queue-fixed/" aria-current="page">mended</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(string(files["404.html"]), "queue-fixed") {
		t.Error("the version stands in the list by itself")
	}
	data := ""
	for name, text := range files {
		if strings.HasPrefix(name, "data/queue.") {
			data = string(text)
		}
	}
	if want := `"versions":[{"name":"queue","label":"as written","title":"A <queue>"},{"name":"queue-fixed","label":"mended","title":"A mended queue"}]`; !strings.Contains(data, want) {
		t.Errorf("the data of the scenario lacks %s: %s", want, data)
	}
}

func TestOnlyPagesWithAQuestionHideAnswersEarly(t *testing.T) {
	files := written(t, Input{Scenarios: []*scenario.Scenario{queue(), fixed()}})
	const early = `<script src="../../early.ABCD2345.js"></script>`
	for name, want := range map[string]bool{"d/queue/index.html": false, "d/queue-fixed/index.html": true, "embed/queue-fixed/index.html": true} {
		if got := strings.Contains(string(files[name]), early); got != want {
			t.Errorf("%s loads the early script: %t", name, got)
		}
	}
	for name, text := range files {
		if strings.HasPrefix(name, "data/queue-fixed.") {
			if want := `"predict":{"question":"Who <em>waits</em>?","options":[{"text":"<code>main</code>","right":true,"why":"It must."}],"at":{}}`; !strings.Contains(string(text), want) {
				t.Errorf("the data lacks %s: %s", want, text)
			}
		}
	}
}

func TestWordsAreOfTextsAndCode(t *testing.T) {
	s := queue()
	s.Words = []string{"Bounded"}
	s.Programs[0].Files[0].Text = "package main // uncommon\nvar mu sync.Mutex\n"
	words := " " + wordsOf([]*scenario.Scenario{s})["queue"] + " "
	for _, want := range []string{"queue", "waits", "channels", "bounded", "mutex", "go"} {
		if strings.Count(words, " "+want+" ") != 1 {
			t.Errorf("%q stands %d times in %q", want, strings.Count(words, " "+want+" "), words)
		}
	}
	for _, no := range []string{"uncommon", "em"} {
		if strings.Contains(words, " "+no+" ") {
			t.Errorf("%q, of a comment or of a tag, stands in %q", no, words)
		}
	}
}

package site

import (
	"encoding/json"
	"strconv"

	"interleave/build/highlight"
	"interleave/build/scenario"
)

// The types of web/demo.ts, which says what each field is. Lists are never null in the JSON.
type (
	siteInfo struct {
		Version int         `json:"version"`
		Build   string      `json:"build"`
		Demos   []demoEntry `json:"demos"`
	}
	demoEntry struct {
		Name     string `json:"name"`
		Title    string `json:"title"`
		Question string `json:"question"`
		Group    string `json:"group"`
		Data     string `json:"data"`
	}
	demoInfo struct {
		Name       string          `json:"name"`
		Title      string          `json:"title"`
		Question   string          `json:"question"`
		Group      string          `json:"group"`
		Setup      string          `json:"setup"`
		Parameters []parameterInfo `json:"parameters"`
		Programs   []programInfo   `json:"programs"`
		Recordings []recordingInfo `json:"recordings"`
		Live       *Live           `json:"live,omitempty"`
		// By model.
		Output   map[string]string `json:"output"`
		Text     string            `json:"text"`
		Clock    string            `json:"clock,omitempty"`
		Ends     map[string]string `json:"ends,omitempty"`
		Versions []versionInfo     `json:"versions,omitempty"`
		Predict  *predictInfo      `json:"predict,omitempty"`
		Notice   []noticeInfo      `json:"notice,omitempty"`
		Claim    string            `json:"claim,omitempty"`
		Latency  *scenario.Latency `json:"latency,omitempty"`
	}
	versionInfo struct {
		Name  string `json:"name"`
		Label string `json:"label"`
		Title string `json:"title"`
	}
	predictInfo struct {
		Question string           `json:"question"`
		Options  []optionInfo     `json:"options"`
		At       scenario.Matcher `json:"at"`
	}
	optionInfo struct {
		Text  string `json:"text"`
		Right bool   `json:"right,omitempty"`
		Why   string `json:"why"`
	}
	noticeInfo struct {
		Text string           `json:"text"`
		At   scenario.Matcher `json:"at"`
	}
	refusedInfo struct {
		Compiler string `json:"compiler"`
		Message  string `json:"message"`
		Sentence string `json:"sentence"`
	}
	parameterInfo struct {
		Name    string                       `json:"name"`
		Values  []int                        `json:"values"`
		Default int                          `json:"default"`
		Label   string                       `json:"label"`
		Without map[string]map[string]string `json:"without,omitempty"`
	}
	programInfo struct {
		Model    string       `json:"model"`
		Language string       `json:"language"`
		Files    []sourceFile `json:"files"`
		Marks    []markInfo   `json:"marks"`
		Note     string       `json:"note,omitempty"`
		Refused  *refusedInfo `json:"refused,omitempty"`
	}
	sourceFile struct {
		Name   string     `json:"name"`
		Text   string     `json:"text"`
		SHA256 string     `json:"sha256"`
		Lines  []string   `json:"lines"`
		Folds  []foldInfo `json:"folds"`
	}
	foldInfo struct {
		From  int    `json:"from"`
		To    int    `json:"to"`
		Label string `json:"label"`
	}
	markInfo struct {
		Name string `json:"name"`
		File string `json:"file"`
		Line int    `json:"line"`
		Of   string `json:"of"`
	}
	recordingInfo struct {
		Header json.RawMessage `json:"header"`
		URL    string          `json:"url"`
		Bytes  int             `json:"bytes"`
	}
)

// Live is how a scenario's Go program is run in the page.
type Live struct {
	// Wasm holds the program and the decoder of its trace: a URL relative to the site's root.
	Wasm string `json:"wasm"`
	// Bytes and Compressed (brotli) are its sizes.
	Bytes      int `json:"bytes"`
	Compressed int `json:"compressed"`
	// Program says which program inside it.
	Program string `json:"program"`
	// Names goes to the decoder as it is.
	Names json.RawMessage `json:"names"`
}

// infoOf is the scenario's data file. urls holds the address of each of its recordings, versions are all of this scenario, itself among them.
func infoOf(s *scenario.Scenario, urls []string, live *Live, versions []*scenario.Scenario) demoInfo {
	info := demoInfo{
		Name: s.Name, Title: s.Title, Question: s.Question, Group: s.Group, Setup: s.Setup, Output: map[string]string{}, Text: s.Text,
		Parameters: []parameterInfo{}, Programs: []programInfo{}, Recordings: []recordingInfo{}, Live: live,
		Clock: s.Clock, Ends: s.Ends, Claim: scenario.Inline(s.Claim), Latency: s.Latency,
	}
	for _, p := range s.Parameters {
		without := map[string]map[string]string{}
		for model, reasons := range p.Without {
			without[model] = map[string]string{}
			for value, why := range reasons {
				without[model][strconv.Itoa(value)] = why
			}
		}
		info.Parameters = append(info.Parameters, parameterInfo{p.Name, p.Values, p.Default, p.Label, without})
	}
	for _, p := range s.Programs {
		program := programInfo{Model: p.Model, Language: p.Language, Marks: []markInfo{}, Note: s.Notes[p.Model]}
		for _, f := range p.Files {
			program.Files = append(program.Files, sourceFile{f.Name, f.Text, f.SHA256, list(f.Lines), foldsOf(f.Folds)})
			for _, m := range f.Marks {
				program.Marks = append(program.Marks, markInfo{m.Name, f.Name, m.Line, m.Of})
			}
		}
		if r := p.Refused; r != nil {
			program.Refused = &refusedInfo{r.Compiler, r.Message, r.Sentence}
		} else if text := s.Output.Of(p.Model); text != "" {
			info.Output[p.Model] = text
		}
		info.Programs = append(info.Programs, program)
	}
	for i, r := range s.Recordings {
		info.Recordings = append(info.Recordings, recordingInfo{r.HeaderLine, urls[i], len(r.Bytes)})
	}
	if len(versions) > 1 {
		for _, v := range versions {
			info.Versions = append(info.Versions, versionInfo{v.Name, v.VersionLabel(), v.Title})
		}
	}
	if p := s.Predict; p != nil {
		info.Predict = &predictInfo{Question: scenario.Inline(p.Question), At: p.At}
		for _, o := range p.Options {
			info.Predict.Options = append(info.Predict.Options, optionInfo{scenario.Inline(o.Text), o.Right, scenario.Inline(o.Why)})
		}
	}
	for _, n := range s.Notice {
		info.Notice = append(info.Notice, noticeInfo{scenario.Inline(n.Text), n.At})
	}
	return info
}

func foldsOf(folds []highlight.Fold) []foldInfo {
	infos := make([]foldInfo, len(folds))
	for i, f := range folds {
		infos[i] = foldInfo{f.From, f.To, f.Label}
	}
	return infos
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

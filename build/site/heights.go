package site

import (
	_ "embed"
	"encoding/json"
	"slices"
)

// FrameWidth is the width, in CSS pixels, for which a frame is offered to sites that ask by oEmbed, and in what is copied: that of an article's column.
const FrameWidth = 720

// What heights.json holds was measured in a browser (web/journeys, TestFramesAreAsTallAsOffered, writes it): nothing but a browser knows how text wraps.
//
//go:embed heights.json
var heightsFile []byte

// frameHeights are the heights, in CSS pixels, of the scenarios' frames at FrameWidth.
var frameHeights = func() map[string]int {
	var heights map[string]int
	if err := json.Unmarshal(heightsFile, &heights); err != nil {
		panic("build/site/heights.json: " + err.Error())
	}
	return heights
}()

// FrameHeight is how tall a scenario's frame is at FrameWidth before anybody does anything, in CSS pixels. Of a scenario that was not measured yet it is the
// median of the others; the frame tells the page around it its true height in any case.
func FrameHeight(scenario string) int {
	if height, measured := frameHeights[scenario]; measured {
		return height
	}
	all := make([]int, 0, len(frameHeights))
	for _, height := range frameHeights {
		all = append(all, height)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

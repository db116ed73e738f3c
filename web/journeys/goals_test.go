package journeys

import "testing"

func TestWhatIsNoPlaceIsRefusedInWords(t *testing.T) {
	p := open(t, "/d/backpressure/?at=7")
	for _, call := range []string{`seek({})`, `seek("x")`, `seek()`, `seek(null)`, `seek({ step: NaN })`, `seek({ step: "3" })`, `seek({ time: undefined })`, `seek({ mark: 3 })`, `step(NaN)`, `step("x")`, `step(null)`} {
		t.Run(call, func(t *testing.T) {
			words := evaluate[string](p, `try { demo.`+call+`; } catch (error) { return error.message } return ""`)
			want := `seek() takes { step: 3 }, { time: 3 } or { mark: "name" }.`
			if call[:4] == "step" {
				want = "step() takes a number."
			}
			if words != want {
				t.Errorf("it says %q", words)
			}
			if step := p.state().Step; step != 7 {
				t.Errorf("the playhead goes to step %d", step)
			}
		})
	}
	p.run(`demo.seek({ step: Infinity })`)
	p.until(`demo.state.step === demo.state.steps`)
	p.run(`demo.step(-Infinity)`)
	p.until(`demo.state.step === 0`)
}

package journeys

import "testing"

// Whether a run that says nothing should go on is no question any more once it says something.
func TestASignOfLifeAnswersTheQuestion(t *testing.T) {
	p := open(t, "/d/quiet/")
	p.run(`window.result = demo.run(); window.asked = []
		const banner = demo.shadowRoot.querySelector(".banner")
		const note = () => asked.push(!banner.hidden && /sign of life/.test(banner.textContent))
		new MutationObserver(note).observe(banner, { attributes: true, childList: true, subtree: true })`)
	p.until(`asked.includes(true) && !asked.at(-1) && demo.state.running`)
	p.run(`demo.stop(); await result`)
	if how := p.state().Sources["go"].Outcome.How; how != "stopped" {
		t.Errorf("the run ended %s", how)
	}
}

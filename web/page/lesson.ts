/** While the scenario's question is open, the page keeps to itself what would answer it (page.css, `data-predict`). */
import type { DemoElement } from "./page";

export function followPrediction(demo: DemoElement) {
  const root = document.documentElement;
  // Where the viewer could not be loaded nothing can be asked.
  const follow = () => root.toggleAttribute("data-predict", demo.state?.predicting === true);
  for (const name of ["ready", "predict", "error"]) demo.addEventListener(`interleave:${name}`, follow);
}

// The same input for every viewer: a wheel over the middle of the window that zooms in, pans to the right, zooms in further, pans, and zooms
// out again. Returns the time between each two frames, in ms.
async function turnWheel(frames) {
  const at = { clientX: 800, clientY: 260 };
  let target = document.elementFromPoint(at.clientX, at.clientY) ?? document.body;
  while (target.shadowRoot) target = target.shadowRoot.elementFromPoint(at.clientX, at.clientY);
  const zoom = (deltaY) => ({ deltaY, ctrlKey: true });
  const turns = [zoom(-25), { deltaX: 60 }, zoom(-25), { deltaX: 60 }, zoom(25), { deltaX: -60 }, zoom(25), { deltaX: -60 }];
  const turnFrames = 30;
  const times = [];
  let last = 0;
  for (let i = 0; i <= frames + 1; i++) {
    const now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    if (i > 1) times.push(now - last);
    last = now;
    const turn = turns[Math.floor(i / turnFrames) % turns.length];
    target.dispatchEvent(new WheelEvent("wheel", { bubbles: true, composed: true, cancelable: true, ...at, ...turn }));
  }
  return times;
}

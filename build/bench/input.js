// The same motion for every viewer, by a wheel over the middle of the window: from the whole recording inward, at each of five depths (1.25, 12, 110,
// 1000 and 9400 times as wide as the whole) some panning, and the same way out again. `deltaOf` says how far the viewer's wheel is
// turned to zoom by a factor. Returns for each frame, in ms: the time since the one before, and how long the page's thread was at work for it.
async function turnWheel(frames, deltaOf) {
  const at = { clientX: 800, clientY: 260 };
  let target = document.elementFromPoint(at.clientX, at.clientY) ?? document.body;
  while (target.shadowRoot) target = target.shadowRoot.elementFromPoint(at.clientX, at.clientY);
  const turn = (by) => target.dispatchEvent(new WheelEvent("wheel", { bubbles: true, composed: true, cancelable: true, ...at, ...by }));
  const zoom = (factor) => ({ deltaY: deltaOf(factor), ctrlKey: true });
  const inward = [1, 10, 10, 10, 10].flatMap((zooms) => [...Array(zooms).fill(zoom(1.25)), ...Array(10).fill({ deltaX: 60 })]);
  const outward = [10, 10, 10, 10, 1].flatMap((zooms) => [...Array(10).fill({ deltaX: -60 }), ...Array(zooms).fill(zoom(0.8))]);
  const motion = [...inward, ...outward];

  const { port1, port2 } = new MessageChannel();
  // Asked for before the viewer asks for its own, the callback begins the frame; what it posts comes after the page has handed the frame on.
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const begin = performance.now();
    port1.onmessage = () => resolve([begin, performance.now()]);
    port2.postMessage(null);
  }));
  for (let i = 0; i < 20; i++) {
    turn(zoom(0.1));
    await frame();
  }
  const times = [];
  let last = 0;
  for (let i = 0; i < frames; i++) {
    const by = motion[i % motion.length];
    // Some viewers do nothing but zoom until the wheel has stood still.
    if (i === 0 || !by.ctrlKey !== !motion[(i - 1) % motion.length].ctrlKey) for (let rest = 0; rest < 5; rest++) [last] = await frame();
    const next = frame();
    const input = performance.now();
    turn(by);
    const handledMs = performance.now() - input;
    const [begin, end] = await next;
    times.push({ apart: begin - last, work: handledMs + end - begin });
    last = begin;
  }
  return times;
}

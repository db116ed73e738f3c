/** The axis: a hairline at each measure with its time, shaded idle stretches, ticks for steps or times, numbered markers. */
import { clockWords } from "./clock";
import { bisect, clip, textPx, type Scene } from "./scene";

/** Measures that are nearer to each other than this have no hairline each: they would be a grey field. */
const measuresFromPx = 3;
const markRadiusPx = 7;
const markY = markRadiusPx + 1.5;

export function drawRuler(scene: Scene) {
  const { view } = scene;
  clip(scene, () => {
    drawIdle(scene);
    drawMeasures(scene);
    if (scene.axis.time) scene.axis.time.draw(scene);
    else if (view.slotPx >= 5) drawTicks(scene);
  });
  drawHeadRules(scene);
}

/** Shades the stretches in which nothing can run, behind every group. */
function drawIdle({ ctx, palette, view, axis, layout }: Scene) {
  ctx.fillStyle = palette.sunk;
  ctx.strokeStyle = palette.idle;
  ctx.lineWidth = 1;
  const { gaps } = axis;
  const count = gaps.length / 2;
  for (let i = bisect(0, count, (k) => gaps[2 * k + 1] >= view.from), next; i < count && gaps[2 * i] <= view.to; i = next) {
    const x = view.x(gaps[2 * i]);
    const width = view.x(gaps[2 * i + 1]) - x;
    next = i + 1;
    if (width < 1) {
      // Of those within one pixel the first stands for all.
      const nextSlot = view.slot(Math.floor(x) + 1);
      next = Math.max(next, bisect(next, count, (k) => gaps[2 * k] >= nextSlot));
      for (const group of layout.groups) if (group.lanes.length > 0) ctx.fillRect(Math.floor(x), group.lanesTop, 1, group.bottom - group.lanesTop - 1);
      continue;
    }
    for (const group of layout.groups) {
      if (group.lanes.length === 0) continue;
      ctx.beginPath();
      ctx.rect(x + 0.5, group.lanesTop + 0.5, width - 1, group.bottom - group.lanesTop - 2);
      ctx.fill();
      ctx.stroke();
    }
  }
}

function drawMeasures({ ctx, palette, view, axis, score, layout, sizes }: Scene) {
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  ctx.lineWidth = 1;
  let free = -Infinity;
  let said = "";
  const { measures } = score;
  const begin = (m: number) => axis.start[measures[m].first];
  for (let m = bisect(0, measures.length, (k) => begin(k) >= view.from - 40), next; m < measures.length && begin(m) <= view.to; m = next) {
    const { time } = measures[m];
    const x = Math.round(view.x(begin(m))) + 0.5;
    const nextSlot = view.slot(x + measuresFromPx - 0.5);
    next = Math.max(m + 1, bisect(m + 1, measures.length, (k) => begin(k) >= nextSlot));
    ctx.strokeStyle = palette.rule2;
    ctx.beginPath();
    ctx.moveTo(x, sizes.axisPx - 16);
    ctx.lineTo(x, sizes.axisPx);
    for (const group of layout.groups) {
      if (group.lanes.length === 0) continue;
      ctx.moveTo(x, group.lanesTop);
      ctx.lineTo(x, group.bottom - 1);
    }
    ctx.stroke();
    if (axis.time) continue;
    const label = clockWords(time);
    if (x < free || label === said || x + textPx(ctx, label) > view.rightPx + 6) continue;
    ctx.fillStyle = palette.ink2;
    ctx.fillText(label, x + 3.5, sizes.axisPx - 6);
    free = x + textPx(ctx, label) + 8;
    said = label;
  }
}

function drawTicks({ ctx, palette, view, axis, score, sizes }: Scene) {
  ctx.strokeStyle = palette.rule2;
  ctx.beginPath();
  for (let c = axis.columnAt(view.from); c < score.columns && axis.start[c] < view.to; c++) {
    const x = Math.round(view.x(axis.effect(c))) + 0.5;
    ctx.moveTo(x, sizes.axisPx - 3);
    ctx.lineTo(x, sizes.axisPx);
  }
  ctx.stroke();
}

/** A rule under each heading, over the whole width. */
function drawHeadRules({ ctx, palette, view, layout }: Scene) {
  ctx.strokeStyle = palette.rule;
  ctx.beginPath();
  for (const group of layout.groups) {
    ctx.moveTo(0, Math.round(group.lanesTop) - 0.5);
    ctx.lineTo(view.rightPx, Math.round(group.lanesTop) - 0.5);
  }
  ctx.stroke();
}

/**
 * Numbered circles, side by side where several marks share a column; the one at the playhead is filled. A name stands at the right of its circle
 * or, where it has no room there, at the left, always whole: where it has no room at all, the table says it.
 */
export function drawMarks(scene: Scene) {
  const { ctx, palette, view, axis, marks, column, sizes } = scene;
  const shown = marks.map((mark, i) => ({ mark, number: i + 1, x: view.x(axis.effect(mark.column)) })).sort((a, b) => a.x - b.x);
  for (let i = 1; i < shown.length; i++) shown[i].x = Math.max(shown[i].x, shown[i - 1].x + 2 * markRadiusPx + 1);
  let free = view.leftPx;
  for (const [i, { mark, number, x }] of shown.entries()) {
    if (x < view.leftPx - 4 || x > view.rightPx + 4) continue;
    const on = mark.column === column;
    ctx.beginPath();
    ctx.arc(x, markY, markRadiusPx, 0, 2 * Math.PI);
    ctx.fillStyle = on ? palette.ink : palette.surface;
    ctx.fill();
    ctx.strokeStyle = on ? palette.ink : palette.ink2;
    ctx.lineWidth = 1.2;
    ctx.stroke();
    ctx.fillStyle = on ? palette.surface : palette.ink;
    ctx.font = `650 ${sizes.microPx - 1}px ${palette.sans}`;
    ctx.textAlign = "center";
    ctx.fillText(String(number), x, markY + 3.6);
    ctx.textAlign = "left";
    ctx.fillStyle = on ? palette.ink : palette.ink2;
    ctx.font = `${on ? 600 : 400} ${sizes.microPx}px ${palette.sans}`;
    const width = textPx(ctx, mark.name);
    const right = x + markRadiusPx + 4;
    const left = x - markRadiusPx - 4 - width;
    const room = Math.min(view.rightPx + 8, (shown[i + 1]?.x ?? Infinity) - markRadiusPx);
    // A canvas draws nothing at NaN.
    const at = right + width + 2 <= room ? right : left - 2 >= free ? left : NaN;
    ctx.fillText(mark.name, at, markY + 4);
    free = at === right ? right + width : x + markRadiusPx;
  }
}

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Axis } from "./axis";
import { View } from "./view";

const axisOf = (length: number) => ({ length }) as Axis;

function viewOf(length: number): { view: View; axis: Axis } {
  const axis = axisOf(length);
  const view = new View();
  view.resize(axis, 100, 1100);
  return { view, axis };
}

test("a short run fits, a long one opens as a window at its start", () => {
  assert.ok(viewOf(50).view.fits);
  const { view } = viewOf(5000);
  assert.ok(!view.fits);
  assert.equal(view.from, 0);
  assert.ok(view.to < 5000);
});

test("pixels and slots are each other's inverse", () => {
  const { view } = viewOf(5000);
  for (const slot of [0, 3.5, 40]) assert.ok(Math.abs(view.slot(view.x(slot)) - slot) < 1e-9);
});

test("what is zoomed at stays where it is", () => {
  const { view, axis } = viewOf(5000);
  view.pan(axis, 4000);
  const slot = view.slot(600);
  view.zoom(axis, 1.5, 600);
  assert.ok(Math.abs(view.slot(600) - slot) < 1e-6);
});

test("a window never leaves the axis", () => {
  const { view, axis } = viewOf(5000);
  view.pan(axis, -1e6);
  assert.equal(view.from, 0);
  view.pan(axis, 1e9);
  assert.ok(Math.abs(view.to - 5000) < 1e-6);
  view.zoom(axis, 1e-9, 600);
  assert.ok(view.fits);
  assert.equal(view.from, 0);
});

test("the window follows a playhead that leaves it, and rests while it is inside", () => {
  const { view, axis } = viewOf(5000);
  assert.equal(view.follow(axis, 20), false);
  assert.equal(view.follow(axis, 900), true);
  assert.ok(view.from < 900 && 900 < view.to);
});

test("a reader's zoom survives a new size; a fit stays a fit", () => {
  const { view, axis } = viewOf(50);
  view.zoom(axis, 2, 500);
  const { slotPx } = view;
  view.resize(axis, 100, 900);
  assert.equal(view.slotPx, slotPx);
  view.fit(axis);
  view.resize(axis, 100, 600);
  assert.ok(view.fits);
  assert.equal(view.to, 50);
});

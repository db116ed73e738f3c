/**
 * A strip of the canvas whose rectangles are filled in memory and laid down at once. For a canvas without a GPU each rectangle costs as much
 * as hundreds of pixels, so thousands that are a pixel or a few wide are drawn so in a tenth of the time. Edges between pixels are blended as the canvas does.
 */
import type { Scene } from "./scene";

/** Pixels of one ink as they repeat, `size` in each direction. Each is one number: R, G, B and A from its lowest byte up, as every machine with a browser has them. */
interface Tile {
  size: number;
  whole: Uint32Array;
}

/** So little of a pixel is not there. */
const nothing = 0.002;

/** Both the inks' hatching and the strip are in device pixels; what is asked for is in CSS pixels. */
export class Band {
  #ctx: CanvasRenderingContext2D | undefined;
  #image = new ImageData(1, 1);
  /** Its size, kept because every rectangle asks for it: an image's own is behind getters of the browser's. */
  #width = 1;
  #height = 1;
  /** Its pixels, as an ink's are. */
  #whole = new Uint32Array(1);
  #scaleX = 1;
  #scaleY = 1;
  #left = 0;
  #top = 0;
  #empty = true;
  #tiles = new Map<string | CanvasPattern, Tile>();
  #palette: unknown;
  /** The ink of the rectangle before, and its tile. */
  #ink: string | CanvasPattern | undefined;
  #tile: Tile | undefined;

  /** Begins a strip as wide as the view; it must lie within the canvas in its width alone. */
  begin({ ctx, view, palette }: Scene, topPx: number, heightPx: number) {
    const { a, d } = ctx.getTransform();
    this.#scaleX = a;
    this.#scaleY = d;
    this.#left = Math.floor((view.leftPx - 2) * a);
    this.#top = Math.floor(topPx * d);
    const width = Math.ceil((view.rightPx + 6) * a) - this.#left;
    const height = Math.ceil(heightPx * d) + 1;
    if (width !== this.#width || height !== this.#height) {
      this.#image = new ImageData(width, height);
      this.#width = width;
      this.#height = height;
      this.#whole = new Uint32Array(this.#image.data.buffer);
      this.#ctx ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true }) ?? undefined;
      if (this.#ctx) Object.assign(this.#ctx.canvas, { width, height });
      this.#empty = true;
    } else if (!this.#empty) {
      this.#whole.fill(0);
      this.#empty = true;
    }
    if (palette !== this.#palette) {
      this.#palette = palette;
      this.#tiles.clear();
      this.#ink = undefined;
    }
  }

  /** The nearest edge of a pixel: rectangles that begin and end there have nothing to blend. */
  snap(x: number): number {
    return Math.round(x * this.#scaleX) / this.#scaleX;
  }

  rect(x: number, y: number, widthPx: number, heightPx: number, ink: string | CanvasPattern) {
    const width = this.#width;
    const height = this.#height;
    const x0 = Math.max(0, x * this.#scaleX - this.#left);
    const x1 = Math.min(width, (x + widthPx) * this.#scaleX - this.#left);
    const y0 = Math.max(0, y * this.#scaleY - this.#top);
    const y1 = Math.min(height, (y + heightPx) * this.#scaleY - this.#top);
    if (x1 <= x0 || y1 <= y0) return;
    this.#empty = false;
    const tile = ink === this.#ink ? this.#tile! : this.#take(ink);
    // Pixels that are covered wholly, and how much of those before and behind them is.
    const left = Math.ceil(x0 - nothing);
    const right = Math.max(left, Math.floor(x1 + nothing));
    const top = Math.ceil(y0 - nothing);
    const bottom = Math.max(top, Math.floor(y1 + nothing));
    const before = x0 < left ? Math.min(left, x1) - x0 : 0;
    const behind = x1 - right;
    if (tile.size === 1) this.#fill(left, right, top, bottom, tile.whole[0]);
    else for (let py = top; py < bottom; py++) for (let px = left; px < right; px++) this.#whole[py * width + px] = tile.whole[this.#inTile(tile, px, py)];
    // Neither a closure nor an object for each rectangle: they would be megabytes of garbage a frame.
    if (before > nothing) for (let py = top; py < bottom; py++) this.#blend(left - 1, py, tile, before);
    if (behind > nothing) for (let py = top; py < bottom; py++) this.#blend(right, py, tile, behind);
    if (y0 < top - nothing) this.#row(left, right, top - 1, tile, Math.min(top, y1) - y0, before, behind);
    if (y1 > bottom + nothing) this.#row(left, right, bottom, tile, y1 - bottom, before, behind);
  }

  #fill(left: number, right: number, top: number, bottom: number, pixel: number) {
    const width = this.#width;
    const pixels = this.#whole;
    const end = bottom * width;
    // Most are a pixel or a few wide.
    if (right - left < 8) for (; left < right; left++) for (let at = top * width + left; at < end; at += width) pixels[at] = pixel;
    else for (let row = top * width; row < end; row += width) pixels.fill(pixel, row + left, row + right);
  }

  /** A row of which only so much is covered. */
  #row(left: number, right: number, py: number, tile: Tile, high: number, before: number, behind: number) {
    if (before > nothing) this.#blend(left - 1, py, tile, high * before);
    for (let px = left; px < right; px++) this.#blend(px, py, tile, high);
    if (behind > nothing) this.#blend(right, py, tile, high * behind);
  }

  #inTile({ size }: Tile, px: number, py: number): number {
    return size === 1 ? 0 : ((this.#top + py) % size) * size + ((this.#left + px) % size);
  }

  /** Lays the strip onto the canvas. */
  put({ ctx }: Scene) {
    if (this.#empty || !this.#ctx) return;
    this.#ctx.putImageData(this.#image, 0, 0);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.#ctx.canvas, this.#left, this.#top);
    ctx.setTransform(this.#scaleX, 0, 0, this.#scaleY, 0, 0);
  }

  /** Source over what is there; neither is premultiplied. */
  #blend(px: number, py: number, tile: Tile, covered: number) {
    const from = this.#inTile(tile, px, py);
    const ink = tile.whole[from];
    const over = (ink >>> 24) * covered;
    const at = py * this.#width + px;
    const pixels = this.#whole;
    const old = pixels[at];
    const oldAlpha = old >>> 24;
    if (oldAlpha === 0) {
      pixels[at] = (ink & 0xffffff) | (Math.round(over) << 24);
      return;
    }
    // Of 255, as the bytes are.
    const under = oldAlpha * (1 - over / 255);
    const alpha = over + under;
    const share = over / alpha;
    const r = (old & 255) + ((ink & 255) - (old & 255)) * share;
    const g = ((old >>> 8) & 255) + (((ink >>> 8) & 255) - ((old >>> 8) & 255)) * share;
    const b = ((old >>> 16) & 255) + (((ink >>> 16) & 255) - ((old >>> 16) & 255)) * share;
    pixels[at] = (r + 0.5) | ((g + 0.5) << 8) | ((b + 0.5) << 16) | ((alpha + 0.5) << 24);
  }

  #take(ink: string | CanvasPattern): Tile {
    this.#ink = ink;
    return (this.#tile = this.#tiles.get(ink) ?? this.#tileOf(ink));
  }

  /** What an ink looks like is asked of a canvas, once. */
  #tileOf(ink: string | CanvasPattern): Tile {
    // As large as palette.ts makes a hatching.
    const size = typeof ink === "string" ? 1 : Math.max(4, Math.round(5 * this.#scaleX));
    const ctx = Object.assign(document.createElement("canvas"), { width: size, height: size }).getContext("2d", { willReadFrequently: true })!;
    ctx.scale(this.#scaleX, this.#scaleY);
    ctx.fillStyle = ink;
    ctx.fillRect(0, 0, size, size);
    const { data } = ctx.getImageData(0, 0, size, size);
    const tile = { size, whole: new Uint32Array(data.buffer) };
    this.#tiles.set(ink, tile);
    return tile;
  }
}

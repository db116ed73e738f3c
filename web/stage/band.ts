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
  #canvas: HTMLCanvasElement | undefined;
  #image = new ImageData(1, 1);
  /** Its pixels, as an ink's are. */
  #whole = new Uint32Array(1);
  #scaleX = 1;
  #scaleY = 1;
  #left = 0;
  #top = 0;
  #empty = true;
  #tiles = new Map<string | CanvasPattern, Tile>();
  #palette: unknown;

  /** Begins a strip as wide as the view; it must lie within the canvas in its width alone. */
  begin({ ctx, view, palette }: Scene, topPx: number, heightPx: number) {
    const { a, d } = ctx.getTransform();
    this.#scaleX = a;
    this.#scaleY = d;
    this.#left = Math.floor((view.leftPx - 2) * a);
    this.#top = Math.floor(topPx * d);
    const width = Math.ceil((view.rightPx + 6) * a) - this.#left;
    const height = Math.ceil(heightPx * d) + 1;
    if (width !== this.#image.width || height !== this.#image.height) {
      this.#image = new ImageData(width, height);
      this.#whole = new Uint32Array(this.#image.data.buffer);
      this.#canvas ??= document.createElement("canvas");
      this.#canvas.width = width;
      this.#canvas.height = height;
      this.#empty = true;
    } else if (!this.#empty) {
      this.#whole.fill(0);
      this.#empty = true;
    }
    if (palette !== this.#palette) {
      this.#palette = palette;
      this.#tiles.clear();
    }
  }

  rect(x: number, y: number, widthPx: number, heightPx: number, ink: string | CanvasPattern) {
    const { width, height } = this.#image;
    const x0 = Math.max(0, x * this.#scaleX - this.#left);
    const x1 = Math.min(width, (x + widthPx) * this.#scaleX - this.#left);
    const y0 = Math.max(0, y * this.#scaleY - this.#top);
    const y1 = Math.min(height, (y + heightPx) * this.#scaleY - this.#top);
    if (x1 <= x0 || y1 <= y0) return;
    this.#empty = false;
    const tile = this.#tiles.get(ink) ?? this.#tileOf(ink);
    const pixels = this.#whole;
    const first = Math.floor(x0);
    const end = Math.ceil(x1 - nothing);
    const firstWhole = Math.ceil(x0 - nothing);
    const endWhole = Math.max(firstWhole, Math.floor(x1 + nothing));
    const leftCovered = Math.min(firstWhole, x1) - x0;
    const rightCovered = x1 - endWhole;
    // Neither a closure nor an object for each rectangle: they would be megabytes of garbage a frame.
    for (let py = Math.floor(y0); py < y1; py++) {
      const high = Math.min(py + 1, y1) - Math.max(py, y0);
      const row = py * width;
      if (first < firstWhole) this.#blend(row, first, py, tile, high * leftCovered);
      if (high < 1 - nothing) for (let px = firstWhole; px < endWhole; px++) this.#blend(row, px, py, tile, high);
      else if (tile.size === 1) for (let at = row + firstWhole, to = row + endWhole, one = tile.whole[0]; at < to; at++) pixels[at] = one;
      else for (let px = firstWhole; px < endWhole; px++) pixels[row + px] = tile.whole[this.#inTile(tile, px, py)];
      if (endWhole < end) this.#blend(row, endWhole, py, tile, high * rightCovered);
    }
  }

  #inTile({ size }: Tile, px: number, py: number): number {
    return size === 1 ? 0 : ((this.#top + py) % size) * size + ((this.#left + px) % size);
  }

  /** Lays the strip onto the canvas. */
  put({ ctx }: Scene) {
    if (this.#empty || !this.#canvas) return;
    this.#canvas.getContext("2d", { willReadFrequently: true })?.putImageData(this.#image, 0, 0);
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.#canvas, this.#left, this.#top);
    ctx.restore();
  }

  /** Source over what is there; neither is premultiplied. */
  #blend(row: number, px: number, py: number, tile: Tile, covered: number) {
    const from = this.#inTile(tile, px, py);
    const ink = tile.whole[from];
    const over = (ink >>> 24) * covered;
    const at = row + px;
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

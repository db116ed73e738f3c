/**
 * A strip of the canvas whose rectangles are filled in memory and laid down at once. For a canvas without a GPU each rectangle costs as much
 * as hundreds of pixels, so thousands that are a pixel or a few wide are drawn so in a tenth of the time. Edges between pixels are blended as the canvas does.
 */
import type { Scene } from "./scene";

/** Pixels of one ink as they repeat, `size` in each direction: RGBA, and the same as one number each. */
interface Tile {
  size: number;
  bytes: Uint8ClampedArray;
  whole: Uint32Array;
}

/** So little of a pixel is not there. */
const nothing = 0.002;

/** Both the inks' hatching and the strip are in device pixels; what is asked for is in CSS pixels. */
export class Band {
  #canvas: HTMLCanvasElement | undefined;
  #image = new ImageData(1, 1);
  /** Its pixels, as bytes and as one number each. */
  #bytes = this.#image.data;
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
      this.#bytes = this.#image.data;
      this.#whole = new Uint32Array(this.#bytes.buffer);
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
    const { size, bytes, whole } = this.#tiles.get(ink) ?? this.#tileOf(ink);
    const pixels = this.#whole;
    const first = Math.floor(x0);
    const end = Math.ceil(x1 - nothing);
    const firstWhole = Math.ceil(x0 - nothing);
    const endWhole = Math.max(firstWhole, Math.floor(x1 + nothing));
    // A closure for each row would be megabytes of garbage a frame.
    for (let py = Math.floor(y0); py < y1; py++) {
      const high = Math.min(py + 1, y1) - Math.max(py, y0);
      const row = py * width;
      const tileRow = ((this.#top + py) % size) * size;
      const until = high < 1 - nothing ? firstWhole : endWhole;
      for (let px = first; px < end;) {
        if (px < firstWhole || px >= until) {
          const covered = high * (Math.min(px + 1, x1) - Math.max(px, x0));
          this.#blend((row + px) * 4, bytes, (tileRow + ((this.#left + px) % size)) * 4, covered);
          px++;
        } else if (size === 1) for (; px < until; px++) pixels[row + px] = whole[0];
        else for (; px < until; px++) pixels[row + px] = whole[tileRow + ((this.#left + px) % size)];
      }
    }
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
  #blend(at: number, ink: Uint8ClampedArray, from: number, covered: number) {
    const data = this.#bytes;
    const over = (ink[from + 3] / 255) * covered;
    const under = (data[at + 3] / 255) * (1 - over);
    const alpha = over + under;
    if (alpha === 0) return;
    for (let c = 0; c < 3; c++) data[at + c] = (ink[from + c] * over + data[at + c] * under) / alpha;
    data[at + 3] = alpha * 255;
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
    const tile = { size, bytes: data, whole: new Uint32Array(data.buffer) };
    this.#tiles.set(ink, tile);
    return tile;
  }
}

import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { BrowserContext } from 'playwright-core';

const COLORS = 64;

/** A frame, as a screenshot in PNG, and how long it stands. */
export interface Frame {
  readonly png: Buffer;
  readonly milliseconds: number;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** An animated GIF of frames of one size. All have one palette, and only pixels that change are stored again. */
export async function animation(frames: readonly Frame[], context: BrowserContext): Promise<Uint8Array> {
  const all = await pixelsOf(frames, context);
  const colors = quantize(paletteSample(all), COLORS - 1);
  const unchanged = colors.length;
  const palette = [...colors, [0, 0, 0]];
  const gif = GIFEncoder();
  let before: Uint8Array | null = null;
  for (const [at, { width, height, rgba }] of all.entries()) {
    const indices = applyPalette(rgba, colors);
    const drawn = before ? indices.map((color, pixel) => (color === before![pixel] ? unchanged : color)) : indices;
    gif.writeFrame(drawn, width, height, {
      palette: at === 0 ? palette : undefined,
      delay: frames[at].milliseconds,
      transparent: before !== null,
      transparentIndex: unchanged,
      dispose: 1,
    });
    before = indices;
  }
  gif.finish();
  return gif.bytes();
}

/** The first, the middle and the last frame, one after the other. */
function paletteSample(all: readonly Pixels[]): Uint8Array {
  const chosen = [0, Math.floor(all.length / 2), all.length - 1].map((at) => all[at].rgba);
  return new Uint8Array(Buffer.concat(chosen));
}

/** Decodes in an empty page, which has no policy against it. */
async function pixelsOf(frames: readonly Frame[], context: BrowserContext): Promise<Pixels[]> {
  const page = await context.newPage();
  const found: Pixels[] = [];
  for (const { png } of frames) {
    const { width, height, base64 } = await page.evaluate(decode, png.toString('base64'));
    found.push({ width, height, rgba: new Uint8Array(Buffer.from(base64, 'base64')) });
  }
  await page.close();
  return found;
}

/** Runs in the page. */
async function decode(base64: string): Promise<{ width: number; height: number; base64: string }> {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const { width, height } = image;
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return { width, height, base64: btoa(text) };
}

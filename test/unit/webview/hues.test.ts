import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ON_WHITE } from '../../../src/sweep/drawing/svg';

/**
 * How well the six hues differ for readers with a colour-vision deficiency, in our own arithmetic: the matrices of
 * Machado, Oliveira and Fernandes (2009) for a full deficiency, on linear RGB, then CIE76 in CIELAB under D65.
 */
const css = readFileSync(path.resolve(import.meta.dirname, '../../../webview/css/tokens.css'), 'utf8');

/** The hues of one rule. The first rule has the dark ones, the one for light themes the others. */
function huesOf(selector: RegExp): string[] {
  const [rule] = selector.exec(css) ?? [''];
  return [...rule.matchAll(/--c[1-6]: (#[\da-f]{6});/g)].map(([, hue]) => hue);
}
const SETS = {
  dark: { hues: huesOf(/:root,\s*\.print \{[^}]*\}/), least: 20, background: '#1f1f1f' },
  light: { hues: huesOf(/body\.vscode-light,[^{]*\{[^}]*\}/), least: 16, background: '#ffffff' },
};

type Triple = readonly [number, number, number];

const VISIONS: Record<string, readonly Triple[]> = {
  'normal vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const times = (matrix: readonly Triple[], [x, y, z]: Triple) =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;
const clamped = (color: Triple) => color.map((part) => Math.min(1, Math.max(0, part))) as unknown as Triple;

function lab(color: Triple): Triple {
  const xyz = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    color,
  );
  const [x, y, z] = [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map((t) =>
    t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const luminance = (hex: string) => times([[0.2126, 0.7152, 0.0722]], linear(hex))[0];
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const black = () => lab([0, 0, 0]);

describe('the arithmetic', () => {
  it('gives the known values of CIELAB', () => {
    expect(lab([1, 1, 1])[0]).toBeCloseTo(100, 3);
    expect(black()[0]).toBeCloseTo(0, 6);
    // sRGB's pure red.
    const [lightness, a, b] = lab(linear('#ff0000'));
    expect([lightness, a, b].map((part) => Math.round(part * 100) / 100)).toEqual([53.24, 80.09, 67.2]);
  });
});

describe.each(Object.entries(SETS))('the six hues of the %s themes', (_, { hues, least, background }) => {
  it('are six', () => expect(new Set(hues).size).toBe(6));

  it.each(Object.keys(VISIONS))(`differ under %s`, (vision) => {
    const seen = hues.map((hue) => lab(clamped(times(VISIONS[vision], linear(hue)))));
    const distances = seen.flatMap((one, index) =>
      seen.slice(index + 1).map((other, at) => ({
        pair: `${hues[index]} ${hues[index + 1 + at]}`,
        distance: Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]),
      })),
    );
    expect(distances.filter(({ distance }) => distance < least)).toEqual([]);
  });

  it('stand out from the background', () => {
    const ratios = hues.map((hue) => contrast(hue, background));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(3);
  });
});

it('has the hues of the light themes in pictures on white', () => {
  expect([...ON_WHITE.hues].sort()).toEqual([...SETS.light.hues].sort());
});

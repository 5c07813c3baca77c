import { describe, expect, it } from 'vitest';
import { dragBox } from '../../../webview/charts/useDragZoom';

const PLOT = { left: 50, right: 450, top: 10, bottom: 210 };

describe('dragging over a chart', () => {
  it('selects the range between its start and the pointer, in either direction', () => {
    const box = { left: 100, top: 10, width: 80, height: 200 };
    expect(dragBox(100, 180, PLOT)).toEqual(box);
    expect(dragBox(180, 100, PLOT)).toEqual(box);
  });

  it('ends at the edges of the plot', () => {
    expect(dragBox(400, 900, PLOT)).toMatchObject({ left: 400, width: 50 });
    expect(dragBox(80, -20, PLOT)).toMatchObject({ left: 50, width: 30 });
  });

  it('is a click if the pointer hardly moves', () => {
    expect(dragBox(100, 105, PLOT)).toBeNull();
    expect(dragBox(100, 94, PLOT)).not.toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { type PageParts, pageHtml } from '../../../src/host/dashboard/pageHtml';
import type { PagePreview } from '../../../src/protocol/dashboard';

const PARTS: PageParts = {
  cspSource: 'https://page.test',
  script: 'https://page.test/webview.js',
  style: 'body { margin: 0 }',
  firstScript: 'show()',
  title: 'a trace',
  opening: 'trace.csv',
  preview: null,
};

const PREVIEW: PagePreview = {
  name: '</script><script>alert(1)</script>',
  status: {
    state: 'reading',
    bytes: 10,
    totalBytes: 100,
    rows: 2,
    partial: {
      rows: 2,
      functions: 1,
      synthetic: false,
      relativeTime: false,
      timeRange: { from: 0, to: 60 },
      latency: { unit: 'seconds', setting: 'auto', p50: 1, p99: 2, max: 2 },
      series: { from: 0, to: 120, binSeconds: 60, x: Float64Array.of(0, 60), y: Float64Array.of(1, 1) },
    },
  },
};

describe("the page's HTML", () => {
  it('holds the preview as data that cannot end its element', () => {
    const html = pageHtml({ ...PARTS, preview: PREVIEW });
    const [, data] = /<script type="application\/json" id="preview">(.*?)<\/script>/s.exec(html)!;
    const { name, status } = JSON.parse(data);
    expect(name).toBe(PREVIEW.name);
    expect(status.partial.series).toEqual({ from: 0, to: 120, binSeconds: 60, x: [0, 60], y: [1, 1] });
    expect(html).not.toContain('alert(1)</script>');
  });

  it('holds no data without a preview', () => {
    expect(pageHtml(PARTS)).not.toContain('preview');
  });

  it('names the opened file as text', () => {
    expect(pageHtml({ ...PARTS, opening: '<img src=x>' })).toContain('Opening &#60;img src=x&#62;…');
  });

  it('runs and loads only its own files, with a new nonce each time', () => {
    const nonces = [pageHtml(PARTS), pageHtml(PARTS)].map((html) => {
      const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)!;
      expect(policy).not.toMatch(/unsafe|\*/);
      const [, nonce] = /script-src &#39;nonce-([^&]+)&#39;/.exec(policy)!;
      const runs = [...html.matchAll(/<(?:script type="module"|style|link[^>]*) nonce="([^"]+)"/g)];
      expect(runs.map(([, its]) => its)).toEqual([nonce, nonce, nonce]);
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { Timeline, type TimelineProps } from './timeline.ts';

const now = new Date('2026-11-21T00:00:00Z');
const draw = (rows: TimelineProps['rows']) =>
  renderToString(Timeline({ label: 'Windows', rows, now, nowLabel: 'Today' }));

describe('Timeline', () => {
  it('draws every window, an open one to the edge, and names it', () => {
    const picture = draw([
      {
        label: 'student',
        spans: [
          { from: new Date('2022-09-01'), until: new Date('2026-07-01'), tone: 'neutral', title: 'bachelor' },
          { from: new Date('2026-09-01'), tone: 'ok', title: 'master' },
        ],
      },
    ]);
    expect(picture.match(/<rect/g)).toHaveLength(2);
    expect(picture).toContain('<title>master</title>');
    const [x, width] = [...picture.matchAll(/x="([\d.]+)" y="6"\s+width="([\d.]+)"/g)].at(-1)!.slice(1).map(Number);
    expect(x! + width!).toBeCloseTo(720);
    for (const year of [2023, 2024, 2025, 2026]) expect(picture).toContain(`>${year}</text>`);
  });

  it('stays readable over a century, and empty over nothing', () => {
    const picture = draw([
      { label: 'alum', spans: [{ from: new Date('1926-01-01'), tone: 'info', title: 'long ago' }] },
    ]);
    expect(picture.match(/timeline-axis/g)!.length).toBeLessThan(15);
    expect(draw([])).not.toContain('<rect');
  });

  it('escapes what it is told', () => {
    expect(draw([{ label: '<b>', spans: [] }])).not.toContain('<b>');
  });

  it('puts labels above their bars for a phone, and the bars use the whole width', () => {
    const rows = [{ label: 'student', spans: [{ from: now, tone: 'ok', title: 'study' } as const] }];
    const picture = renderToString(Timeline({ label: 'Windows', rows, now, nowLabel: 'Today', narrow: true }));
    expect(picture).toContain('viewBox="0 0 360 68"');
    const [, left, top] = /<rect[^>]* x="([\d.]+)" y="(\d+)"/.exec(picture)!;
    expect(Number(left)).toBeLessThan(100);
    expect(Number(top)).toBe(24);
  });
});

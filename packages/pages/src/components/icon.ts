import { type Html, html } from '../html.ts';

/** Outlines on a 24 × 24 grid, drawn with one stroke so that they follow the text colour, also in forced colours. */
const outlines = {
  ok: 'M5 12.5l4.5 4.5L19 7.5',
  error: 'M7 7l10 10M17 7L7 17',
  warn: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.4v.1',
  info: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 11v5.5M12 7.6v.1',
  neutral: 'M6 12h12',
  scan: 'M3 8V5h3M21 8V5h-3M3 16v3h3M21 16v3h-3M7.5 8.5v7M11 8.5v7M13.5 8.5v7M16.5 8.5v7',
  forward: 'M9 5.5l6.5 6.5L9 18.5',
  back: 'M15 5.5L8.5 12l6.5 6.5',
  passkey:
    'M8.5 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM2.5 20c0-3.6 2.6-6 6-6c1.2 0 2.3.3 3.2.8M17 10a3 3 0 1 0 0 6a3 3 0 1 0 0-6zM17 16v5.5l2-1.8',
  card: 'M3.5 6h17v12h-17zM3.5 10h17M7 14.5h4',
} as const;

export type IconName = keyof typeof outlines;

/** A sign beside words that say the same; hidden from screen readers for that reason. */
export function Icon({ name }: { name: IconName }): Html {
  return html`<svg class=${`icon icon-${name}`} viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${outlines[name]} /></svg>`;
}

import { Card, EmptyState, type Html, html, Icon } from '@onecampus/pages';
import type { Seen } from '../console/seen.ts';
import type { Matter } from './attention.ts';
import { overviewWords } from './overview-words.ts';

/** What waits, each line a way to where it is dealt with. */
export function AttentionList({ seen, matters }: { seen: Seen; matters: readonly Matter[] }): Html {
  const say = overviewWords(seen.locale);
  if (matters.length === 0)
    return Card({ title: say.attention, children: EmptyState({ title: say.nothing, text: say.nothingText }) });
  return Card({
    title: say.attention,
    flush: true,
    children: html`<ul class="matters">${matters.map(
      ({ tone, title, text, href }) => html`<li class=${`matters-item matters-${tone}`}>
        <a class="matters-link" href=${href}><span class="matters-sign">${Icon({ name: tone })}</span>
          <span class="matters-words"><span class="matters-title">${title}</span><span class="matters-text">${text}</span></span>
          ${Icon({ name: 'forward' })}</a></li>`,
    )}</ul>`,
  });
}

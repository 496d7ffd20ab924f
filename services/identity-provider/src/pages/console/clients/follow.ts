import { Actions, type Html, html, LinkButton, type Locale } from '@onecampus/pages';
import { z } from 'zod';
import { doctorWords } from './doctor-words.ts';

export const followQuery = z.strictObject({ live: z.literal('yes').optional() });

const refresh_seconds = 3;

/**
 * A page that follows what happens, without a script: whoever asked for it gets it anew every few seconds (the header
 * `Refresh`, which every browser knows), until he stops it.
 */
export function follow(response: { setHeader(name: string, value: string): unknown }, live: boolean): void {
  if (live) response.setHeader('Refresh', String(refresh_seconds));
}

export function FollowLinks({ locale, path, live }: { locale: Locale; path: string; live: boolean }): Html {
  const say = doctorWords(locale);
  return html`${Actions({
    children: live
      ? LinkButton({ label: say.stop, href: path })
      : [
          LinkButton({ label: say.follow, href: `${path}?live=yes`, tone: 'primary' }),
          LinkButton({ label: say.refresh, href: path, tone: 'quiet' }),
        ],
  })}
  ${live ? html`<p role="status">${say.following}</p>` : null}`;
}

import { allowFormTargets, type PageAnswer } from '@onecampus/http';
import { Button, Form, html, islands, type Locale, PageHeader } from '@onecampus/pages';
import { frontWords } from '../../own-front/front-words.ts';

type Response = Parameters<typeof allowFormTargets>[0];

/** A form that takes a message to a service by itself; without scripts, by the press of its button. */
export function sendOn(
  response: Response,
  locale: Locale,
  shown: {
    readonly to: string;
    readonly service: string;
    readonly fields: Readonly<Record<string, string | undefined>>;
    /** After a sign-out, not a sign-in. */
    readonly signedOut?: boolean;
  },
): PageAnswer {
  const say = frontWords(locale);
  allowFormTargets(response, new URL(shown.to).origin);
  const title = shown.signedOut ? say.goOnSignOutTitle : say.goOnTitle(shown.service);
  return {
    title,
    screen: 'card',
    scripts: [islands.sendForm],
    body: html`
      ${PageHeader({ title, lead: shown.signedOut ? say.goOnSignOutText(shown.service) : say.goOnText })}
      ${Form({ action: shown.to, hidden: shown.fields, children: Button({ label: say.goOn, full: true }) })}
    `,
  };
}

import { page } from '@onecampus/http';
import { Alert, html, PageHeader } from '@onecampus/pages';
import type { App, Context } from '../context.ts';
import { resetPinAtDesk } from '../use-cases/reset-pin-at-desk.ts';
import { frame } from './frame.ts';
import { librarian, operatorOf } from './librarian.ts';
import { readerParams } from './reader.ts';
import { pinWords } from './words/pin-words.ts';

/** The answer to the button is the only page that shows the PIN: it stands in no address and is kept by nobody. */
export function resetPinPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/readers/:personId/pin',
    visitor: librarian(context),
    params: readerParams,
    handle: async ({ visitor, params, locale }) => {
      const { pin } = await resetPinAtDesk(context, { by: operatorOf(visitor), personId: params.personId });
      const words = pinWords(locale);
      const back = `/readers/${params.personId}`;
      return {
        ...frame(visitor, locale, undefined),
        title: words.resetDone,
        stateTone: 'ok',
        body: html`
          ${PageHeader({ title: words.resetDone, back: { href: back, label: words.toReader } })}
          ${Alert({ tone: 'ok', title: words.resetDone, text: words.resetDoneText, children: html`<p class="stat-value">${pin}</p>` })}
        `,
      };
    },
  });
}

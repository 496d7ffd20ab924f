import {
  Actions,
  Alert,
  Button,
  Card,
  CheckboxField,
  Form,
  formatDateTime,
  html,
  type Locale,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { askToClose, closingOf, cooling_days, keepAccount } from '../../../use-cases/close-account.ts';
import { accountPage } from '../account-page.ts';
import { closeWords } from './close-words.ts';

const path = '/account/close';

/** `/account/close`: closing one's own account, after a time to think, and keeping it after all. */
export function closePages(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path,
    section: 'overview',
    stepUp: true,
    query: z.object({ kept: z.literal('yes').optional() }),
    handle: async ({ visitor, locale, query: { kept } }) =>
      view(locale, { closing: await closingOf(context.db, visitor), kept: kept === 'yes' }),
  });

  accountPage(app, context, {
    method: 'post',
    path,
    section: 'overview',
    stepUp: true,
    form: z.strictObject({ sure: z.literal('yes').optional() }),
    handle: async ({ visitor, locale, form: { sure } }) => {
      if (sure === undefined) return { ...view(locale, { missing: true }), status: 422 };
      await askToClose(context.db, visitor);
      return { redirect: path };
    },
  });

  // Keeping it asks for nothing: it is what the owner does who did not ask to close it.
  accountPage(app, context, {
    method: 'post',
    path: `${path}/keep`,
    section: 'overview',
    form: z.strictObject({}),
    handle: async ({ visitor }) => {
      await keepAccount(context.db, visitor);
      return { redirect: '/account?kept=yes' };
    },
  });
}

function view(locale: Locale, state: { closing?: Date | undefined; kept?: boolean; missing?: boolean }) {
  const say = closeWords(locale);
  const header = PageHeader({ title: say.title, lead: say.lead, back: { href: '/account', label: say.back } });
  if (state.closing) return { title: say.title, body: html`${header}${closingAlert(locale, state.closing)}` };
  return {
    title: say.title,
    body: html`
      ${header}
      ${Stack({
        children: [
          state.kept ? Alert({ tone: 'ok', title: say.kept }) : null,
          Card({ title: say.happens, children: html`<ul><li>${say.now}</li><li>${say.later(cooling_days)}</li></ul>` }),
          Card({
            title: say.stays,
            children: html`<ul>${[say.staysRecords, say.staysServices, say.staysReturn, say.staysErase].map((one) => html`<li>${one}</li>`)}</ul>`,
          }),
          Form({
            action: path,
            children: html`
          ${CheckboxField({ label: say.sure, name: 'sure', error: state.missing ? say.sureMissing : undefined, required: true })}
          ${Actions({ children: Button({ label: say.submit, tone: 'danger' }) })}`,
          }),
        ],
      })}`,
  };
}

/** When it closes, and the way to keep it; on each page that tells where somebody stands. */
export function closingAlert(locale: Locale, closing: Date) {
  const say = closeWords(locale);
  return Alert({
    tone: 'warn',
    title: say.asked(formatDateTime(locale, closing, 'Asia/Tomsk')),
    text: say.askedText,
    children: Form({ action: `${path}/keep`, children: Button({ label: say.keep }) }),
  });
}

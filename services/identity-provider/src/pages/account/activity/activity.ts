import { EmptyState, formatDateTime, html, type Locale, PageHeader, Table } from '@onecampus/pages';
import type { App, Context } from '../../../context.ts';
import { noticeWords } from '../../../notices/notice-words.ts';
import { type ActivityEntry, listActivity } from '../../../use-cases/list-activity.ts';
import { accountPage } from '../account-page.ts';
import { deviceDetail, deviceTitle, methodWords } from '../device-words.ts';
import { activityWords } from './activity-words.ts';

/** `/account/activity`: what happened to one's own account. */
export function activityPage(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path: '/account/activity',
    section: 'activity',
    handle: async ({ visitor, locale }) => {
      const say = activityWords(locale);
      const entries = await listActivity(context.db, visitor);
      const rows = await Promise.all(
        entries.map(async (entry) => ({
          ...(await rowOf(context, locale, entry)),
          when: formatDateTime(locale, entry.at, 'Asia/Tomsk'),
        })),
      );
      return {
        title: say.title,
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead })}
          ${
            rows.length === 0
              ? EmptyState({ title: say.none })
              : Table({
                  caption: say.caption,
                  captionHidden: true,
                  columns: [
                    { key: 'what', label: say.what, heading: true },
                    { key: 'details', label: say.details },
                    { key: 'when', label: say.when },
                  ],
                  rows,
                })
          }`,
      };
    },
  });
}

async function rowOf(
  context: Context,
  locale: Locale,
  entry: ActivityEntry,
): Promise<{ what: string; details: string }> {
  const say = activityWords(locale);
  switch (entry.kind) {
    case 'sign-in': {
      const client = entry.clientId === null ? undefined : await context.clients.find(entry.clientId);
      const details = [
        deviceTitle(locale, entry.device),
        deviceDetail(locale, entry.device, entry.publicComputer),
        methodWords(locale, entry.methods),
      ];
      return {
        what: client ? say.signInTo(locale === 'ru' ? client.nameRu : client.name) : say.signIn,
        details: details.filter(Boolean).join(' · '),
      };
    }
    case 'end':
      return { what: endWords(locale, entry.because), details: deviceTitle(locale, entry.device) };
    case 'change': {
      const { title, text } = noticeWords(locale, entry.notice, entry.details);
      return { what: title, details: text };
    }
  }
}

function endWords(locale: Locale, because: Extract<ActivityEntry, { kind: 'end' }>['because']): string {
  const say = activityWords(locale);
  switch (because) {
    case 'sign-out':
      return say.signOut;
    case 'ended-by-person':
      return say.byPerson;
    case 'ended-by-administrator':
      return say.byAdministrator;
    case 'locked':
      return say.locked;
    case 'password-changed':
      return say.password;
    case 'expired':
      return say.expired;
    case 'last-affiliation':
      return say.affiliation;
    case 'card-stolen':
      return say.card;
    case 'another-account':
      return say.another;
    default:
      return say.other;
  }
}

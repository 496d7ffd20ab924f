import {
  Alert,
  Button,
  Card,
  defineCatalogue,
  EmptyState,
  Form,
  formatDateTime,
  html,
  PageHeader,
  Table,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { noticeWords } from '../../../notices/notice-words.ts';
import { abortOwnRecovery, ownRecovery } from '../../../use-cases/abort-recovery.ts';
import { listNotices } from '../../../use-cases/list-notices.ts';
import { accountPage } from '../account-page.ts';

const words = defineCatalogue({
  ru: {
    title: 'Уведомления',
    lead: 'Что происходило с вашей учётной записью. О том же мы пишем на ваши адреса почты.',
    recovery: 'Идёт восстановление доступа к вашей учётной записи',
    recoveryText:
      'Кто-то пришёл с документом и попросил восстановить доступ. Если это не вы, остановите восстановление.',
    stop: 'Это не я, остановить',
    when: 'Когда',
    what: 'Что произошло',
    details: 'Подробности',
    caption: 'Уведомления, последние сверху',
    none: 'Пока ничего не происходило',
    noneText: 'Здесь появится всё важное: новый пароль, вход с нового устройства, изменение адреса.',
  },
  en: {
    title: 'Notices',
    lead: 'What happened to your account. We write the same to your e-mail addresses.',
    recovery: 'A recovery of your account goes on',
    recoveryText: 'Somebody came with a document and asked to recover access. If that was not you, stop it.',
    stop: 'That is not me: stop it',
    when: 'When',
    what: 'What happened',
    details: 'Details',
    caption: 'Notices, the latest first',
    none: 'Nothing has happened yet',
    noneText: 'Everything that matters will be here: a new password, a new device, another address.',
  },
});

/** `/account/notices`: everything that people are told of, for those who have no mail and those who want to look again. */
export function noticesPage(app: App, context: Context): void {
  const stopping = { db: context.db, clock: context.clock, kek: context.config.keyEncryptionKey };
  accountPage(app, context, {
    method: 'get',
    path: '/account/notices',
    section: 'notices',
    handle: async ({ visitor, locale }) => {
      const say = words(locale);
      const notices = await listNotices(context, visitor.accountPersonId);
      const recovery = await ownRecovery(stopping, visitor.accountPersonId);
      return {
        title: say.title,
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead })}
          ${
            recovery
              ? Alert({
                  tone: 'error',
                  title: say.recovery,
                  text: say.recoveryText,
                  children: Form({
                    action: '/account/notices/stop-recovery',
                    children: Button({ label: say.stop, tone: 'danger' }),
                  }),
                })
              : null
          }
          ${
            notices.length === 0
              ? EmptyState({ title: say.none, text: say.noneText })
              : Card({
                  flush: true,
                  children: Table({
                    caption: say.caption,
                    captionHidden: true,
                    columns: [
                      { key: 'what', label: say.what, heading: true },
                      { key: 'details', label: say.details },
                      { key: 'when', label: say.when },
                    ],
                    rows: notices.map(({ kind, details, happenedAt }) => {
                      const { title, text } = noticeWords(locale, kind, details);
                      return { what: title, details: text, when: formatDateTime(locale, happenedAt, 'Asia/Tomsk') };
                    }),
                  }),
                })
          }`,
      };
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: '/account/notices/stop-recovery',
    section: 'notices',
    form: z.strictObject({}),
    handle: async ({ visitor }) => {
      await abortOwnRecovery(stopping, visitor.accountPersonId);
      return { redirect: '/account/notices' };
    },
  });
}

import { isDomainError } from '@onecampus/errors';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { mailGoes } from '../../../mail/mail-goes.ts';
import type { AtDesk, Desk } from '../../../recovery/desk.ts';
import { inCyrillic } from '../../../rules/activation-code.ts';
import { recoveryDocuments } from '../../../rules/recovery-state.ts';
import { approveRecovery } from '../../../use-cases/approve-recovery.ts';
import { issueRecoveryCode } from '../../../use-cases/issue-recovery-code.ts';
import { listRecoveries, showRecovery } from '../../../use-cases/list-recoveries.ts';
import { findRecoverable, openRecovery } from '../../../use-cases/open-recovery.ts';
import { refuseRecovery } from '../../../use-cases/refuse-recovery.ts';
import { consolePath } from '../console-frame.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { type RecoveriesView, recoveriesView, recoveryView } from './recoveries-view.ts';
import { deskWords } from './recovery-words.ts';

const section = 'recoveries' as const;
const params = { id: z.uuid() };
const empty = z.strictObject({});

/** `/console/:university/recoveries`: access given back in person, by two members of staff and a day's patience. */
export function recoveryPages(app: App, context: Context): void {
  const { clock, config, db } = context;
  const { issuer, keyEncryptionKey: kek, recoveryHours: hours } = config;
  const desk: Desk = { db, kek, clock, issuer, hours };
  const pathOf = ({ university }: Seen) => `${consolePath(university)}/recoveries`;

  const list = async (seen: Seen, change: Partial<RecoveriesView> = {}) =>
    recoveriesView({
      locale: seen.locale,
      path: pathOf(seen),
      timeZone: seen.university.timeZone,
      now: clock.now(),
      listed: await listRecoveries(context, seen.university.id),
      ...change,
    });
  const show = async (seen: Seen, id: string, change: Partial<Parameters<typeof recoveryView>[0]> = {}) =>
    recoveryView({
      locale: seen.locale,
      path: pathOf(seen),
      timeZone: seen.university.timeZone,
      now: clock.now(),
      recovery: await showRecovery(context, seen.university.id, id),
      mailGoes: mailGoes(config.mail),
      issuer,
      ...change,
    });

  consolePage(app, context, {
    method: 'get',
    path: '/recoveries',
    section,
    query: z.object({ who: z.string().max(256).optional() }),
    handle: async ({ seen, query: { who } }) => {
      if (who === undefined || who.trim() === '') return list(seen);
      const found = await findRecoverable(desk, atDesk(seen), who);
      return list(seen, found ? { asked: who, found } : { asked: who, fault: deskWords(seen.locale).notFound });
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/recoveries',
    section,
    stepUp: true,
    form: z.strictObject({ person: z.uuid(), document: z.enum(recoveryDocuments).optional() }),
    handle: async ({ seen, form }) => {
      const { document } = form;
      if (document === undefined) return list(seen, { fault: deskWords(seen.locale).chooseDocument, status: 422 });
      try {
        const id = await openRecovery(desk, atDesk(seen), { personId: form.person, document });
        return { redirect: `${pathOf(seen)}/${id}` };
      } catch (error) {
        return list(seen, faultOf(seen.locale, error));
      }
    },
  });

  consolePage(app, context, {
    method: 'get',
    path: '/recoveries/:id',
    section,
    params,
    handle: ({ seen, params: { id } }) => show(seen, id),
  });

  for (const [name, act] of [
    ['approve', approveRecovery],
    ['refuse', refuseRecovery],
  ] as const) {
    consolePage(app, context, {
      method: 'post',
      path: `/recoveries/:id/${name}`,
      section,
      stepUp: true,
      params,
      form: empty,
      handle: async ({ seen, params: { id } }) => {
        try {
          await act(desk, atDesk(seen), id);
          return { redirect: `${pathOf(seen)}/${id}` };
        } catch (error) {
          return show(seen, id, faultOf(seen.locale, error));
        }
      },
    });
  }

  consolePage(app, context, {
    method: 'post',
    path: '/recoveries/:id/code',
    section,
    stepUp: true,
    params,
    form: z.strictObject({ way: z.enum(['shown', 'mail']) }),
    handle: async ({ seen, params: { id }, form }) => {
      try {
        const code = await issueRecoveryCode(desk, atDesk(seen), { id, way: form.way });
        return show(
          seen,
          id,
          code === undefined ? { sent: true } : { code: { latin: code, cyrillic: inCyrillic(code) } },
        );
      } catch (error) {
        return show(seen, id, faultOf(seen.locale, error));
      }
    },
  });
}

function atDesk({ visitor, university }: Seen): AtDesk {
  const isAdministrator = visitor.roles.some(
    (one) => one.universityId === university.id && one.role === 'administrator',
  );
  return { personId: visitor.personId, university, isAdministrator };
}

/** What staff are told on the same page; everything else is none of theirs. */
function faultOf(locale: Locale, error: unknown): { fault: string; status: number } {
  const say = deskWords(locale);
  if (!isDomainError(error)) throw error;
  switch (error.code) {
    case 'recovery.second_pair_of_eyes':
      return { fault: say.secondEyes, status: 403 };
    case 'staff.role_missing':
      return { fault: say.administrator, status: 403 };
    case 'recovery.asked_already':
      return { fault: say.already, status: 409 };
    case 'recovery.not_open':
      return { fault: say.notOpen, status: 409 };
    case 'recovery.elsewhere':
      return { fault: say.elsewhere, status: 409 };
    case 'recovery.serves_elsewhere':
      return { fault: say.servesElsewhere, status: 409 };
    case 'recovery.too_early':
      return { fault: say.early, status: 409 };
    case 'recovery.decided':
      return { fault: say.decided, status: 409 };
    case 'account.unknown':
      return { fault: say.noAccount, status: 409 };
    default:
      throw error;
  }
}

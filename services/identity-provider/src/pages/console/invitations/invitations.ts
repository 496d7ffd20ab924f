import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { mailGoes } from '../../../mail/mail-goes.ts';
import { invitees_max, invitePeople } from '../../../use-cases/invite-people.ts';
import { listInvitations } from '../../../use-cases/list-invitations.ts';
import { revokeInvitation } from '../../../use-cases/revoke-invitation.ts';
import { consolePath } from '../console-frame.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { invitationWords } from './invitation-words.ts';
import { type InvitationsView, invitationsView } from './invitations-view.ts';
import { sheetView } from './sheet-view.ts';

const section = 'invitations' as const;
const inviteForm = z.strictObject({
  who: z.enum(['list', 'everybody']).default('list'),
  people: z.string().max(40_000).default(''),
  way: z.enum(['mail', 'print']).default('print'),
});

/** `/console/:university/invitations`: newcomers of the university get their way in. */
export function invitationPages(app: App, context: Context): void {
  const { config, clock } = context;
  const goes = mailGoes(config.mail);
  const show = async ({ university, locale }: Seen, change: Partial<InvitationsView> = {}) =>
    invitationsView({
      locale,
      path: `${consolePath(university)}/invitations`,
      timeZone: university.timeZone,
      now: clock.now(),
      listed: await listInvitations(context, university.id),
      mailGoes: goes,
      form: { who: 'list', people: '', way: goes ? 'mail' : 'print' },
      ...change,
    });

  consolePage(app, context, {
    method: 'get',
    path: '/invitations',
    section,
    handle: ({ seen }) => show(seen),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/invitations',
    section,
    stepUp: true,
    form: inviteForm,
    handle: async ({ seen, form }) => {
      const { by, locale, university } = seen;
      const say = invitationWords(locale);
      const people = form.people
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter(Boolean);
      const way = goes ? form.way : 'print';
      if (form.who === 'list' && people.length === 0) return show(seen, { form, error: say.missing });
      if (form.who === 'list' && people.length > invitees_max) return show(seen, { form, error: say.tooMany });
      const inviting = { db: context.db, kek: config.keyEncryptionKey, clock, issuer: config.issuer };
      const asked = form.who === 'everybody' ? 'everybody' : people;
      const results = await invitePeople(inviting, { by, university, way, people: asked });
      if (way === 'mail' || !results.some(({ outcome }) => outcome === 'invited')) return show(seen, { results });
      const path = `${consolePath(university)}/invitations`;
      return sheetView({ locale, path, issuer: config.issuer, timeZone: university.timeZone, results });
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/invitations/revoke',
    section,
    stepUp: true,
    form: z.strictObject({ id: z.uuid() }),
    handle: async ({ seen: { by, university }, form }) => {
      await revokeInvitation(context, { by, universityId: university.id, id: form.id });
      return { redirect: `${consolePath(university)}/invitations` };
    },
  });
}

import { repeat } from '@onecampus/runtime';
import type { Context } from '../context.ts';
import type { Feature } from '../feature.ts';
import { openTransport } from '../mail/transport.ts';
import { noticesPage } from '../pages/account/notices/notices.ts';
import { invitationPages } from '../pages/console/invitations/invitations.ts';
import { recoveryPages } from '../pages/console/recoveries/recoveries.ts';
import { addressPages } from '../pages/email/addresses.ts';
import { newcomerPages } from '../pages/invitation/invitation.ts';
import { forgottenPages } from '../pages/recovery/forgotten.ts';
import { recoverPages } from '../pages/recovery/recover.ts';
import { invitePeopleRoute } from '../routes/invite-people.ts';
import { answerPasswordRequests } from '../use-cases/answer-password-requests.ts';
import { sendMails } from '../use-cases/send-mails.ts';
import { sweepLetters } from '../use-cases/sweep-letters.ts';

const send_mails_every_ms = 1_000;
const sweep_every_ms = 10 * 60_000;

/** How people come in for the first time, and back in when they have lost the way; and what they are told. */
export const newcomersFeature: Feature = {
  name: 'newcomers',
  addTo: (app, context) => {
    noticesPage(app, context);
    addressPages(app, context);
    forgottenPages(app, context);
    recoverPages(app, context);
    newcomerPages(app, context);
    invitationPages(app, context);
    recoveryPages(app, context);
    invitePeopleRoute(app, context);
  },
  jobs: (context) => [
    repeat('send-mails', send_mails_every_ms, context.log, async (stopping) => {
      await answerPasswordRequests({
        ...mailSending(context),
        clock: context.clock,
        universities: context.universities,
      });
      await sendMails(mailSending(context), stopping);
    }),
    repeat('sweep-letters', sweep_every_ms, context.log, () => sweepLetters(context, context.clock.now())),
  ],
};

function mailSending({ db, config, log }: Context) {
  return {
    db,
    kek: config.keyEncryptionKey,
    log,
    openTransport: () => openTransport(config.mail),
    issuer: config.issuer,
  };
}

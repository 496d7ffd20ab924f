import { repeat } from '@onecampus/runtime';
import type { Feature } from '../feature.ts';
import { confirmationPages } from '../pages/account/security/confirmation.ts';
import { securityOverviewPage } from '../pages/account/security/overview.ts';
import { passkeyAccountPages } from '../pages/account/security/passkeys.ts';
import { passwordAccountPages } from '../pages/account/security/password.ts';
import { recoveryCodePages } from '../pages/account/security/recovery-codes.ts';
import { totpAccountPages } from '../pages/account/security/totp.ts';
import { againPage } from '../pages/sign-in/again.ts';
import { importPasswordsRoute } from '../routes/import-passwords.ts';
import { known_browser_idle_days } from '../sign-in/known-browser.ts';
import { deleteIdleBrowsers } from '../store/known-browsers.ts';

const forget_browsers_every_ms = 60 * 60_000;
const slice = 5_000;

/** What people prove themselves with, and how they look after it. */
export const factorsFeature: Feature = {
  name: 'factors',
  addTo: (app, context) => {
    againPage(app, context);
    securityOverviewPage(app, context);
    passkeyAccountPages(app, context);
    totpAccountPages(app, context);
    confirmationPages(app, context);
    recoveryCodePages(app, context);
    passwordAccountPages(app, context);
    importPasswordsRoute(app, context);
  },
  jobs: ({ db, log }) => [
    repeat('forget-idle-browsers', forget_browsers_every_ms, log, async () => {
      await deleteIdleBrowsers(db, known_browser_idle_days, slice);
    }),
  ],
};

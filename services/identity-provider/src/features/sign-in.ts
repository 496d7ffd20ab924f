import type { Feature } from '../feature.ts';
import { homePage } from '../pages/home.ts';
import { signInPages } from '../pages/sign-in/sign-in.ts';
import { setAccountStateRoute } from '../routes/set-account-state.ts';
import { setPasswordRoute } from '../routes/set-password.ts';
import { refusedSignIns } from '../sign-in/waiting-room.ts';

/** Who are you? */
export const signInFeature: Feature = {
  name: 'sign-in',
  addTo: (app, context) => {
    homePage(app, context);
    signInPages(app, context);
    setPasswordRoute(app, context);
    setAccountStateRoute(app, context);
  },
  // Answers that are held back go before the service does.
  jobs: (context) => [{ stop: async () => refusedSignIns(context).release() }],
};

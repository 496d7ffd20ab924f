import { repeat } from '@onecampus/runtime';
import type { Feature } from '../feature.ts';
import { clientDoctorPage } from '../pages/console/clients/doctor.ts';
import { testSignInPage } from '../pages/console/clients/test-sign-in.ts';
import { dropOldTraces } from '../use-cases/drop-old-traces.ts';

const drop_traces_every_ms = 10 * 60_000;

/** Why a sign-in to an application fails. */
export const doctorFeature: Feature = {
  name: 'doctor',
  addTo: (app, context) => {
    clientDoctorPage(app, context);
    testSignInPage(app, context);
  },
  jobs: (context) => [
    repeat('drop-old-traces', drop_traces_every_ms, context.log, () => dropOldTraces(context, context.clock.now())),
  ],
};

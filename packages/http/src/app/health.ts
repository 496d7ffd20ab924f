import express, { type Router } from 'express';

export interface HealthChecks {
  /** Resolves if the service can do its work now; throws what is missing otherwise. */
  ready(): Promise<void>;
  /** True from SIGTERM on: balancers send nothing new while the requests in hand are finished. */
  draining(): boolean;
}

const check_timeout_ms = 2_000;

/** `/livez`: the process turns. `/readyz`: it can work. Neither says more than that to whoever asks. */
export function health(checks: HealthChecks): Router {
  const router = express.Router();
  router.get('/livez', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'live' });
  });
  router.get('/readyz', async (_request, response) => {
    response.set('Cache-Control', 'no-store');
    if (checks.draining()) {
      response.status(503).json({ status: 'draining' });
      return;
    }
    try {
      await Promise.race([checks.ready(), overdue()]);
      response.json({ status: 'ready' });
    } catch {
      response.status(503).set('Retry-After', '1').json({ status: 'not ready' });
    }
  });
  return router;
}

function overdue(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error('readiness check took too long')), check_timeout_ms).unref(),
  );
}

import { type Serving, serve } from '@onecampus/http';
import type { RunningService } from '@onecampus/runtime';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { type ContextOptions, openContext } from './context.ts';
import { startJobs } from './jobs.ts';

/** Starts the service in this process; tests start several of them. */
export async function startIdentityProvider(
  config: Config,
  options: ContextOptions = {},
): Promise<RunningService & { readonly serving: Serving }> {
  const context = await openContext(config, options);
  const { host, port, metricsPort, drain_notice_ms } = config;
  const metricsPlace = metricsPort === undefined ? {} : { metricsPort };
  const serving = await serve(
    { host, port, ...metricsPlace, log: context.log, metrics: context.metrics, drain_notice_ms },
    (draining) => buildApp(context, draining),
  );
  const jobs = startJobs(context);
  return {
    log: context.log,
    serving,
    stop: async () => {
      await Promise.all([serving.stop(), ...jobs.map((job) => job.stop())]);
      await context.close();
    },
  };
}

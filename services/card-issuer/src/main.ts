import { serve } from '@onecampus/http';
import { processEnvironment, runService } from '@onecampus/runtime';
import { buildApp } from './app.ts';
import { cardIssuerConfig } from './config.ts';
import { openContext } from './context.ts';
import { startJobs } from './jobs.ts';
import { openSip2Door } from './sip2/open-sip2-door.ts';

await runService(async () => {
  const config = cardIssuerConfig(processEnvironment());
  const context = openContext(config);
  const serving = await serve(
    {
      host: config.CAMPUS_HOST,
      port: config.CAMPUS_PORT,
      ...(config.CAMPUS_METRICS_PORT === undefined ? {} : { metricsPort: config.CAMPUS_METRICS_PORT }),
      log: context.log,
      metrics: context.metrics,
      drain_notice_ms: config.CAMPUS_DRAIN_NOTICE_MS,
    },
    (draining) => buildApp(context, draining),
  );
  const machines = await openSip2Door(context);
  const jobs = startJobs(context);
  return {
    log: context.log,
    stop: async () => {
      await Promise.all([serving.stop(), machines?.stop()]);
      await Promise.all(jobs.map((job) => job.stop()));
      await context.close();
    },
  };
});

import { serve } from '@onecampus/http';
import { processEnvironment, runService } from '@onecampus/runtime';
import { buildApp } from './app.ts';
import { registrarConfig } from './config.ts';
import { openContext } from './context.ts';
import { startJobs } from './jobs.ts';

/** A roll of a million people over a slow line. */
const upload_timeout_ms = 3_600_000;

await runService(async () => {
  const config = registrarConfig(processEnvironment());
  const context = openContext(config);
  const serving = await serve(
    {
      host: config.CAMPUS_HOST,
      port: config.CAMPUS_PORT,
      ...(config.CAMPUS_METRICS_PORT === undefined ? {} : { metricsPort: config.CAMPUS_METRICS_PORT }),
      log: context.log,
      metrics: context.metrics,
      drain_notice_ms: config.CAMPUS_DRAIN_NOTICE_MS,
      request_timeout_ms: upload_timeout_ms,
    },
    (draining) => buildApp(context, draining),
  );
  const jobs = startJobs(context);
  return {
    log: context.log,
    stop: async () => {
      await serving.stop();
      await jobs.stop();
      await context.close();
    },
  };
});

import { serve } from '@onecampus/http';
import { processEnvironment, runService } from '@onecampus/runtime';
import { buildApp } from './app.ts';
import { readAccessCheckerConfig } from './config.ts';
import { createContext } from './context.ts';

await runService(async () => {
  const config = readAccessCheckerConfig(processEnvironment());
  const context = createContext(config);
  const { host, port, metricsPort, drain_notice_ms } = config;
  const serving = await serve(
    {
      host,
      port,
      ...(metricsPort === undefined ? {} : { metricsPort }),
      log: context.log,
      metrics: context.metrics,
      drain_notice_ms,
    },
    (draining) => buildApp(context, draining),
  );
  return {
    log: context.log,
    stop: async () => {
      await serving.stop();
      await context.close();
    },
  };
});

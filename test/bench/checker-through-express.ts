import { buildExpressApp } from '@onecampus/access-checker/app';
import { readAccessCheckerConfig } from '@onecampus/access-checker/config';
import { createContext } from '@onecampus/access-checker/context';
import { serve } from '@onecampus/http';

/** The access checker as it would be if express saw every evaluation, for the sake of comparison. */
const config = readAccessCheckerConfig(process.env);
const context = createContext(config);
const { host, port, metricsPort = 0 } = config;
await serve({ host, port, metricsPort, log: context.log, metrics: context.metrics }, (draining) =>
  buildExpressApp(context, draining),
);
process.on('SIGTERM', () => process.exit(0));

import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { redactedPaths } from './redaction.ts';
import { requestScope } from './request-scope.ts';

export type Logger = PinoLogger;

/** JSON lines on standard output; each line of a request carries its id, and no line carries a secret. */
export function createLogger(options: { service: string; level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redactedPaths, censor: '[redacted]' },
      mixin: () => {
        const scope = requestScope.getStore();
        return scope ? { requestId: scope.requestId } : {};
      },
    },
    options.destination ?? pino.destination({ sync: false }),
  );
}

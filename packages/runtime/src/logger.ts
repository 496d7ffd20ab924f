import { type DestinationStream, type Logger as PinoLogger, pino, stdSerializers } from 'pino';
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
      serializers: { err: describeError },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      mixin: () => {
        const scope = requestScope.getStore();
        return scope ? { requestId: scope.requestId } : {};
      },
    },
    options.destination ?? pino.destination({ sync: false }),
  );
}

/** An error's `code` tells what went wrong and must not fall to the redaction of authorization codes. */
function describeError(error: Error): object {
  const { code, ...rest } = stdSerializers.err(error) as Record<string, unknown>;
  return code === undefined ? rest : { ...rest, errorCode: code };
}

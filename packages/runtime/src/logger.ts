import { type DestinationStream, type Logger as PinoLogger, pino, stdSerializers } from 'pino';
import { withoutSecrets } from './redaction.ts';
import { requestScope } from './request-scope.ts';

export type Logger = PinoLogger;

/** Lines are written together where many come at once, a moment later at most, and at the latest when the process ends. */
const standardOutput = { sync: false, minLength: 8_192, periodicFlush: 100 } as const;

/** JSON lines on standard output; each line of a request carries its id, and no line carries a secret. */
export function createLogger(options: { service: string; level: string; destination?: DestinationStream }): Logger {
  const logger = pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      formatters: { log: (line) => withoutSecrets(line) as Record<string, unknown> },
      mixin: () => {
        const scope = requestScope.getStore();
        return scope ? { requestId: scope.requestId } : {};
      },
    },
    options.destination ?? pino.destination(standardOutput),
  );
  // What a child carries into each of its lines passes no formatter.
  const plainChild = logger.child;
  logger.child = function child(this: Logger, bindings: object, ...rest: unknown[]) {
    return plainChild.call(this, withoutSecrets(bindings) as never, ...(rest as []));
  } as Logger['child'];
  return logger;
}

/** An error's `code` tells what went wrong and must not fall to the redaction of authorization codes. */
function describeError(error: Error): object {
  const { code, ...rest } = stdSerializers.err(error) as Record<string, unknown>;
  return withoutSecrets(code === undefined ? rest : { ...rest, errorCode: code }) as object;
}

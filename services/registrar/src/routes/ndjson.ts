import { asDomainError } from '@onecampus/database';
import { isDomainError } from '@onecampus/errors';
import { problemOf } from '@onecampus/http';

interface Answer {
  readonly headersSent: boolean;
  readonly locals: Record<string, unknown>;
  status(code: number): Answer;
  setHeader(name: string, value: string): unknown;
  write(text: string): boolean;
  end(): unknown;
}

export interface NdjsonAnswer {
  progress(line: object): void;
  done(line: object): void;
  /** True where the refusal was written as the last line; false where nothing was sent yet, so that it can be an ordinary answer. */
  refused(error: unknown): boolean;
}

/**
 * An answer that grows line by line while the work goes on (application/x-ndjson). Its status is sent with the first line,
 * so what is refused after that is told in the last one: `{"phase":"refused","problem":{…}}`.
 */
export function ndjson(response: Answer, log: { error(fields: object, text: string): void }): NdjsonAnswer {
  const line = (content: object) => {
    if (!response.headersSent) {
      response.status(200).setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
      response.setHeader('X-Accel-Buffering', 'no');
    }
    response.write(`${JSON.stringify(content)}\n`);
  };
  return {
    progress: line,
    done: (content) => {
      line(content);
      response.end();
    },
    refused: (thrown) => {
      if (!response.headersSent) return false;
      const error = isDomainError(thrown) ? thrown : asDomainError(thrown);
      if (error.kind === 'internal') log.error({ err: thrown }, 'an import failed');
      line({ phase: 'refused', problem: problemOf(error, String(response.locals['requestId'])) });
      response.end();
      return true;
    },
  };
}

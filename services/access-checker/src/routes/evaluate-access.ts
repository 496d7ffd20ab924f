import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, isDomainError } from '@onecampus/errors';
import { problemOf, statusOf } from '@onecampus/http';
import { uuidv7 } from '@onecampus/runtime';
import type { Context } from '../context.ts';
import { parseEvaluation } from '../rules/parse-evaluation.ts';
import { evaluateAccess } from '../use-cases/evaluate-access.ts';
import { readJsonBody } from './read-json-body.ts';

export const evaluationPath = '/access/v1/evaluation';

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * AuthZEN Authorization API 1.0 §10.1.1. It speaks node:http and not express, because a gate asks it at every step of
 * everybody: the same listener stands in front of the application and, for whoever runs the application alone, inside it.
 */
export function evaluationListener(context: Context): Listener {
  const { authenticateCaller, clock, log } = context;
  const seconds = context.metrics.histogram('access_evaluation_seconds', 'Time to answer an evaluation', ['status']);
  const decisions = context.metrics.counter('access_decisions_total', 'Decisions by reason', ['reason']);

  return async (request, response) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(request);
    try {
      const authenticating = authenticateCaller(request);
      const caller = authenticating instanceof Promise ? await authenticating : authenticating;
      const parsed = parseEvaluation(await readJsonBody(request));
      if (!parsed.ok) {
        throw new DomainError('request.malformed', 'The evaluation request does not have the expected form.', {
          details: { errors: parsed.errors },
        });
      }
      const now = clock.now();
      const answer = evaluateAccess(context, caller, parsed.request, now, requestId);
      if (caller.kind === 'terminal') context.seen.mark(caller.terminal.id, now);
      decisions.inc({ reason: answer.context.reason_code });
      send(response, requestId, 200, 'application/json', JSON.stringify(answer));
    } catch (error) {
      refuse(response, request, error, requestId);
    }
    seconds.observe({ status: response.statusCode }, (performance.now() - startedAt) / 1_000);
  };

  function refuse(response: ServerResponse, request: IncomingMessage, thrown: unknown, requestId: string): void {
    const error = isDomainError(thrown)
      ? thrown
      : new DomainError('unexpected', 'Something went wrong on our side.', { cause: thrown });
    const status = statusOf(error.kind);
    // Named `refusal`, because a `code` is struck out of every log line.
    const from = { requestId, refusal: error.code, reason: error.message, address: request.socket.remoteAddress };
    if (status >= 500) log.error({ ...from, err: error }, 'evaluation failed');
    else if (status === 401) log.warn(from, 'evaluation refused: nobody we know');
    else log.info(from, 'evaluation refused');
    if (status === 401) {
      response.setHeader(
        'WWW-Authenticate',
        error.code === 'token.missing' ? 'Bearer' : 'Bearer error="invalid_token"',
      );
    }
    if (status === 403) response.setHeader('WWW-Authenticate', 'Bearer error="insufficient_scope"');
    if (status === 503) response.setHeader('Retry-After', String(error.retryAfterSeconds ?? 2));
    // What was not read of the body would be taken for the next request.
    if (!request.complete) response.setHeader('Connection', 'close');
    send(response, requestId, status, 'application/problem+json', JSON.stringify(problemOf(error, requestId)));
  }
}

function send(response: ServerResponse, requestId: string, status: number, type: string, body: string): void {
  const headers = {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'X-Request-ID': requestId,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  response.writeHead(status, headers).end(body);
}

/** The specification wants the caller's id back as it came; one that could not stand in a log gets ours instead. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\x21-\x7e]{1,200}$/.test(given) ? given : uuidv7();
}

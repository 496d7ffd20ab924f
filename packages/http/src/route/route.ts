import type { Locale } from '@onecampus/pages';
import express, { type Express, type Request, type Response } from 'express';
import type { z } from 'zod';
import { localeOf } from '../app/locale.ts';
import { parseInput } from './parse-input.ts';
import { requireJson } from './require-json.ts';

/** A JSON body may be this large unless a route says otherwise. */
const body_bytes_max = 64 * 1_024;

export interface RouteDefinition<Principal, Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  /** One sentence for the API description. */
  readonly summary: string;
  /** Who may call: `bearer(access, 'cards.write')`, a terminal's check, or `nobodyInParticular`. Runs before the body is read. */
  readonly authenticate: (request: Request) => Promise<Principal>;
  /** Schemas; use `z.strictObject`, so that a field nobody knows is a 400. */
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly bodyBytesMax?: number;
  /** Of a success: 200 by default, 204 where `handle` returns nothing. */
  readonly status?: number;
  readonly handle: (input: RouteInput<Principal, Params, Query, Body>) => Promise<unknown>;
}

export interface RouteInput<Principal, Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly principal: Principal;
  readonly params: z.infer<Params>;
  readonly query: z.infer<Query>;
  readonly body: z.infer<Body>;
  readonly locale: Locale;
  readonly request: Request;
  readonly response: Response;
}

/** What is kept of a route for the API description. */
export type DescribedRoute = Pick<
  RouteDefinition<unknown, z.ZodType, z.ZodType, z.ZodType>,
  'method' | 'path' | 'summary' | 'params' | 'query' | 'body' | 'status'
>;

/**
 * Adds one API endpoint: authenticate, read and check the input, call, answer. A handler that answers by itself (a stream)
 * returns `alreadyAnswered`.
 */
export function route<Principal, Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  app: Express,
  definition: RouteDefinition<Principal, Params, Query, Body>,
): void {
  describe(app, definition as unknown as DescribedRoute);
  const limit = definition.bodyBytesMax ?? body_bytes_max;
  const readJson = express.json({ limit, strict: true, type: ['application/json', 'application/*+json'] });

  app[definition.method](definition.path, async (request, response) => {
    const principal = await definition.authenticate(request);
    if (definition.body) {
      requireJson(request);
      await new Promise<void>((resolve, reject) =>
        readJson(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
      );
    }
    const input = {
      principal,
      params: parseInput(definition.params, request.params, 'path'),
      query: parseInput(definition.query, request.query, 'query'),
      body: parseInput(definition.body, request.body, 'body'),
      locale: localeOf(response),
      request,
      response,
    } as RouteInput<Principal, Params, Query, Body>;
    const result = await definition.handle(input);
    if (result === alreadyAnswered) return;
    if (result === undefined) response.status(definition.status ?? 204).end();
    else response.status(definition.status ?? 200).json(result);
  });
}

/** Returned by a handler that has sent its answer itself. */
export const alreadyAnswered = Symbol('alreadyAnswered');

function describe(app: Express, definition: DescribedRoute): void {
  const described = (app.locals['routes'] as DescribedRoute[] | undefined) ?? [];
  app.locals['routes'] = [...described, definition];
}

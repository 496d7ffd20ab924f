import type { Html, Locale, Page } from '@onecampus/pages';
import { renderDocument } from '@onecampus/pages';
import express, { type Express, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { WebOptions } from '../app/create-app.ts';
import { localeOf } from '../app/locale.ts';
import { parseInput } from '../route/parse-input.ts';

const form_bytes_max = 64 * 1_024;
const form_fields_max = 100;

/** What a page handler gives back: a view to be laid out, or where to go next (303). */
export type PageAnswer = PageView | { readonly redirect: string } | { readonly answered: true };

export type PageView = Omit<Page, 'locale' | 'path' | 'service'> & {
  readonly body: Html;
  /** 200 by default; a form that was refused comes back with 422. */
  readonly status?: number;
};

export interface PageDefinition<Visitor, Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType> {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** Who is looking: `staff.signedIn`, or `anybody`. May send the visitor to sign in first. */
  readonly visitor: (request: Request, response: Response) => Promise<Visitor | { readonly redirect: string }>;
  readonly params?: Params;
  readonly query?: Query;
  readonly form?: Form;
  readonly handle: (input: {
    readonly visitor: Visitor;
    readonly params: z.infer<Params>;
    readonly query: z.infer<Query>;
    readonly form: z.infer<Form>;
    readonly locale: Locale;
    readonly request: Request;
    readonly response: Response;
  }) => Promise<PageAnswer>;
}

/** What is kept of a page: who tests all pages of a service finds them here. */
export type DescribedPage = Pick<
  PageDefinition<unknown, z.ZodType, z.ZodType, z.ZodType>,
  'method' | 'path' | 'params' | 'query' | 'form'
>;

/** Adds one page that a person sees, or one form that a person sends. */
export function page<Visitor, Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType>(
  app: Express,
  definition: PageDefinition<Visitor, Params, Query, Form>,
): void {
  const described = (app.locals['pages'] as DescribedPage[] | undefined) ?? [];
  app.locals['pages'] = [...described, definition as unknown as DescribedPage];
  const readForm = express.urlencoded({ extended: false, limit: form_bytes_max, parameterLimit: form_fields_max });
  app[definition.method](definition.path, async (request, response) => {
    const visitor = await definition.visitor(request, response);
    if (isRedirect(visitor)) return void response.redirect(303, visitor.redirect);
    if (definition.form) {
      await new Promise<void>((resolve, reject) =>
        readForm(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
      );
    }
    const answer = await definition.handle({
      visitor: visitor as Visitor,
      params: parseInput(definition.params, request.params, 'path') as z.infer<Params>,
      query: parseInput(definition.query, withoutLanguage(request.query), 'query') as z.infer<Query>,
      form: parseInput(definition.form, request.body, 'body') as z.infer<Form>,
      locale: localeOf(response),
      request,
      response,
    });
    if ('answered' in answer) return;
    if ('redirect' in answer) return void response.redirect(303, answer.redirect);
    sendPage(request, response, answer);
  });
}

/** Lays a view out and sends it; for the places where express or the engine, not `page`, calls us. */
export function sendPage(request: Request, response: Response, view: PageView): void {
  const { service } = response.app.locals['web'] as WebOptions;
  const { status, ...rest } = view;
  // A POST has no address to come back to in another language, so the switch leads to where its form was.
  const path = request.method === 'GET' ? request.originalUrl : (refererPath(request) ?? service.home);
  response
    .status(status ?? 200)
    .type('html')
    .send(renderDocument({ ...rest, locale: localeOf(response), path, service }));
}

export async function anybody(): Promise<undefined> {
  return undefined;
}

function isRedirect(value: unknown): value is { redirect: string } {
  return typeof value === 'object' && value !== null && 'redirect' in value;
}

function withoutLanguage(query: unknown): unknown {
  const { lang: _, ...rest } = query as Record<string, unknown>;
  return rest;
}

function refererPath(request: Request): string | undefined {
  try {
    const url = new URL(request.get('referer') ?? '');
    return url.host === request.host ? url.pathname + url.search : undefined;
  } catch {
    return undefined;
  }
}

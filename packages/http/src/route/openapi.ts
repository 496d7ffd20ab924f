import type { Express } from 'express';
import { z } from 'zod';
import type { DescribedRoute } from './route.ts';

/** Serves `/openapi.json`: OpenAPI 3.1 made of the very schemas that check the requests. */
export function openapi(app: Express, info: { title: string; version: string }): void {
  app.get('/openapi.json', (_request, response) => {
    response.json(describeApi((app.locals['routes'] ?? []) as DescribedRoute[], info));
  });
}

export function describeApi(routes: readonly DescribedRoute[], info: { title: string; version: string }): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of routes) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}');
    const methods = paths[path] ?? {};
    paths[path] = methods;
    methods[one.method] = {
      summary: one.summary,
      parameters: [...parameters(one.params, 'path'), ...parameters(one.query, 'query')],
      ...(one.body
        ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(one.body) } } } }
        : {}),
      responses: {
        [String(one.status ?? 200)]: { description: 'Done' },
        default: { description: 'Refused', content: { 'application/problem+json': {} } },
      },
    };
  }
  return { openapi: '3.1.0', info, paths };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: one,
  }));
}

function jsonSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

import { DomainError } from '@onecampus/errors';
import { anybody, page } from '@onecampus/http';
import { z } from 'zod';
import type { App } from '../context.ts';

/** What every browser and proxy takes as an address. */
const address_length_max = 8_000;

/** As the engine reads it: parameters that come twice are its to refuse. */
const form = z.record(z.string().max(100), z.union([z.string(), z.array(z.string())]));

/**
 * `POST /auth` (OpenID Connect Core §3.1.2.1): an application may let the browser post its request. The browser is sent to
 * the same request by address: it brings its cookies there, which it does not where another site posts to us.
 */
export function postedAuthorizationPage(app: App): void {
  page(app, {
    method: 'post',
    path: '/auth',
    visitor: anybody,
    form,
    handle: async ({ form: asked }) => {
      const query = new URLSearchParams(
        Object.entries(asked).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
      ).toString();
      if (query.length > address_length_max) {
        throw new DomainError('request.too_large', 'The request is too long: push it to /request instead.');
      }
      return { redirect: `/auth?${query}` };
    },
  });
}

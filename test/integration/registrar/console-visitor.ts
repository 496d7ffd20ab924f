import type { University } from '@onecampus/directory';
import request from 'supertest';
import type { Served } from './served.ts';

/** A browser at the console: who looks, whether he has proved just now who he is, and what he opens and sends. */
export interface ConsoleVisitor {
  /** Signs somebody in with roles at a university. */
  is(personId: string, university: University, ...roles: string[]): void;
  /** False: the sign-in is older than a dangerous action allows. */
  proved: boolean;
  get(path: string): request.Test;
  post(path: string, form?: Record<string, string>): request.Test;
}

export function consoleVisitor(served: Served): ConsoleVisitor {
  const visitor: ConsoleVisitor = {
    proved: true,
    is: (personId, university, ...roles) => {
      served.visitor = {
        personId,
        name: 'Надежда Писарева',
        roles: roles.map((role) => ({ role, universityId: university.id })),
      };
    },
    get: (path) => request(served.app).get(path).set('accept', 'text/html').set('accept-language', 'ru'),
    post: (path, form = {}) =>
      request(served.app).post(path).type('form').send(form).set('accept', 'text/html').set('accept-language', 'ru'),
  };
  Object.assign(served.context.staff, {
    signedInRecently: async () => {
      if (!served.visitor) return { redirect: '/sign-in' };
      return visitor.proved ? served.visitor : { redirect: '/sign-in?again=yes' };
    },
  });
  return visitor;
}

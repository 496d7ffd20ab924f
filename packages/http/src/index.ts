export { createApp, type WebOptions } from './app/create-app.ts';
export type { HealthChecks } from './app/health.ts';
export { leanFrame, type PlainHandler } from './app/lean-frame.ts';
export { localeOf } from './app/locale.ts';
export { type Problem, problemOf } from './app/problem.ts';
export { readCookie } from './app/read-cookie.ts';
export { allowFormTargets } from './app/security-headers.ts';
export { statusOf } from './app/status-of.ts';
export {
  anybody,
  type DescribedPage,
  type PageAnswer,
  type PageDefinition,
  type PageView,
  page,
  sendPage,
} from './page/page.ts';
export { type BearerAccess, bearer, bearerToken, type ClientPrincipal, nobodyInParticular } from './route/bearer.ts';
export { openapi } from './route/openapi.ts';
export { parseInput } from './route/parse-input.ts';
export { alreadyAnswered, type RouteDefinition, type RouteInput, route } from './route/route.ts';
export { productionFaults } from './serve/production-faults.ts';
export { type ServeOptions, type Serving, serve } from './serve/serve.ts';
export { localPath } from './staff/local-path.ts';
export { type SecondProof, type SecondSignIn, secondSignIn } from './staff/second-sign-in.ts';
export { type StaffSignIn, type StaffSignInOptions, staffSignIn } from './staff/sign-in.ts';
export { type StaffMember, universitiesWithRole } from './staff/staff.ts';

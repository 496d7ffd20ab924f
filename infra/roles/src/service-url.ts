import { type DatabaseService, loginRole } from './owners.ts';

/** The administrator's URL turned into one service's own. */
export function serviceUrl(adminUrl: string, service: DatabaseService, password: string): string {
  const url = new URL(adminUrl);
  url.username = loginRole(service);
  url.password = encodeURIComponent(password);
  return url.href;
}

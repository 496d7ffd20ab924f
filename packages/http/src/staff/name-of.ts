import * as oidc from 'openid-client';

/** The name by which the provider knows somebody, for the page's head; the subject where it says none. */
export async function nameOf(config: oidc.Configuration, accessToken: string, subject: string): Promise<string> {
  const info = await oidc.fetchUserInfo(config, accessToken, subject);
  return info.name ?? subject;
}

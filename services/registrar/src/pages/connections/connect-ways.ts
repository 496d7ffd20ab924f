import type { University } from '@onecampus/directory';
import type { Locale } from '@onecampus/pages';
import { connectWords } from './connect-words.ts';

export const ways = ['file', 'folder', 'entra', 'okta', 'program'] as const;
export type Way = (typeof ways)[number];

/** One thing to do: what to press, what to paste, where to go on. */
export interface WalkStep {
  readonly title: string;
  readonly text?: string;
  readonly values?: readonly { readonly label: string; readonly value: string }[];
  /** What belongs to what; not to be pasted. */
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly goTo?: { readonly label: string; readonly path: string };
}

/** What is to be done for one way, with the university's own values in it. */
export function stepsOf(
  way: Way,
  locale: Locale,
  { slug, url }: Pick<University, 'slug'> & { url: string },
): WalkStep[] {
  const say = connectWords(locale);
  const feeds = { label: say.toFeeds, path: '/feeds' };
  const token: WalkStep = {
    title: say.scimToken,
    text: say.scimTokenText,
    goTo: { label: say.newToken, path: '/connections/tokens/new' },
  };
  const secret = (label: string) => ({ label, value: say.secretTokenValue });
  const mapping = [
    { label: say.mapUserName, value: 'userPrincipalName' },
    { label: say.mapFamily, value: 'surname' },
    { label: say.mapGiven, value: 'givenName' },
    { label: say.mapType, value: say.mapTypeValue },
    { label: say.mapNumber, value: 'employeeId' },
  ];
  const curl = (path: string, rest = '') =>
    `curl ${rest === '' ? '' : '-X POST '}${url}${path} \\\n  -H "Authorization: Bearer $TOKEN"${rest}`;
  const body = JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'anna.kedrova',
    name: { familyName: 'Кедрова', givenName: 'Анна' },
    userType: 'student',
    active: true,
  });
  switch (way) {
    case 'file':
      return [
        { title: say.fileSource, text: say.fileSourceText, goTo: feeds },
        { title: say.fileColumns, text: say.fileColumnsText },
        { title: say.fileCheck, text: say.fileCheckText },
      ];
    case 'folder':
      return [
        { title: say.fileSource, text: say.fileSourceText, goTo: feeds },
        { title: say.folderAsk, text: say.folderAskText },
        { title: say.folderName, values: [{ label: say.folderPath, value: `${slug}/${say.folderSource}/` }] },
        { title: say.folderPut, text: say.folderPutText },
      ];
    case 'entra':
      return [
        token,
        { title: say.entraApp, text: say.entraAppText },
        { title: say.entraPaste, values: [{ label: say.tenantUrl, value: url }, secret(say.secretToken)] },
        { title: say.entraTest, text: say.entraTestText },
        { title: say.entraMap, text: say.entraMapText, facts: mapping },
      ];
    case 'okta':
      return [
        token,
        { title: say.oktaApp, text: say.oktaAppText },
        { title: say.oktaPaste, values: [{ label: say.oktaUrl, value: url }, secret(say.oktaToken)] },
        { title: say.oktaOn, text: say.oktaOnText },
      ];
    case 'program':
      return [
        token,
        {
          title: say.programHello,
          text: say.programHelloText,
          values: [{ label: say.command, value: curl('/ServiceProviderConfig') }],
        },
        {
          title: say.programCreate,
          text: `${say.programCreateText} ${say.programMore}`,
          values: [
            {
              label: say.command,
              value: curl('/Users', ` \\\n  -H "Content-Type: application/scim+json" \\\n  -d '${body}'`),
            },
          ],
        },
      ];
  }
}

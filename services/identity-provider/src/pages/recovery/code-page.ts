import type { PageView } from '@onecampus/http';
import { Alert, Button, Field, Form, html, PageHeader } from '@onecampus/pages';

export interface CodePageState {
  readonly wrong?: boolean;
  readonly tooOften?: boolean;
}

/** The page on which somebody types the four words that a member of staff gave him: an invitation's, a recovery's. */
export function codePage(
  page: {
    readonly action: string;
    readonly title: string;
    readonly lead: string;
    readonly say: Readonly<Record<'code' | 'codeHint' | 'enterCode' | 'next' | 'tooOften', string>>;
  },
  { wrong, tooOften }: CodePageState,
): PageView {
  const { action, title, lead, say } = page;
  return {
    title,
    screen: 'card',
    status: tooOften ? 429 : wrong ? 422 : 200,
    body: html`
      ${PageHeader({ title, lead })}
      ${tooOften ? Alert({ tone: 'warn', title: say.tooOften }) : null}
      ${Form({
        action,
        children: html`
          ${Field({
            label: say.code,
            name: 'code',
            hint: say.codeHint,
            autocomplete: 'off',
            autofocus: true,
            maxlength: 100,
            code: true,
            error: wrong ? say.enterCode : undefined,
          })}
          ${Button({ label: say.next, full: true })}`,
      })}`,
  };
}

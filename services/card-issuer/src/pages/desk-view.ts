import type { University } from '@onecampus/directory';
import type { PageView, StaffMember } from '@onecampus/http';
import { Card, Form, html, islands, type Locale, PageHeader, ScanField } from '@onecampus/pages';
import { deskHelp } from './desk-help.ts';
import { frame } from './frame.ts';
import { deskWords } from './words/desk-words.ts';

/** The scan field, with what was wrong with the last scan. */
export function deskView({
  visitor,
  locale,
  universities,
  refused,
}: {
  visitor: StaffMember;
  locale: Locale;
  universities: readonly University[];
  refused?: { scanned: string; error: string };
}): PageView {
  const words = deskWords(locale);
  return {
    ...frame(visitor, locale, '/', universities),
    title: words.desk,
    scripts: [islands.deskKeys, islands.scanField],
    ...(refused ? { status: 422, stateTone: 'refused' as const } : {}),
    body: html`
      ${PageHeader({ title: words.desk, lead: words.lead })}
      ${Card({
        children: Form({
          action: '/readers/find',
          label: words.scan,
          children: ScanField({
            label: words.scan,
            hint: words.scanHint,
            name: 'scanned',
            // A login may be as long as an e-mail address.
            maxlength: 256,
            submit: words.find,
            value: refused?.scanned,
            error: refused?.error,
          }),
        }),
      })}
      ${deskHelp(locale)}
    `,
  };
}

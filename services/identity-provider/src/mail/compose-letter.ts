import { formatDate, formatDateTime } from '@onecampus/pages';
import { noticeWords } from '../notices/notice-words.ts';
import type { Letter, LetterText } from './letter.ts';
import { letterWords } from './letter-words.ts';

const time_zone = 'Asia/Tomsk';

/** A letter as it leaves: plain text, and the same in HTML without a picture, a script or anything to be fetched. */
export function composeLetter(letter: Letter, issuer: string): { subject: string; text: string; html: string } {
  const { subject, paragraphs, action, code, closing } = textOf(letter, issuer);
  const greeting = letterWords(letter.locale).greeting;
  const text = [
    greeting,
    ...paragraphs,
    ...(code === undefined ? [] : [code]),
    ...(action === undefined ? [] : [`${action.label}:\n${action.href}`]),
    `-- \n${closing}`,
  ].join('\n\n');
  const html = `<!doctype html><html lang="${letter.locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1b1f23;background:#ffffff"><div style="max-width:34rem">
${[greeting, ...paragraphs].map((one) => `<p>${escaped(one)}</p>`).join('\n')}
${code === undefined ? '' : `<p style="font:bold 22px/1.4 monospace;letter-spacing:2px">${escaped(code)}</p>`}
${
  action === undefined
    ? ''
    : `<p><a href="${escaped(action.href)}" style="display:inline-block;padding:10px 18px;background:#1d4f91;color:#ffffff;text-decoration:none;border-radius:4px">${escaped(action.label)}</a></p>
<p style="font-size:14px;color:#57606a;word-break:break-all">${escaped(action.href)}</p>`
}
<p style="font-size:14px;color:#57606a">${escaped(closing)}</p>
</div></body></html>`;
  return { subject, text, html };
}

function textOf({ locale, content }: Letter, issuer: string): LetterText {
  const say = letterWords(locale);
  const { closing } = say;
  switch (content.kind) {
    case 'notice': {
      const { title, text } = noticeWords(locale, content.notice, content.details);
      const when = say.when(formatDateTime(locale, new Date(content.happenedAt), time_zone));
      return {
        subject: title,
        paragraphs: [text, when, say.notYou],
        action: { label: say.openAccount, href: `${issuer}/account/notices` },
        closing,
      };
    }
    case 'confirm-address':
      return {
        subject: say.confirmSubject,
        paragraphs: [say.confirmText, say.confirmNot],
        action: { label: say.confirmAction, href: content.link },
        closing,
      };
    case 'new-password':
      return {
        subject: say.passwordSubject,
        paragraphs: [say.passwordText, say.passwordNot],
        action: { label: say.passwordAction, href: content.link },
        closing,
      };
    case 'invitation':
      return {
        subject: say.invitationSubject(content.university[locale]),
        paragraphs: [
          say.invitationText(content.university[locale]),
          ...(content.login === undefined ? [] : [say.invitationLogin(content.login)]),
          say.invitationUntil(formatDate(locale, new Date(content.expiresAt), time_zone)),
        ],
        action: { label: say.invitationAction, href: content.link },
        closing,
      };
    case 'recovery-asked':
      return {
        subject: say.recoverySubject,
        paragraphs: [say.recoveryText(content.university[locale]), say.recoveryYou(content.hours), say.recoveryNot],
        action: { label: say.recoveryAction, href: content.abortLink },
        closing,
      };
    case 'recovery-approved':
      return {
        subject: say.approvedSubject,
        paragraphs: [
          say.approvedText(content.university[locale], formatDateTime(locale, new Date(content.readyAt), time_zone)),
          say.recoveryNot,
        ],
        action: { label: say.recoveryAction, href: content.abortLink },
        closing,
      };
    case 'recovery-code':
      return {
        subject: say.codeSubject,
        paragraphs: [say.codeText, say.codeNot],
        code: content.code,
        action: { label: say.codeAction, href: content.link },
        closing,
      };
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

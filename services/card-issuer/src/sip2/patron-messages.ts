import { type FieldId, type Message, patronStatus, writeTimestamp } from '@onecampus/sip2';
import { amountText } from '../rules/patron-answer.ts';
import { shownPatron } from '../rules/shown-patron.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import type { CheckedPatron } from '../use-cases/check-patron.ts';
import { languageCode, type ScreenLanguage, screenLines } from './screen-words.ts';

/** What an answer about a patron echoes of the question. */
export interface Asked {
  readonly institution: string;
  readonly patron: string;
  readonly language: ScreenLanguage;
  readonly now: Date;
}

type Field = readonly [FieldId<'24'> & FieldId<'64'>, string];

/** Of what we do not know anything the specification takes four spaces for a number (p. 10): books are not ours. */
const uncounted = {
  holdItems: '',
  overdueItems: '',
  chargedItems: '',
  fineItems: '',
  recallItems: '',
  unavailableHolds: '',
} as const;

export function patronStatusResponse(account: SipAccount, asked: Asked, patron: CheckedPatron): Message {
  return { code: '24', fixed: fixedOf(account, asked, patron), fields: fieldsOf(account, asked, patron) };
}

export function patronEnableResponse(account: SipAccount, asked: Asked, patron: CheckedPatron): Message {
  const fields = fieldsOf(account, asked, patron).filter(
    (field): field is readonly [FieldId<'26'> & Field[0], string] => field[0] !== 'BH' && field[0] !== 'BV',
  );
  return { code: '26', fixed: fixedOf(account, asked, patron), fields };
}

/** `homeSlug` names the university of `AQ` where the account may know it. */
export function patronInformationResponse(
  account: SipAccount,
  asked: Asked,
  patron: CheckedPatron,
  homeSlug: string | undefined,
): Message {
  const shown = shownPatron(account, patron);
  const usual = fieldsOf(account, asked, patron);
  const upTo = usual.findIndex(([id]) => id === 'AF');
  return {
    code: '64',
    fixed: { ...fixedOf(account, asked, patron), ...uncounted },
    fields: [
      ...(upTo < 0 ? usual : usual.slice(0, upTo)),
      ...(homeSlug === undefined ? [] : [['AQ', homeSlug] as const]),
      ...(shown.validUntil ? [['PA', writeTimestamp(shown.validUntil, account.timeZone)] as const] : []),
      ...(shown.class === undefined ? [] : [['PC', shown.class] as const]),
      ...(upTo < 0 ? [] : usual.slice(upTo)),
    ],
  };
}

function fixedOf(account: SipAccount, { language, now }: Asked, { answer }: CheckedPatron) {
  return {
    patronStatus: patronStatus(answer.flags),
    language: languageCode(language),
    transactionDate: writeTimestamp(now, account.timeZone),
  };
}

function fieldsOf(account: SipAccount, asked: Asked, patron: CheckedPatron): Field[] {
  const { answer } = patron;
  const { name, fees } = shownPatron(account, patron);
  return [
    ['AO', asked.institution],
    ['AA', asked.patron],
    ['AE', name ?? ''],
    ['BL', answer.validPatron ? 'Y' : 'N'],
    ['CQ', answer.validPin ? 'Y' : 'N'],
    ...(fees
      ? ([
          ['BH', fees.currency],
          ['BV', amountText(fees.amountMinor)],
        ] as const)
      : []),
    ...screenLines(answer, asked.language).map((line) => ['AF', line] as const),
  ];
}

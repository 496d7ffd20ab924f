import { type CommandCode, type Message, patronStatus, writeTimestamp } from '@onecampus/sip2';
import { languageCode, type ScreenLanguage } from './screen-words.ts';

/** What a refusal says of itself. */
export interface Refusal {
  readonly institution: string;
  readonly patron: string;
  readonly language: ScreenLanguage;
  readonly now: Date;
  readonly timeZone: string;
  readonly line: string;
}

const nothing = patronStatus(new Set(['charge_denied', 'renewal_denied', 'recall_denied', 'hold_denied']));

/** "No" in the form of the answer that a command has: a machine that is told nothing stands still until its time is up. */
export function refusal(code: Exclude<CommandCode, '97' | '99'>, why: Refusal): Message {
  const transactionDate = writeTimestamp(why.now, why.timeZone);
  const institution = ['AO', why.institution] as const;
  const patron = ['AA', why.patron] as const;
  const line = ['AF', why.line] as const;
  const flags = { patronStatus: nothing, language: languageCode(why.language), transactionDate };
  const nobody = [institution, patron, ['AE', ''], ['BL', 'N'], ['CQ', 'N'], line] as const;
  const item = ['AB', ''] as const;
  const title = ['AJ', ''] as const;
  const noCharge = { ok: '0', renewalOk: 'N', magneticMedia: 'N', desensitize: 'N', transactionDate };
  switch (code) {
    case '93':
      return { code: '94', fixed: { ok: '0' }, fields: [] };
    case '01':
    case '23':
      return { code: '24', fixed: flags, fields: nobody };
    case '25':
      return { code: '26', fixed: flags, fields: nobody };
    case '63': {
      const counts = {
        holdItems: '',
        overdueItems: '',
        chargedItems: '',
        fineItems: '',
        recallItems: '',
        unavailableHolds: '',
      };
      return { code: '64', fixed: { ...flags, ...counts }, fields: nobody };
    }
    case '35':
      return { code: '36', fixed: { endSession: 'Y', transactionDate }, fields: [institution, patron, line] };
    case '09':
      return {
        code: '10',
        fixed: { ok: '0', resensitize: 'N', magneticMedia: 'N', alert: 'N', transactionDate },
        fields: [institution, item, ['AQ', ''], line],
      };
    case '11':
      return { code: '12', fixed: noCharge, fields: [institution, patron, item, title, ['AH', ''], line] };
    case '29':
      return { code: '30', fixed: noCharge, fields: [institution, patron, item, title, ['AH', ''], line] };
    case '15':
      return { code: '16', fixed: { ok: '0', available: 'N', transactionDate }, fields: [institution, patron, line] };
    case '17':
      return {
        code: '18',
        fixed: { circulationStatus: '01', securityMarker: '00', feeType: '01', transactionDate },
        fields: [item, title, line],
      };
    case '19':
      return { code: '20', fixed: { itemPropertiesOk: '0', transactionDate }, fields: [item, line] };
    case '37':
      return { code: '38', fixed: { accepted: 'N', transactionDate }, fields: [institution, patron, line] };
    case '65':
      return {
        code: '66',
        fixed: { ok: '0', renewed: '0000', unrenewed: '0000', transactionDate },
        fields: [institution, line],
      };
  }
}

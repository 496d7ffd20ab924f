import { type Message, writeTimestamp } from '@onecampus/sip2';
import type { SipAccount } from '../rules/sip-account.ts';

/** In tenths of a second: what a machine should wait for us, and how often it should try again. */
const timeout_period = '030';
const retries_allowed = '003';

/** The sixteen kinds of messages, in the order of `BX` (3M SIP 2.00, p. 24); books are not ours. */
function supported(account: SipAccount | undefined): string {
  const may = {
    patronStatus: true,
    checkout: false,
    checkin: false,
    blockPatron: account?.mayBlock === true || account?.certification === true,
    scStatus: true,
    resend: true,
    login: true,
    patronInformation: true,
    endSession: true,
    feePaid: false,
    itemInformation: false,
    itemStatusUpdate: false,
    patronEnable: account?.certification === true,
    hold: false,
    renew: false,
    renewAll: false,
  };
  return Object.values(may)
    .map((yes) => (yes ? 'Y' : 'N'))
    .join('');
}

/** `AO` and `AN` always: clients take their own from here. `online` is `false` while no card can be checked. */
export function acsStatus(account: SipAccount | undefined, online: boolean, now: Date): Message {
  return {
    code: '98',
    fixed: {
      online: online ? 'Y' : 'N',
      checkinOk: 'N',
      checkoutOk: 'N',
      renewalOk: 'N',
      statusUpdateOk: 'N',
      offlineOk: 'N',
      timeoutPeriod: timeout_period,
      retriesAllowed: retries_allowed,
      dateTime: writeTimestamp(now, account?.timeZone ?? 'UTC'),
      version: '2.00',
    },
    fields: [
      ['AO', account?.institution ?? ''],
      ['AM', account?.title ?? ''],
      ['BX', supported(account)],
      ['AN', account?.login ?? ''],
    ],
  };
}

interface Shape {
  readonly name: string;
  /** Fields without a name, in their order, with their lengths. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Fields with a name that may follow, in any order. */
  readonly fields: readonly string[];
}

const date = { transactionDate: 18 } as const;
const flags = { patronStatus: 14, language: 3, transactionDate: 18 } as const;

/**
 * The messages of 3M SIP 2.00 (rev. 2.12, pp. 3–16) that a server reads and writes, and the extensions that patron machines
 * expect in 64 (PA: valid until, PC: class). Two digits name a message.
 */
export const messageShapes = {
  // What a machine sends.
  '01': { name: 'block patron', fixed: { cardRetained: 1, ...date }, fields: ['AO', 'AL', 'AA', 'AC'] },
  '09': {
    name: 'checkin',
    fixed: { noBlock: 1, ...date, returnDate: 18 },
    fields: ['AP', 'AO', 'AB', 'AC', 'CH', 'BI'],
  },
  '11': {
    name: 'checkout',
    fixed: { renewalPolicy: 1, noBlock: 1, ...date, blockDueDate: 18 },
    fields: ['AO', 'AA', 'AB', 'AC', 'CH', 'AD', 'BO', 'BI'],
  },
  '15': {
    name: 'hold',
    fixed: { holdMode: 1, ...date },
    fields: ['BW', 'BS', 'BY', 'AO', 'AA', 'AD', 'AB', 'AJ', 'AC', 'BO'],
  },
  '17': { name: 'item information', fixed: date, fields: ['AO', 'AB', 'AC'] },
  '19': { name: 'item status update', fixed: date, fields: ['AO', 'AB', 'AC', 'CH'] },
  '23': { name: 'patron status', fixed: { language: 3, ...date }, fields: ['AO', 'AA', 'AC', 'AD'] },
  '25': { name: 'patron enable', fixed: date, fields: ['AO', 'AA', 'AC', 'AD'] },
  '29': {
    name: 'renew',
    fixed: { thirdPartyAllowed: 1, noBlock: 1, ...date, blockDueDate: 18 },
    fields: ['AO', 'AA', 'AD', 'AB', 'AJ', 'AC', 'CH', 'BO'],
  },
  '35': { name: 'end patron session', fixed: date, fields: ['AO', 'AA', 'AC', 'AD'] },
  '37': {
    name: 'fee paid',
    fixed: { ...date, feeType: 2, paymentType: 2, currency: 3 },
    fields: ['BV', 'AO', 'AA', 'AC', 'AD', 'CG', 'BK'],
  },
  '63': {
    name: 'patron information',
    fixed: { language: 3, ...date, summary: 10 },
    fields: ['AO', 'AA', 'AC', 'AD', 'BP', 'BQ'],
  },
  '65': { name: 'renew all', fixed: date, fields: ['AO', 'AA', 'AD', 'AC', 'BO'] },
  '93': { name: 'login', fixed: { uidAlgorithm: 1, passwordAlgorithm: 1 }, fields: ['CN', 'CO', 'CP'] },
  '97': { name: 'request resend', fixed: {}, fields: [] },
  '99': { name: 'SC status', fixed: { statusCode: 1, printWidth: 3, version: 4 }, fields: [] },

  // What a server answers.
  '10': {
    name: 'checkin response',
    fixed: { ok: 1, resensitize: 1, magneticMedia: 1, alert: 1, ...date },
    fields: ['AO', 'AB', 'AQ', 'AJ', 'CL', 'AA', 'CK', 'CH', 'AF', 'AG'],
  },
  '12': {
    name: 'checkout response',
    fixed: { ok: 1, renewalOk: 1, magneticMedia: 1, desensitize: 1, ...date },
    fields: ['AO', 'AA', 'AB', 'AJ', 'AH', 'BT', 'CI', 'BH', 'BV', 'CK', 'CH', 'BK', 'AF', 'AG'],
  },
  '16': {
    name: 'hold response',
    fixed: { ok: 1, available: 1, ...date },
    fields: ['BW', 'BR', 'BS', 'AO', 'AA', 'AB', 'AJ', 'AF', 'AG'],
  },
  '18': {
    name: 'item information response',
    fixed: { circulationStatus: 2, securityMarker: 2, feeType: 2, ...date },
    fields: ['CF', 'AH', 'CJ', 'CM', 'AB', 'AJ', 'BG', 'BH', 'BV', 'CK', 'AQ', 'AP', 'CH', 'AF', 'AG'],
  },
  '20': {
    name: 'item status update response',
    fixed: { itemPropertiesOk: 1, ...date },
    fields: ['AB', 'AJ', 'CH', 'AF', 'AG'],
  },
  '24': {
    name: 'patron status response',
    fixed: flags,
    fields: ['AO', 'AA', 'AE', 'BL', 'CQ', 'BH', 'BV', 'AF', 'AG'],
  },
  '26': {
    name: 'patron enable response',
    fixed: flags,
    fields: ['AO', 'AA', 'AE', 'BL', 'CQ', 'AF', 'AG'],
  },
  '30': {
    name: 'renew response',
    fixed: { ok: 1, renewalOk: 1, magneticMedia: 1, desensitize: 1, ...date },
    fields: ['AO', 'AA', 'AB', 'AJ', 'AH', 'BT', 'CI', 'BH', 'BV', 'CK', 'CH', 'BK', 'AF', 'AG'],
  },
  '36': { name: 'end session response', fixed: { endSession: 1, ...date }, fields: ['AO', 'AA', 'AF', 'AG'] },
  '38': { name: 'fee paid response', fixed: { accepted: 1, ...date }, fields: ['AO', 'AA', 'BK', 'AF', 'AG'] },
  '64': {
    name: 'patron information response',
    fixed: {
      ...flags,
      holdItems: 4,
      overdueItems: 4,
      chargedItems: 4,
      fineItems: 4,
      recallItems: 4,
      unavailableHolds: 4,
    },
    fields: ['AO', 'AA', 'AE', 'BZ', 'CA', 'CB', 'BL', 'CQ', 'BH', 'BV', 'CC', 'AQ', 'PA', 'PC', 'AF', 'AG'],
  },
  '66': {
    name: 'renew all response',
    fixed: { ok: 1, renewed: 4, unrenewed: 4, ...date },
    fields: ['AO', 'BM', 'BN', 'AF', 'AG'],
  },
  '94': { name: 'login response', fixed: { ok: 1 }, fields: [] },
  '96': { name: 'request SC resend', fixed: {}, fields: [] },
  '98': {
    name: 'ACS status',
    fixed: {
      online: 1,
      checkinOk: 1,
      checkoutOk: 1,
      renewalOk: 1,
      statusUpdateOk: 1,
      offlineOk: 1,
      timeoutPeriod: 3,
      retriesAllowed: 3,
      dateTime: 18,
      version: 4,
    },
    fields: ['AO', 'AM', 'BX', 'AN', 'AF', 'AG'],
  },
} as const satisfies Record<string, Shape>;

export type MessageCode = keyof typeof messageShapes;

/** What machines may send; the rest of the table are answers. */
export const commandCodes = [
  '01',
  '09',
  '11',
  '15',
  '17',
  '19',
  '23',
  '25',
  '29',
  '35',
  '37',
  '63',
  '65',
  '93',
  '97',
  '99',
] as const satisfies readonly MessageCode[];
export type CommandCode = (typeof commandCodes)[number];

/** Names of the variable fields that a message may have. */
export type FieldId<Code extends MessageCode> = (typeof messageShapes)[Code]['fields'][number];

/** One message of the table as values. A field may come more than once (AF), and an empty one is not an absent one (AD). */
export type MessageOf<Code extends MessageCode> = {
  [One in Code]: {
    readonly code: One;
    readonly fixed: { readonly [Name in keyof (typeof messageShapes)[One]['fixed']]: string };
    readonly fields: readonly (readonly [FieldId<One>, string])[];
  };
}[Code];
export type Message = MessageOf<MessageCode>;

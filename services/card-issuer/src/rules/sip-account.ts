import type { Sip2Charset } from '@onecampus/sip2';

export const accountPurposes = ['loan', 'entry', 'eresource'] as const;
export const accountShows = ['name', 'class', 'valid_until', 'home', 'fees'] as const;
export const accountKeys = ['number', 'old_barcode'] as const;

/** What a machine is for, whom it may ask about, and how it wants its bytes. */
export interface SipAccountSettings {
  readonly universityId: string;
  /** The code of the library where it stands, as the university knows it. */
  readonly library: string | null;
  /** `AO`. */
  readonly institution: string;
  /** `AM`. */
  readonly title: string;
  readonly purpose: (typeof accountPurposes)[number];
  readonly pin: 'required' | 'none';
  readonly shows: readonly (typeof accountShows)[number][];
  readonly accepts: readonly (typeof accountKeys)[number][];
  /** In CIDR notation; from nowhere else is it served. */
  readonly networks: readonly string[];
  readonly withoutLogin: boolean;
  readonly clientCertificate: string | null;
  readonly charset: Sip2Charset;
  readonly delimiter: string;
  readonly terminator: 'cr' | 'crlf';
  readonly errorDetection: 'mirrored' | 'required';
  readonly language: 'ru' | 'en';
  readonly mayBlock: boolean;
  readonly expiredIsInvalid: boolean;
  readonly certification: boolean;
  readonly idleSeconds: number;
  readonly connectionsMax: number;
  readonly messagesPerMinute: number;
  readonly enabled: boolean;
}

export interface SipAccount extends SipAccountSettings {
  readonly id: string;
  readonly login: string;
  /** Of its university. */
  readonly timeZone: string;
  readonly version: number;
}

/** What an account has that nobody said otherwise of: the least that a machine of that kind can work with. */
export function usualSettings(
  purpose: SipAccountSettings['purpose'],
): Omit<SipAccountSettings, 'universityId' | 'institution' | 'title' | 'networks' | 'purpose'> {
  return {
    library: null,
    pin: 'required',
    shows: purpose === 'loan' ? ['name'] : [],
    accepts: ['number', 'old_barcode'],
    withoutLogin: false,
    clientCertificate: null,
    charset: 'utf-8',
    delimiter: '|',
    terminator: 'cr',
    errorDetection: 'mirrored',
    language: 'ru',
    mayBlock: false,
    // A vendor of electronic resources asks whether there is a reader; a self-check asks what the reader may do.
    expiredIsInvalid: purpose !== 'loan',
    certification: false,
    idleSeconds: 900,
    connectionsMax: 20,
    messagesPerMinute: 600,
    enabled: true,
  };
}

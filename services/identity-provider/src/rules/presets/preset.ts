import type { Client, ClientPreset } from '../../store/clients.ts';

/** What a product needs to be registered with. */
export type PresetRegistration = Pick<
  Client,
  | 'redirectUris'
  | 'postLogoutRedirectUris'
  | 'backchannelLogoutUri'
  | 'tokenEndpointAuthMethod'
  | 'requirePkce'
  | 'signedAlg'
  | 'scope'
>;

/** Where the product is reached: without a slash at the end. */
export interface ServiceAddress {
  readonly address: string;
  /** Koha: where librarians work; `undefined` where they do not sign in with us. */
  readonly staffAddress?: string | undefined;
}

/** What is filled in at the product. */
export interface PresetKnown extends ServiceAddress {
  readonly issuer: string;
  readonly clientId: string;
}

/** One field of the product's own form, by the product's own name for it. */
export interface PresetSetting {
  readonly field: string;
  /** What to put there; `secretMark` where the secret belongs. A choice is the name of the option. */
  readonly value: string;
  readonly kind: 'text' | 'choice' | 'block';
  /** What to know about it, by the key of its words (pages/console/clients/preset-words.ts). */
  readonly note?: PresetNote;
}

export interface PresetSection {
  /** The way there, in the product's own words. */
  readonly place: string;
  readonly settings: readonly PresetSetting[];
}

export interface Preset {
  readonly id: ClientPreset;
  readonly name: string;
  /** Names come only from the userinfo endpoint; whether the product asks it. */
  readonly asksUserinfo: boolean;
  /** Whether it sends a nonce, and so ties each ID token to its own request. */
  readonly sendsNonce: boolean;
  /** How it wants ID tokens signed; `undefined` where it takes any way. */
  readonly wantedAlg: 'RS256' | undefined;
  /** Where somebody begins to sign in at the product, below its address. */
  readonly signInPath: string;
  readonly registration: (at: ServiceAddress) => PresetRegistration;
  readonly settings: (known: PresetKnown) => readonly PresetSection[];
  /** Names of the product's fields for what the doctor finds wrong. */
  readonly fields: Readonly<Record<PresetField, string>>;
  readonly notes: readonly PresetNote[];
}

export type PresetField = 'redirectUri' | 'clientId' | 'secret' | 'scope' | 'pkce' | 'postLogout' | 'issuer';

export type PresetNote =
  | 'moodle-plugin'
  | 'moodle-username'
  | 'moodle-discovery'
  | 'moodle-sign-out'
  | 'moodle-verification'
  | 'canvas-discovery'
  | 'canvas-login-attribute'
  | 'canvas-validation'
  | 'canvas-sign-out'
  | 'edx-backends'
  | 'edx-username'
  | 'edx-sign-out'
  | 'koha-restart'
  | 'koha-domain'
  | 'koha-base-url'
  | 'koha-sign-out'
  | 'nextcloud-identifier'
  | 'nextcloud-userinfo'
  | 'nextcloud-hint'
  | 'nextcloud-unique'
  | 'apache-passphrase'
  | 'apache-location';

/** Stands in a value where the secret belongs: it was shown once and is kept nowhere. */
export const secretMark = '{client secret}';

export const identityScope = 'openid profile email';

export function discoveryOf({ issuer }: { readonly issuer: string }): string {
  return `${issuer}/.well-known/openid-configuration`;
}

import type { Client, ClientPreset } from '../store/clients.ts';
import { canvas } from './presets/canvas.ts';
import { koha } from './presets/koha.ts';
import { modAuthOpenidc } from './presets/mod-auth-openidc.ts';
import { moodle } from './presets/moodle.ts';
import { nextcloud } from './presets/nextcloud.ts';
import { openEdx } from './presets/open-edx.ts';
import type { Preset, PresetKnown } from './presets/preset.ts';

/** Products that we know the settings of, as their sources ask for them. */
export const presets: Readonly<Record<ClientPreset, Preset>> = {
  moodle,
  canvas,
  'open-edx': openEdx,
  koha,
  nextcloud,
  'mod-auth-openidc': modAuthOpenidc,
};

export const presetIds = Object.keys(presets) as ClientPreset[];

/**
 * The address of a service as its settings write it: with its scheme, without a slash at the end. `undefined` for what is
 * no address of a site: no http(s), a question mark, a fragment, a name with a password.
 */
export function serviceAddress(text: string): string | undefined {
  const typed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.hostname === '') return undefined;
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** What the settings of a registered product are made of; `undefined` for an application of no known product. */
export function presetKnown(
  client: Pick<Client, 'id' | 'preset' | 'metadata' | 'redirectUris'>,
  issuer: string,
): (PresetKnown & { readonly preset: Preset }) | undefined {
  const address = client.metadata['client_uri'];
  if (client.preset === null || typeof address !== 'string') return undefined;
  const staffPath = '/api/v1/oauth/login/campus/staff';
  const staffAddress = client.redirectUris.find((uri) => uri.endsWith(staffPath))?.slice(0, -staffPath.length);
  return { preset: presets[client.preset], issuer, clientId: client.id, address, staffAddress };
}

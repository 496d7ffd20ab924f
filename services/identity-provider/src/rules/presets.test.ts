import { describe, expect, it } from '@jest/globals';
import { registrationFaults } from './client-registration.ts';
import { secretMark } from './presets/preset.ts';
import { presetIds, presets, serviceAddress } from './presets.ts';

const at = { address: 'https://lms.example', staffAddress: 'https://staff.example' };

describe.each(presetIds)('the preset %s', (id) => {
  const preset = presets[id];

  it('makes a registration that is fit in production', () => {
    const asked = preset.registration(at);
    expect(
      registrationFaults(
        {
          redirect_uris: asked.redirectUris,
          post_logout_redirect_uris: asked.postLogoutRedirectUris,
          backchannel_logout_uri: asked.backchannelLogoutUri ?? undefined,
          grant_types: ['authorization_code'],
          token_endpoint_auth_method: asked.tokenEndpointAuthMethod,
          application_type: 'web',
          scope: asked.scope,
        },
        { production: true },
      ),
    ).toEqual([]);
  });

  it('says where the id, the secret and our address go', () => {
    const sections = preset.settings({ ...at, issuer: 'https://id.example', clientId: 'lms-1' });
    const values = sections.flatMap(({ settings }) => settings.map(({ value }) => value)).join('\n');
    expect(values).toContain('lms-1');
    expect(values).toContain(secretMark);
    expect(values).toContain('https://id.example');
  });
});

describe('the address of a service', () => {
  it.each([
    ['https://Moodle.TPU.ru/', 'https://moodle.tpu.ru'],
    ['moodle.tpu.ru', 'https://moodle.tpu.ru'],
    ['https://tpu.ru/moodle/', 'https://tpu.ru/moodle'],
    ['http://10.1.2.3:8080', 'http://10.1.2.3:8080'],
    ['https://tpu.ru/?a=1', undefined],
    ['https://u:p@tpu.ru', undefined],
    ['ftp://tpu.ru', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
  ])('%s is %s', (typed, address) => {
    expect(serviceAddress(typed)).toBe(address);
  });
});

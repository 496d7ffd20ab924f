import type { EngineExtension } from '../extension.ts';

/**
 * Where applications register themselves. The engine could do it too, but would keep secrets in clear and ask nobody's
 * leave; ours are routes/registration, and this only says where.
 */
export const registrationExtension: EngineExtension = {
  name: 'registration',
  configure: (base, { issuer }) => ({
    ...base,
    discovery: { ...base.discovery, registration_endpoint: `${issuer}/reg` },
  }),
};

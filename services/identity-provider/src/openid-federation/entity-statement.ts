import { decodeJwt, decodeProtectedHeader, errors, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Constraints } from '../rules/federation/constraints.ts';
import type { MetadataPolicy } from '../rules/federation/metadata-policy.ts';

/** OpenID Federation 1.0 §3.1: what an entity says of itself (`iss` = `sub`) or a superior says of it. */
export interface EntityStatement {
  readonly iss: string;
  readonly sub: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly authority_hints?: readonly string[];
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly metadata_policy?: MetadataPolicy;
  readonly metadata_policy_crit?: readonly string[];
  readonly constraints?: Constraints;
  readonly crit?: readonly string[];
}

export class StatementFault extends Error {
  override readonly name = 'StatementFault';
}

const statementType = 'entity-statement+jwt';
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const skew_seconds = 60;
const keys_max = 20;

/** What is claimed, before anything is verified: only to learn whose key verifies it. */
export function claimedStatement(jwt: string): EntityStatement {
  try {
    const statement = decodeJwt(jwt) as unknown as EntityStatement;
    const header = decodeProtectedHeader(jwt);
    if (header.typ !== statementType) throw new StatementFault(`of type "${header.typ}"`);
    mustBeWhole(statement);
    return statement;
  } catch (error) {
    if (error instanceof StatementFault) throw error;
    throw new StatementFault('no statement', { cause: error });
  }
}

/**
 * A statement whose signature, moment and parties are right.
 *
 * @param keys those of the issuer, as its superior, or it itself, vouches for them.
 * @throws StatementFault
 */
export async function verifiedStatement(
  jwt: string,
  expected: { readonly iss: string; readonly sub: string; readonly keys: readonly JWK[]; readonly now: Date },
): Promise<EntityStatement> {
  const statement = claimedStatement(jwt);
  const { kid, alg } = decodeProtectedHeader(jwt);
  // §3.2: the key is named, and it is one of those that were vouched for.
  const key = expected.keys.find((one) => one.kid !== undefined && one.kid === kid);
  if (!key) throw new StatementFault('signed with a key that nobody vouches for');
  if (key.d !== undefined || key.k !== undefined) throw new StatementFault('a key that is not public');
  try {
    await jwtVerify(jwt, await importJWK(key, alg), {
      issuer: expected.iss,
      subject: expected.sub,
      typ: statementType,
      algorithms,
      currentDate: expected.now,
      clockTolerance: skew_seconds,
      requiredClaims: ['iat', 'exp'],
    });
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      throw new StatementFault(`not valid: ${error.message}`, { cause: error });
    throw error;
  }
  if (statement.iat > expected.now.getTime() / 1_000 + skew_seconds) throw new StatementFault('from the future');
  return statement;
}

export async function signStatement(
  statement: EntityStatement,
  key: { readonly kid: string; readonly privateJwk: JWK },
): Promise<string> {
  const { alg } = key.privateJwk;
  return new SignJWT(statement as never)
    .setProtectedHeader({ alg: alg!, kid: key.kid, typ: statementType })
    .sign(await importJWK(key.privateJwk, alg));
}

function mustBeWhole(statement: EntityStatement): void {
  const { iss, sub, iat, exp, jwks, crit } = statement;
  if (typeof iss !== 'string' || typeof sub !== 'string') throw new StatementFault('without issuer or subject');
  if (typeof iat !== 'number' || typeof exp !== 'number') throw new StatementFault('without its time');
  const keys = jwks?.keys;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > keys_max) throw new StatementFault('without keys');
  if (new Set(keys.map(({ kid }) => kid)).size !== keys.length) throw new StatementFault('with two keys of one name');
  // §3.1.1: whoever does not understand what is critical does not accept the statement. We know no further claims.
  if (crit !== undefined && crit.length > 0) throw new StatementFault(`with critical claims: ${crit.join(', ')}`);
}

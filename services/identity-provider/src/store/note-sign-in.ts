import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';

export type SignInToNote = {
  readonly referenceId: string;
  readonly sessionUid: string;
  readonly clientId: string | null;
  readonly deviceHash: string;
  readonly device: Device;
  readonly deviceName: string;
  readonly publicComputer: boolean;
  readonly methods: readonly string[];
  /** SHA-256 of the cookie by which accounts know this browser, where it has one (sign-in/known-browser.ts). */
  readonly browser: string | undefined;
  /** The same of the value that the browser shall get where this account does not know it yet. */
  readonly nextBrowser: string;
};

/**
 * Notes a sign-in for its owner, and the browser it was made with; tells him where it is one that was not seen before. The
 * very first browser of an account is no news. From then on the account knows the browser, but for a public computer: the
 * next one there is a stranger. A browser that becomes known to one more account does so under a new name: others who sign
 * in with it keep it, and whoever may have put the old value there for somebody else to sign in with has nothing.
 *
 * One statement: it is part of every sign-in.
 *
 * @returns the language that the account's owner has chosen, if he has, and whether the browser goes by `nextBrowser` now.
 */
export async function noteSignIn(
  db: Db,
  signIn: SignInToNote,
): Promise<{ readonly language: 'ru' | 'en' | undefined; readonly browserRenamed: boolean }> {
  const { rows } = await db.raw<{ rows: { locale: 'ru' | 'en' | null; renamed: boolean }[] }>(
    `with account as (
       select person_id, locale from identity_provider.accounts where reference_id = :referenceId
     ), known as (
       select exists (select from identity_provider.devices d join account using (person_id)) as any
     ), device as (
       insert into identity_provider.devices as d (person_id, id_hash) select person_id, :deviceHash from account
       on conflict (person_id, id_hash) do update set last_seen_at = now()
       returning d.first_seen_at = now() as is_new
     ), noted as (
       insert into identity_provider.sign_ins (person_id, session_uid, client_id, device, public_computer, methods)
       select person_id, :sessionUid, cast(:clientId as text), cast(:device as jsonb), cast(:publicComputer as boolean),
              cast(:methods as text[]) from account
     ), told as (
       insert into identity_provider.notices (person_id, kind, details)
       select account.person_id, 'new-device', jsonb_build_object('device', cast(:deviceName as text))
       from account, device, known where device.is_new and known.any
     ), browser as materialized (
       select person_id, exists (select from identity_provider.known_browsers k
                                 where k.id_hash = :browser and k.person_id = account.person_id) as is_known
       from account where not cast(:publicComputer as boolean)
     ), used_again as (
       update identity_provider.known_browsers k set last_used_at = now() from browser
       where browser.is_known and k.id_hash = :browser and k.person_id = browser.person_id
         and k.last_used_at < now() - interval '1 day'
     ), renamed as (
       update identity_provider.known_browsers k set id_hash = :nextBrowser from browser
       where not browser.is_known and k.id_hash = :browser
     ), added as (
       insert into identity_provider.known_browsers (id_hash, person_id)
       select :nextBrowser, person_id from browser where not is_known
     )
     select locale, coalesce((select not is_known from browser), false) as renamed from account`,
    {
      ...signIn,
      device: JSON.stringify(signIn.device),
      methods: [...signIn.methods],
      browser: signIn.browser ?? '',
    } as never,
  );
  return { language: rows[0]?.locale ?? undefined, browserRenamed: rows[0]?.renamed === true };
}

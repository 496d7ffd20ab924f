import type { Db } from '@onecampus/database';
import { parseCardNumber } from '@onecampus/pass-codes';
import type { StoredAffiliation } from '../people/affiliation.ts';
import { type Card, cardColumns } from './card.ts';
import type { CardReason } from './card-reason.ts';
import { type BlockKind, type BlockPlace, holdsAt, type PatronBlock } from './patron-block.ts';
import { reasonOfBlocks, reasonOfCard } from './reason-of-card.ts';
import { blockOf, blocksOf, type StoredBlock } from './standing-blocks.ts';

/**
 * What was shown. `scanned` looks in the asking university's old bar codes and among the shared numbers; the others in one
 * of them only, for machines that accept no more.
 */
export interface CardKey {
  readonly kind: 'scanned' | 'number' | 'old_barcode';
  readonly value: string;
}

/** What a machine or a person may be told about whoever shows a card, at one place and one moment. */
export interface CardStanding {
  /** `undefined` where nobody's card was shown, or where it is not sure whose. */
  readonly card: Card | undefined;
  readonly personId: string | undefined;
  readonly name:
    | { readonly familyName: string; readonly givenName: string | null; readonly patronymic: string | null }
    | undefined;
  /** Of the card; with a card in order that of `blocks`. What a single use comes to is said by `reasonForUse`. */
  readonly reason: CardReason;
  /** The class of the holder's best affiliation in effect, and the university that says it; a visitor's is `library-walk-in`. */
  readonly class: StoredAffiliation | undefined;
  readonly classUniversityId: string | undefined;
  /** The card's own end or that of the holder's last affiliation, whichever is first; `null` = open. */
  readonly validUntil: Date | null;
  /** Those that hold at the place that asks. */
  readonly blocks: readonly PatronBlock[];
}

export interface StandingQuestion {
  readonly key: CardKey;
  readonly at: BlockPlace;
  readonly now: Date;
}

/** The condition of the view `effective_affiliations`, at the moment that is asked about. */
const inEffect = `upper_inf(a.recorded) and lower(a.valid) <= cast(:now as timestamptz)
  and (upper_inf(a.valid) or cast(:now as timestamptz) < upper(a.valid) + a.grace)`;

/** Whom libraries serve first, where somebody is several things at once. */
export const affiliationsByRank: readonly StoredAffiliation[] = [
  'faculty',
  'staff',
  'employee',
  'student',
  'affiliate',
  'alum',
  'library-walk-in',
];

interface Row {
  readonly card: Card;
  readonly dead: boolean;
  readonly name: CardStanding['name'] | null;
  readonly class: StoredAffiliation | null;
  readonly classUniversityId: string | null;
  readonly affiliatedUntil: Date | null;
  readonly blocks: readonly StoredBlock[];
}

/** One row with the card's own columns beside the rest; they are put together in `rowOf`. */
type FlatRow = Omit<Row, 'card'> & Card;

/**
 * Whose card was shown and what it is good for at this place, in one statement. A number that means two people here — an old
 * bar code of this university's that is the shared number of somebody else — is nobody's: `unknown`, never the first of them.
 */
export async function findCardStanding(db: Db, { key, at, now }: StandingQuestion): Promise<CardStanding> {
  const parsed = parseCardNumber(key.value);
  const { rows } = await db.raw<{ rows: FlatRow[] }>(standingQuery, {
    oldBarcode: key.kind === 'number' ? null : key.value.trim(),
    number: key.kind !== 'old_barcode' && parsed.ok ? parsed.number : null,
    universityId: at.universityId,
    ranks: affiliationsByRank,
    now,
  } as never);
  // The old bar code comes first; where both lead to one person, to two of his cards, it is the one that was meant.
  const [first] = rows;
  if (!first || rows.some((row) => row.personId !== first.personId)) {
    const misread = !first && !parsed.ok && parsed.code === 'bad_check_digit' && key.kind !== 'old_barcode';
    return { ...nobody, reason: misread ? 'bad_check_digit' : 'unknown' };
  }
  return standingFrom(rowOf(first), at, now);
}

/** What a card with this standing comes to for one kind of use: a block that does not name the use says nothing about it. */
export function reasonForUse(standing: Pick<CardStanding, 'reason' | 'blocks'>, use: BlockKind): CardReason {
  if (standing.reason !== 'blocked_here' && standing.reason !== 'blocked_consortium') return standing.reason;
  return reasonOfBlocks(standing.blocks.filter((block) => block.kinds.includes(use)));
}

const nobody = {
  card: undefined,
  personId: undefined,
  name: undefined,
  class: undefined,
  classUniversityId: undefined,
  validUntil: null,
  blocks: [],
} as const;

function standingFrom({ card, ...row }: Row, at: BlockPlace, now: Date): CardStanding {
  const visitor = card.kind === 'visitor';
  const blocks = row.blocks.map(blockOf).filter((block) => holdsAt(block, at));
  // A bar code that has died while its card lives on was put out of use by itself.
  const own: CardReason =
    row.dead && card.state === 'active'
      ? 'replaced'
      : reasonOfCard({ ...card, entitled: visitor || row.class !== null }, now);
  return {
    card,
    personId: card.personId,
    name: row.name ?? undefined,
    reason: own === 'ok' ? reasonOfBlocks(blocks) : own,
    class: row.class ?? (visitor ? 'library-walk-in' : undefined),
    classUniversityId: row.classUniversityId ?? (visitor ? card.issuedByUniversityId : undefined),
    validUntil: earlier(card.validUntil, visitor ? null : row.affiliatedUntil),
    blocks,
  };
}

function rowOf({ dead, name, class: held, classUniversityId, affiliatedUntil, blocks, ...card }: FlatRow): Row {
  return { card, dead, name, class: held, classUniversityId, affiliatedUntil, blocks };
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

const standingQuery = `
  with shown as (
    select k.card_id, 1 as turn, false as dead
    from directory.credentials k
    where k.kind = 'old_barcode' and k.university_id = :universityId and k.lookup_key = :oldBarcode and k.state = 'active'
    union all
    select c.id, 2, exists (select from directory.credentials k where k.card_id = c.id and k.kind = 'barcode' and k.state = 'dead')
    from directory.cards c
    where c.number = :number
  )
  select c.*, shown.dead, ${blocksOf('c."personId"', ':now')} as blocks,
         (select jsonb_build_object('familyName', n.family_name, 'givenName', n.given_name, 'patronymic', n.patronymic)
          from directory.person_names n where n.person_id = c."personId") as name,
         best.affiliation as class, best.university_id as "classUniversityId", ends.until as "affiliatedUntil"
  from shown
  cross join lateral (select ${cardColumns} from directory.cards where cards.id = shown.card_id) c
  left join lateral (
    select a.affiliation, a.university_id
    from directory.affiliations a
    where a.person_id = c."personId" and ${inEffect}
    order by array_position(cast(:ranks as text[]), a.affiliation), a.university_id = :universityId desc, a.university_id
    limit 1
  ) best on true
  cross join lateral (
    select case when bool_or(upper_inf(a.valid)) then null else max(upper(a.valid) + a.grace) end as until
    from directory.affiliations a
    where a.person_id = c."personId" and ${inEffect}
  ) ends
  order by shown.turn`;

import {
  type CompiledRules,
  compileRules,
  type SubjectAffiliation,
  type SubjectCard,
  type Zone,
} from '@onecampus/access-rules';
import type { FeedPosition, University } from '@onecampus/directory';
import type { JWK } from 'jose';
import type { NamedRule } from '../rules/rule-of-row.ts';
import type { CardKeyRow } from '../store/read-card-keys.ts';
import type { EntryBlock } from '../store/read-entry-blocks.ts';
import type { Holder } from './holders-of-rows.ts';
import { Profiles } from './profiles.ts';

/** A card as found by what was scanned. */
export interface HeldCard extends SubjectCard {
  readonly personId: string;
  /** The affiliation that a visitor's card is by itself. */
  readonly visitor?: SubjectAffiliation;
}

export interface SnapshotZone {
  readonly id: string;
  readonly zone: Zone;
  readonly universityId: string;
  readonly rules: readonly NamedRule[];
}

export interface SnapshotTerminal {
  readonly id: string;
  readonly zoneId: string;
  readonly zoneSlug: string;
  readonly publicJwk: JWK;
  readonly keyThumbprint: string;
}

/** What a batch of changes made of the things it speaks of: their present state, or their absence. */
export interface SnapshotUpdate {
  readonly holders: readonly Holder[];
  readonly holdersGone: readonly string[];
  readonly cards: readonly CardKeyRow[];
  /** Zones with their rules; those that cannot be understood are in `zonesGone`, which closes them. */
  readonly zones: readonly SnapshotZone[];
  readonly zonesGone: readonly string[];
  readonly terminals: readonly SnapshotTerminal[];
  readonly terminalsGone: readonly string[];
  readonly universities: readonly University[] | undefined;
  /** Whose blocks were read anew, and all that these people have now. */
  readonly blocksReadOf?: readonly string[];
  readonly blocks?: readonly EntryBlock[];
}

const NO_BLOCKS: readonly EntryBlock[] = Object.freeze([]);

/**
 * Everything a decision depends on, in memory. It changes only in `apply`, which does not wait for anything: whoever reads
 * without waiting in between reads one whole state.
 */
export class Snapshot {
  readonly #holders = new Map<string, Holder>();
  readonly #cards = new Map<string, HeldCard>();
  readonly #blocks = new Map<string, readonly EntryBlock[]>();
  readonly #zones = new Map<string, SnapshotZone>();
  readonly #rules = new Map<string, NamedRule>();
  readonly #terminals = new Map<string, SnapshotTerminal>();
  readonly #profiles = new Profiles();
  #compiled: CompiledRules = { zones: new Map() };
  #universities: readonly University[] = [];
  #position: FeedPosition;
  #seq: string;

  constructor(position: FeedPosition) {
    this.#position = position;
    this.#seq = seqOf(position);
  }

  get position(): FeedPosition {
    return this.#position;
  }

  /** The position as it is told to callers: `transaction.sequence`; both parts grow as numbers do. */
  get seq(): string {
    return this.#seq;
  }

  get compiled(): CompiledRules {
    return this.#compiled;
  }

  get universities(): readonly University[] {
    return this.#universities;
  }

  holder(personId: string): Holder | undefined {
    return this.#holders.get(personId);
  }

  card(key: string): HeldCard | undefined {
    return this.#cards.get(key);
  }

  /** Where this person may not come in. */
  blocks(personId: string): readonly EntryBlock[] {
    return this.#blocks.get(personId) ?? NO_BLOCKS;
  }

  zone(slug: string): SnapshotZone | undefined {
    return this.#zones.get(slug);
  }

  rule(id: string): NamedRule | undefined {
    return this.#rules.get(id);
  }

  terminal(id: string): SnapshotTerminal | undefined {
    return this.#terminals.get(id);
  }

  sizes(): { people: number; cards: number; zones: number; terminals: number } {
    return {
      people: this.#holders.size,
      cards: this.#cards.size,
      zones: this.#zones.size,
      terminals: this.#terminals.size,
    };
  }

  addHolders(holders: readonly Holder[]): void {
    for (const { personId, affiliations } of holders) {
      this.#holders.set(personId, { personId, affiliations: this.#profiles.shared(affiliations) });
    }
  }

  addCards(cards: readonly CardKeyRow[]): void {
    for (const { key, personId, state, validFrom, validTo, visitorOf } of cards) {
      // The holder's own string, so that the id is in memory once.
      const owner = this.#holders.get(personId)?.personId ?? personId;
      const card = { personId: owner, state, validFrom, validTo };
      this.#cards.set(key, visitorOf === null ? card : { ...card, visitor: walkIn(visitorOf, validFrom, validTo) });
    }
  }

  addBlocks(blocks: readonly EntryBlock[]): void {
    for (const block of blocks) this.#blocks.set(block.personId, [...this.blocks(block.personId), block]);
  }

  /** Takes a whole update in; `position` is given where it comes from the feed. */
  apply(update: SnapshotUpdate, position: FeedPosition = this.#position): void {
    const compiled = compileChanged(this.#compiled, update);
    this.addHolders(update.holders);
    for (const id of update.holdersGone) this.#holders.delete(id);
    this.addCards(update.cards);
    for (const id of update.blocksReadOf ?? []) this.#blocks.delete(id);
    this.addBlocks(update.blocks ?? []);
    for (const slug of [...update.zonesGone, ...update.zones.map(({ zone }) => zone.id)]) this.#removeZone(slug);
    for (const zone of update.zones) {
      this.#zones.set(zone.zone.id, zone);
      for (const rule of zone.rules) this.#rules.set(rule.id, rule);
    }
    for (const id of update.terminalsGone) this.#terminals.delete(id);
    for (const terminal of update.terminals) this.#terminals.set(terminal.id, terminal);
    if (update.universities) this.#universities = update.universities;
    this.#compiled = compiled;
    this.#position = position;
    this.#seq = seqOf(position);
  }

  #removeZone(slug: string): void {
    for (const rule of this.#zones.get(slug)?.rules ?? []) this.#rules.delete(rule.id);
    this.#zones.delete(slug);
  }
}

/** A visitor is a reader of the library that invites him, for as long as his card says. */
function walkIn(scope: string, validFrom: number | null, validUntil: number | null): SubjectAffiliation {
  return Object.freeze({ affiliation: 'library-walk-in', scope, validFrom: validFrom ?? 0, validUntil });
}

function seqOf({ tx, sequence }: FeedPosition): string {
  return `${tx}.${sequence}`;
}

/** Compiles only the zones that changed; it comes first in `apply`, because it is the only part that may throw. */
function compileChanged(before: CompiledRules, { zones, zonesGone }: SnapshotUpdate): CompiledRules {
  if (zones.length === 0 && zonesGone.length === 0) return before;
  const all = new Map(before.zones);
  for (const slug of zonesGone) all.delete(slug);
  const fresh = compileRules(
    zones.map(({ zone }) => zone),
    zones.flatMap(({ rules }) => rules),
  );
  for (const [slug, zone] of fresh.zones) all.set(slug, zone);
  return { zones: all };
}

export const ZONE_KINDS = ['library', 'sports', 'dormitory', 'laboratory'] as const;

/** One of the known kinds, or a university's own word. */
export type ZoneKind = (typeof ZONE_KINDS)[number] | (string & {});

/** A text in both languages of the house. */
export interface BilingualText {
  readonly ru: string;
  readonly en: string;
}

/** A place behind one or more gates. Rules speak of zones, never of single gates. */
export interface Zone {
  readonly id: string;
  readonly kind: ZoneKind;
  /** Scope of the university that runs the zone: `tpu.ru`. */
  readonly university: string;
  readonly title: BilingualText;
  /** IANA name in which the schedules of the zone's rules are written: `Asia/Tomsk`. */
  readonly timeZone: string;
}

/** What the owner of an account recognises a browser by. */
export interface Device {
  readonly browser?: string;
  readonly system?: string;
  readonly kind?: 'desktop' | 'mobile' | 'tablet';
}

/** `Firefox, Windows`; empty where nothing is known. */
export function nameOfDevice({ browser, system }: Device): string {
  return [browser, system].filter(Boolean).join(', ');
}

/** Where a text stops being a filter or path, and why; `at` from 0. Becomes invalidFilter or invalidPath by who asked. */
export class GrammarFault extends Error {
  readonly at: number;

  constructor(at: number, what: string) {
    super(what);
    this.at = at;
  }
}

import { createHash } from 'node:crypto';
import { canonicalText } from './canonical-text.ts';
import type { EndLine, ExportLine } from './export-lines.ts';
import type { AuditKey } from './keys.ts';

type Content = Exclude<ExportLine, EndLine>;

/** Writes an export line by line; keeps a digest of what went by and nothing else. */
export class ExportWriter {
  readonly #digest = createHash('sha256');

  line(content: Content): string {
    const text = `${canonicalText(content)}\n`;
    this.#digest.update(text);
    return text;
  }

  /** The last line, under the operator's signature. */
  end(state: Pick<EndLine, 'chain' | 'entries' | 'head' | 'at'>, key: AuditKey): string {
    const statement = { type: 'end', ...state, sha256: this.#digest.digest('hex'), key_id: key.keyId } as const;
    return `${canonicalText({ ...statement, signature: key.sign(statement) } satisfies EndLine)}\n`;
  }
}

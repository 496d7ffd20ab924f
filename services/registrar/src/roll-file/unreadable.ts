import { DomainError } from '@onecampus/errors';
import { type FileFaultCode, type FileFaultValues, fileFaultText } from '../rules/file-faults.ts';

/** The refusal of a whole file, with its sentence in both languages. `import.empty` where there is nothing to read. */
export function unreadable(fault: FileFaultCode, values: FileFaultValues = {}, cause?: unknown): DomainError {
  const text = fileFaultText(fault, values);
  return new DomainError(fault === 'no-heading' ? 'import.empty' : 'import.unreadable', text.en, {
    cause,
    details: { reason: fault, ...values, ...text },
  });
}

import { type PatchOperation, ScimError } from '@onecampus/scim';
import { memberIds } from './said-group.ts';

/** A PATCH of a Group as changes of rows, in order; the members that there are need not be read. */
export type GroupChange =
  | { readonly kind: 'name'; readonly displayName?: string; readonly externalId?: string | null }
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly ids: readonly string[] };

/** @throws ScimError 400 invalidPath for a path of members that names no ids. */
export function groupChanges(operations: readonly PatchOperation[]): GroupChange[] {
  return operations.map((operation) => {
    const { op, path, value } = operation;
    switch (path.attribute.name) {
      case 'displayName':
        return { kind: 'name', displayName: String(value ?? '') };
      case 'externalId':
        return { kind: 'name', externalId: op === 'remove' ? null : String(value) };
      case 'members':
        return membersChange(operation);
      default:
        throw new ScimError(400, `${path.attribute.name} of a Group cannot be changed.`, 'mutability');
    }
  });
}

function membersChange({ op, path, value }: PatchOperation): GroupChange {
  if (path.filter !== undefined) {
    throw new ScimError(400, 'Members are chosen by members[value eq "id"].', 'invalidPath');
  }
  if (op === 'remove' && value === undefined) return { kind: 'replace', ids: [] };
  return { kind: op, ids: memberIds(value) };
}

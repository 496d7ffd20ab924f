/** An AuthZEN 1.0 evaluation request with the parts that decisions here depend on. */
export interface EvaluationRequest {
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string };
}

export type ParsedEvaluation =
  | { readonly ok: true; readonly request: EvaluationRequest }
  | { readonly ok: false; readonly errors: readonly { readonly field: string; readonly message: string }[] };

/**
 * Checks the shape of an evaluation request (Authorization API 1.0 §5.1–5.4, §6.1). Fields that nobody knows are passed
 * over, as the specification demands of a decision point.
 */
export function parseEvaluation(body: unknown): ParsedEvaluation {
  const errors: { field: string; message: string }[] = [];
  const refuse = (field: string, message: string) => errors.push({ field, message });
  const object = (value: unknown, field: string): Record<string, unknown> => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    refuse(field, value === undefined ? 'is missing' : 'must be an object');
    return {};
  };
  const text = (of: Record<string, unknown>, parent: string, name: string): string => {
    const value = of[name];
    if (typeof value === 'string' && value !== '') return value;
    if (errors.every(({ field }) => field !== parent)) {
      refuse(`${parent}.${name}`, value === undefined ? 'is missing' : 'must be a non-empty string');
    }
    return '';
  };
  const free = (of: Record<string, unknown>, field: string, name: string) => {
    if (of[name] !== undefined) object(of[name], field);
  };

  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { ok: false, errors: [{ field: '', message: 'must be a JSON object' }] };
  }
  const root = body as Record<string, unknown>;
  const subject = object(root['subject'], 'subject');
  const action = object(root['action'], 'action');
  const resource = object(root['resource'], 'resource');
  const request: EvaluationRequest = {
    subject: { type: text(subject, 'subject', 'type'), id: text(subject, 'subject', 'id') },
    action: { name: text(action, 'action', 'name') },
    resource: { type: text(resource, 'resource', 'type'), id: text(resource, 'resource', 'id') },
  };
  free(subject, 'subject.properties', 'properties');
  free(action, 'action.properties', 'properties');
  free(resource, 'resource.properties', 'properties');
  free(root, 'context', 'context');
  return errors.length > 0 ? { ok: false, errors } : { ok: true, request };
}

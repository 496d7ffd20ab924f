import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseEvaluation } from './parse-evaluation.ts';

describe('parseEvaluation', () => {
  it('takes out what decisions depend on and passes over the rest', () => {
    const request = {
      subject: { type: 'credential', id: '2', properties: { colour: 'red' } },
      action: { name: 'enter' },
      resource: { type: 'zone', id: 'hall' },
    };
    expect(parseEvaluation({ ...request, context: { time: 1 }, extra: [] })).toEqual({
      ok: true,
      request: { ...request, subject: { type: 'credential', id: '2' } },
    });
  });

  it('names every fault at once', () => {
    const parsed = parseEvaluation({ subject: { type: 1 }, action: 'enter', context: [] });
    expect(parsed.ok ? [] : parsed.errors.map(({ field }) => field)).toEqual([
      'action',
      'resource',
      'subject.type',
      'subject.id',
      'context',
    ]);
  });

  it('never throws and never lets through what is not text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const parsed = parseEvaluation(body);
        if (!parsed.ok) return parsed.errors.length > 0;
        const { subject, action, resource } = parsed.request;
        return [subject.type, subject.id, action.name, resource.type, resource.id].every(
          (text) => typeof text === 'string' && text !== '',
        );
      }),
    );
  });
});

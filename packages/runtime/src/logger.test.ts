import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';
import { redactedFields } from './redaction.ts';
import { requestScope } from './request-scope.ts';

const canary = 'canary-77aa-secret';

function memoryLog(level = 'trace') {
  const written: string[] = [];
  const log = createLogger({ service: 'trial', level, destination: { write: (line) => written.push(line) } });
  return { log, text: () => written.join(''), last: () => JSON.parse(written.at(-1)!) as Record<string, unknown> };
}

describe('the log', () => {
  it.each(redactedFields)('never writes the value of %s, at the top or up to three levels down', (field) => {
    const { log, text } = memoryLog();
    log.info({ [field]: canary }, 'at the top');
    log.info({ a: { [field]: canary } }, 'one down');
    log.info({ a: { b: { [field]: canary } } }, 'two down');
    log.info({ a: { b: { c: { [field]: canary } } } }, 'three down');
    log.info({ list: [{ [field]: canary }] }, 'in a list');
    log.info({ a: { [field]: { deep: canary } } }, 'an object');
    log.error(
      { err: Object.assign(new Error('failed'), { [field === 'code' ? 'secret' : field]: canary }) },
      'an error',
    );
    log.child({ [field]: canary }).info('a child');
    expect(text()).not.toContain(canary);
    expect(text().match(/\[redacted\]/g)).toHaveLength(8);
  });

  it('writes an error with its cause, and its code under a name that is not an authorization code’s', () => {
    const { log, last } = memoryLog();
    const cause = new Error('the server is gone');
    log.error({ err: Object.assign(new Error('no answer', { cause }), { code: '57P01' }) }, 'failed');
    expect(last()).toMatchObject({ level: 50, msg: 'failed', service: 'trial', err: { errorCode: '57P01' } });
    expect(JSON.stringify(last())).toMatch(/no answer.*the server is gone/);
  });

  it('keeps one event on one line, whatever stands in it', () => {
    const { log, text } = memoryLog();
    log.info({ path: '/a\n{"level":60,"msg":"forged"}' }, 'one\nline\u2028\u0000');
    expect(text().trimEnd().split('\n')).toHaveLength(1);
  });

  it('puts the request’s id into each of its lines and into no other', async () => {
    const { log, last } = memoryLog();
    await requestScope.run({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      log.info('inside');
    });
    expect(last()['requestId']).toBe('r-1');
    log.info('outside');
    expect(last()['requestId']).toBeUndefined();
  });

  it('writes nothing below its level', () => {
    const { log, text } = memoryLog('warn');
    log.info('no');
    expect(text()).toBe('');
  });
});

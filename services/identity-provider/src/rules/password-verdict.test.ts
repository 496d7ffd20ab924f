import { describe, expect, it } from '@jest/globals';
import { blocklistSize, isCommonPassword } from '../passwords/blocklist.ts';
import { type PasswordFault, passwordVerdict } from './password-verdict.ts';

const contextWords = ['Кедрова', 'Анна', 'Сергеевна', 'a.kedrova', 'ТПУ', 'tpu', 'Политехнический', 'campus', 'кампус'];
const fine = undefined;

/** Password, verdict where it is the only factor, verdict beside a second one. */
const table: readonly [password: string, alone: PasswordFault | undefined, beside: PasswordFault | undefined][] = [
  // Length, and nothing but length.
  ['', 'too_short', 'too_short'],
  ['короче8', 'too_short', 'too_short'],
  ['zq7vbxk', 'too_short', 'too_short'],
  ['zq7vbxkw', 'too_short', fine],
  ['четырнадцать зн', fine, fine],
  ['кедр и сойка 9', 'too_short', fine],
  ['мох на северном пне', fine, fine],
  ['correct horse battery staple', fine, fine],
  ['верный пароль 1', fine, fine],
  ['пароль владельца', fine, fine],
  ['кедр-и-багульник 7', fine, fine],
  ['дождь стучит по жестяной крыше', fine, fine],
  ['83051746291840', 'too_short', fine],
  ['830517462918405', fine, fine],
  ['ABCXYZ-only-capitals-NOT', fine, fine],
  ['🐿️ рыжая белка ворует шишки', fine, fine],
  ['x9$Lq!0vRt2', 'too_short', fine],
  [`${'двенадцать месяцев '.repeat(3)}и сводная сестра`, fine, fine],
  ['w'.repeat(7) + 'abcxq vnmrt lkjpo'.repeat(4), fine, fine],
  ['🔑🦊🌲🐿🍄🪵🦉', 'too_short', 'too_short'],
  [' мох  и камни ', 'too_short', fine],
  ['мох и камни '.repeat(100), 'too_long', 'too_long'],
  ['я'.repeat(513), 'too_long', 'too_long'],
  ['нулевой\u0000байт внутри', 'malformed', 'malformed'],
  ['перевод\nстроки в пароле', 'malformed', 'malformed'],
  ['половина пары \ud83d здесь', 'malformed', 'malformed'],
  // On the list, whatever is stuck to it.
  ['password', 'too_short', 'common'],
  ['Password2024!!!!', 'common', 'common'],
  ['P@ssw0rd', 'too_short', 'common'],
  ['!!!P@ssw0rd2026', 'common', 'common'],
  ['dragon123456789', 'common', 'common'],
  ['Iloveyou20262026', 'common', 'common'],
  ['пароль12', 'too_short', 'common'],
  ['Пароль1234567890', 'pattern', 'pattern'],
  ['любимая 14.02.2020', 'common', 'common'],
  ['наташенька', 'too_short', 'common'],
  ['Екатерина', 'too_short', 'common'],
  ['Екатерина-1998-2004', 'common', 'common'],
  ['спартакчемпион', 'too_short', 'common'],
  ['спартакчемпион1922', 'common', 'common'],
  ['солнышко солнце', 'common', 'common'],
  ['мама папа 1234567', 'common', 'common'],
  ['privet-privetik-2', 'common', 'common'],
  ['solnyshko2026', 'too_short', 'common'],
  ['solnyshko-2026-05', 'common', 'common'],
  ['qwertyпароль19845', 'common', 'common'],
  // The same in the wrong layout.
  ['gfhjkm12', 'too_short', 'common'],
  ['Gfhjkm-2026-05-06', 'common', 'common'],
  ['k.,bvfz', 'too_short', 'too_short'],
  ['k.,bvfz 14.02.2020', 'common', 'common'],
  ['ghbdtn-ghbdtn-ghb', 'pattern', 'pattern'],
  ['зфыыцщкв', 'too_short', 'common'],
  ['вкфпщт2026вкфпщт', 'common', 'common'],
  ['cgfhnfrxtvgbjy', 'too_short', 'common'],
  // Keys in a row, repetitions, dates, telephone numbers.
  ['qwertyuiopasdfgh', 'pattern', 'pattern'],
  ['йцукенгшщзхъфыва', 'pattern', 'pattern'],
  ['12345678', 'too_short', 'pattern'],
  ['1234567890123456', 'pattern', 'pattern'],
  ['abcdefghijklmnop', 'pattern', 'pattern'],
  ['aaaaaaaaaaaaaaaa', 'pattern', 'pattern'],
  ['зонтикзонтикзонтик', 'pattern', 'pattern'],
  ['14021998', 'too_short', 'pattern'],
  ['14.02.1998-15.03.2001', 'pattern', 'pattern'],
  ['+7 (913) 555-01-23', 'pattern', 'pattern'],
  // His own and his university's names.
  ['Кедрова Анна 2004', 'context', 'context'],
  ['a.kedrova', 'too_short', 'context'],
  ['ТПУ-кампус-2026!', 'context', 'context'],
  ['политехнический2026', 'context', 'context'],
  ['gjkbnt[ybxtcrbq26', 'context', 'context'],
  ['rtlhjdf-2004-2026', 'context', 'context'],
  ['Кедрова любит мох и дождь', fine, fine],
];

describe('a password that somebody wants to set', () => {
  it.each(table)('%j: alone %s, beside a second factor %s', (password, alone, beside) => {
    const verdict = (secondFactor: boolean) =>
      passwordVerdict(password, { secondFactor, isCommon: isCommonPassword, contextWords });
    expect([verdict(false), verdict(true)]).toEqual([alone, beside]);
  });

  it('is compared with a list of more than three thousand', () => {
    expect(blocklistSize()).toBeGreaterThan(3_000);
    expect(table.length).toBeGreaterThanOrEqual(60);
  });

  it('may be as long as 64 characters and more', () => {
    const long = 'Длинная фраза из многих слов, которую легко запомнить и трудно угадать кому бы то ни было.';
    expect([...long].length).toBeGreaterThan(64);
    expect(passwordVerdict(long, { secondFactor: false, isCommon: isCommonPassword, contextWords })).toBeUndefined();
  });
});

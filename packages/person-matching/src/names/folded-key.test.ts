import { describe, expect, it } from '@jest/globals';
import { foldedKey } from './folded-key.ts';

describe('foldedKey', () => {
  it.each([
    ['Подъячев', 'Podieiachev', 'Podyachev', "Pod''yachev"],
    ['Хрущёв', 'Khrushchev', 'Khrushchyov', 'Hruschov', 'Xrushhyov'],
    ['Щербаков', 'Shcherbakov', 'Sherbakov', 'Scherbakov'],
    ['Евгений', 'Evgenii', 'Yevgeniy', 'Evgenij'],
    ['Цой', 'Tsoi', 'Coy', 'Czoj'],
    ['Юлия', 'Iuliia', 'Yulia', 'Julija'],
    ['Соловьёв', 'Solovev', 'Solovyev', 'Soloviov'],
    ['Михаил', 'Mikhail', 'Mixail', 'Mihail'],
    ['Максим', 'Maksim', 'Maxim'],
    ['Нұрлан', 'Нурлан', 'Nurlan'],
    ['Чжан', 'Zhan'],
    ['Иванова-Петрова', 'Ivanova Petrova', 'ИВАНОВА - ПЕТРОВА'],
    ['Сергей', 'Cергей', 'С\u0435рге\u0438\u0306', 'Сер\u200bгей'],
  ])('gives %s one key in every spelling', (...spellings) => {
    expect(new Set(spellings.map(foldedKey)).size).toBe(1);
    expect(foldedKey(spellings[0]!)).not.toBe('');
  });

  it.each([
    ['Иванов', 'Иванова'],
    ['Марина', 'Мария'],
    ['Яна', 'Анна'],
    ['Ульян', 'Юлиан'],
    ['Чернов', 'Жернов'],
    ['Цыганов', 'Сыганов'],
    ['Шолохов', 'Щёлоков'],
    ['Хасанов', 'Гасанов'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(foldedKey(one)).not.toBe(foldedKey(other));
  });

  it.each(['нет', ' - ', '.', 'НЕ УКАЗАНО', '0', '', null])('is empty for %p', (nothing) => {
    expect(foldedKey(nothing)).toBe('');
  });

  it('leaves other scripts as they are and survives what is not a name', () => {
    expect(foldedKey('张')).toBe('张');
    expect(foldedKey('\u202eИванов😀')).toBe('ivanov');
    expect(foldedKey('щ'.repeat(100_000)).length).toBeLessThanOrEqual(200);
  });
});

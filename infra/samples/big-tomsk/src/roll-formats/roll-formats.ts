import type { RollFormat } from './roll-format.ts';
import { sibsmuFormat } from './sibsmu.ts';
import { tpuFormat } from './tpu.ts';
import { tspuFormat } from './tspu.ts';
import { tsuFormat } from './tsu.ts';
import { tsuabFormat } from './tsuab.ts';
import { tusurFormat } from './tusur.ts';

/** One per university. */
export const rollFormats: readonly RollFormat[] = [
  tpuFormat,
  tsuFormat,
  tusurFormat,
  tsuabFormat,
  sibsmuFormat,
  tspuFormat,
];

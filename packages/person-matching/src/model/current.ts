import type { MatchModel } from './match-model.ts';
import { model_2026_1 } from './model-2026-1.ts';

export const currentModel: MatchModel = model_2026_1;

/** Stands beside every decision. */
export const modelVersion: string = currentModel.version;

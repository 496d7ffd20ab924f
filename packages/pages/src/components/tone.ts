/** What a message or a badge means. Never shown by colour alone: every tone has its own sign beside it. */
export type Tone = 'info' | 'ok' | 'warn' | 'error' | 'neutral';

import type { Context } from '../context.ts';
import type { WebApp } from '../web-app.ts';

export function zonePages(_app: WebApp, _context: Context): void {}

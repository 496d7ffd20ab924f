import type { createApp } from '@onecampus/http';

/** The express application, by its type only: express itself is the business of packages/http. */
export type WebApp = ReturnType<typeof createApp>;

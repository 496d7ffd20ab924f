import { assetsFolder, preactAssets } from '@onecampus/pages';
import express, { type Router } from 'express';

const life_seconds = 3_600;

/** Styles, scripts and pictures of packages/pages under /assets/. They hold nothing private and may be cached. */
export function assets(): Router {
  const router = express.Router();
  const cacheable = { 'Cache-Control': `public, max-age=${life_seconds}` };
  for (const { url, file } of preactAssets) {
    router.get(url, (_request, response) => {
      response.set(cacheable).type('text/javascript').sendFile(file);
    });
  }
  router.use(
    '/assets',
    express.static(assetsFolder, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => {
        response.setHeader('Cache-Control', cacheable['Cache-Control']);
      },
    }),
  );
  router.get('/favicon.ico', (_request, response) => response.redirect(301, '/assets/favicon.svg'));
  return router;
}

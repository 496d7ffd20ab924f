import { createServer } from 'node:http';
import { buildLms } from './app.ts';
import { readLmsConfig } from './config.ts';

const config = readLmsConfig(process.env);
const server = createServer(buildLms(config));
server.listen(config.port, '127.0.0.1', () => console.log(`${config.name.en} at ${config.publicUrl}`));

const stop = () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);

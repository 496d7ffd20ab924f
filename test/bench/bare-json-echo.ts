import { createServer } from 'node:http';

/** What node:http itself costs: a JSON body read, parsed and sent back. Listens on BENCH_PORT; GET answers 200. */
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const text = Buffer.concat(pieces).toString('utf8');
    const body = JSON.stringify(text === '' ? {} : JSON.parse(text));
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
      .end(body);
  });
});
server.listen(Number(process.env['BENCH_PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

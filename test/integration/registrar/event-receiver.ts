import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly token: string;
}

/** A receiver as RFC 8935 describes it, which keeps what it got and answers as it is told. */
export async function startReceiver() {
  const received: ReceivedRequest[] = [];
  let answers: (request: ReceivedRequest) => { status: number; body?: string } = () => ({ status: 202 });
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const one = {
        contentType: request.headers['content-type'],
        authorization: request.headers.authorization,
        token: body,
      };
      received.push(one);
      const answer = answers(one);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received,
    answerWith: (next: typeof answers) => {
      answers = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

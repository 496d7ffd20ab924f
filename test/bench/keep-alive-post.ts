import { connect, type Socket } from 'node:net';

/**
 * One HTTP/1.1 connection that posts and waits, one request at a time, with as little work as a client can have: the load
 * generator has one core, and what it spends on parsing would be missing to the servers it compares.
 */
export type KeepAlivePost = {
  /** The body of the answer; throws for any status but 200. */
  send(head: string, body: string): Promise<string>;
  close(): void;
};

export async function openKeepAlivePost(port: number): Promise<KeepAlivePost> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = '';
  let waiting: { resolve: (body: string) => void; reject: (error: Error) => void } | undefined;
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = undefined;
  };
  socket.setEncoding('latin1');
  socket.on('data', (piece: string) => {
    received += piece;
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const at = received.indexOf('ontent-', 0);
    const length = Number(/content-length: (\d+)/i.exec(received.slice(Math.max(0, at - 1), headEnd))?.[1]);
    if (received.length < headEnd + 4 + length) return;
    const answer = received;
    received = '';
    if (!answer.startsWith('HTTP/1.1 200')) return fail(new Error(answer.slice(0, answer.indexOf('\r\n'))));
    waiting?.resolve(answer.slice(headEnd + 4));
    waiting = undefined;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection was closed')));
  return {
    send: (head, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
      }),
    close: () => socket.destroy(),
  };
}

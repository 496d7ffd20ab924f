import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A letter as it arrived. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came over the wire. */
  readonly source: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface SmtpReceiver {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Answers the next so many recipients with this line instead of taking them, e.g. `451 4.3.0 later`. */
  refuse(line: string, times: number): void;
  /** Waits until a letter to this address came whose subject or text holds the words; the latest of them. */
  waitFor(to: string, words: string): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

const patience_ms = 15_000;

/** A mail server for tests: enough of RFC 5321 to take letters from a real client over a real socket. */
export async function startSmtpReceiver(): Promise<SmtpReceiver> {
  const received: ReceivedMail[] = [];
  const refusals: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    talk(socket, refusals, (mail) => received.push(mail));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    refuse: (line, times) => {
      refusals.push(...Array.from({ length: times }, () => line));
    },
    waitFor: async (to, words) => {
      const until = Date.now() + patience_ms;
      for (;;) {
        const found = received.findLast(
          (mail) => mail.to.includes(to) && (mail.subject.includes(words) || mail.text.includes(words)),
        );
        if (found) return found;
        if (Date.now() > until) {
          const came = received.map((mail) => `${mail.to.join()}: ${mail.subject}`).join('\n');
          throw new Error(`no letter to ${to} with “${words}”; there came:\n${came}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function talk(socket: Socket, refusals: string[], take: (mail: ReceivedMail) => void): void {
  let pending = '';
  let from = '';
  let to: string[] = [];
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return say('250-receiver\r\n250 8BITMIME');
    if (verb === 'MAIL') {
      from = addressOf(line);
      to = [];
      return say('250 ok');
    }
    if (verb === 'RCPT') {
      const refusal = refusals.shift();
      if (refusal !== undefined) return say(refusal);
      to.push(addressOf(line));
      return say('250 ok');
    }
    if (verb === 'DATA') {
      inData = true;
      return say('354 go on');
    }
    if (verb === 'QUIT') {
      say('221 bye');
      return socket.end();
    }
    return say('250 ok');
  };
  say('220 receiver ESMTP');
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('utf8');
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n';
      const at = pending.indexOf(end);
      if (at < 0) return;
      const piece = pending.slice(0, at);
      pending = pending.slice(at + end.length);
      if (!inData) {
        command(piece);
        continue;
      }
      inData = false;
      take({ from, to, ...parse(piece.replaceAll('\r\n..', '\r\n.')) });
      say('250 taken');
    }
  });
}

function addressOf(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

function parse(source: string): Pick<ReceivedMail, 'source' | 'subject' | 'text' | 'html'> {
  const subject = (/^subject: ((?:.*(?:\r\n[ \t].*)*))/im.exec(source)?.[1] ?? '').replace(/\r\n[ \t]/g, ' ');
  return {
    source,
    subject: decodeWords(subject),
    text: partOf(source, 'text/plain'),
    html: partOf(source, 'text/html'),
  };
}

/** RFC 2047 §2: words in base64 or in the header's own quoted form; a letter may be cut in two between words. */
function decodeWords(text: string): string {
  const words = /(?:=\?utf-8\?[bq]\?[^?]*\?=\s*)+/gi;
  return text.replace(words, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind, word]) =>
        kind!.toLowerCase() === 'b' ? Buffer.from(word!, 'base64') : bytesOf(word!.replaceAll('_', ' ')),
      ),
    ).toString('utf8'),
  );
}

function partOf(source: string, type: string): string {
  const at = source.toLowerCase().indexOf(`content-type: ${type}`);
  if (at < 0) return '';
  const headersEnd = source.indexOf('\r\n\r\n', at);
  const headers = source.slice(at, headersEnd).toLowerCase();
  const rest = source.slice(headersEnd + 4);
  const body = rest.slice(0, rest.search(/\r\n----|$(?![\s\S])/));
  if (headers.includes('base64')) return Buffer.from(body, 'base64').toString('utf8');
  return headers.includes('quoted-printable') ? bytesOf(body).toString('utf8') : body;
}

/** RFC 2045 §6.7 */
function bytesOf(text: string): Buffer {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

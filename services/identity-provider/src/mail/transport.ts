import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';

/** What a letter is on its way. */
export interface Outgoing {
  /** The same at every try, so that a mailbox that got it twice shows it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Hands letters to a mail server; opened for one run of the outbox. */
export interface MailTransport {
  /** @throws MailFault */
  send(mail: Outgoing): Promise<void>;
  close(): void;
}

/** Says no more than a number and a word: what servers answer repeats addresses. */
export class MailFault extends Error {
  override readonly name = 'MailFault';
  /** Trying again will not help. */
  readonly final: boolean;
  constructor(message: string, final: boolean) {
    super(message);
    this.final = final;
  }
}

export type MailSettings = {
  readonly smtpUrl: string | undefined;
  /** Where letters are written as files instead, for a start on one's own machine. */
  readonly folder: string | undefined;
  readonly from: string;
  /** Without TLS nothing goes to another machine. */
  readonly tlsRequired: boolean;
};

const sender = 'One Campus';

/** `undefined` where no way out is set: then nothing is mailed, and pages show everything. */
export function openTransport(settings: MailSettings): MailTransport | undefined {
  if (settings.smtpUrl !== undefined) return smtpTransport(settings.smtpUrl, settings);
  return settings.folder === undefined ? undefined : folderTransport(settings.folder, settings.from);
}

function smtpTransport(url: string, { from, tlsRequired }: MailSettings): MailTransport {
  const transporter = nodemailer.createTransport(
    {
      url,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      ...(tlsRequired && !isThisMachine(url) ? { requireTLS: true } : {}),
      disableFileAccess: true,
      disableUrlAccess: true,
    } as never,
    { from: { name: sender, address: from } },
  );
  return {
    send: async (mail) => {
      try {
        await transporter.sendMail(messageOf(mail, from));
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => transporter.close(),
  };
}

function folderTransport(folder: string, from: string): MailTransport {
  const transporter = nodemailer.createTransport(
    { streamTransport: true, buffer: true, newline: 'unix' },
    { from: { name: sender, address: from } },
  );
  return {
    send: async (mail) => {
      await mkdir(folder, { recursive: true });
      const { message } = await transporter.sendMail(messageOf(mail, from));
      await writeFile(path.join(folder, `${mail.id}.eml`), message as Buffer, { mode: 0o600 });
    },
    close: () => undefined,
  };
}

function messageOf({ id, to, subject, text, html }: Outgoing, from: string) {
  return {
    // As a name and an address, never as a line to be parsed: a comma in it would be two recipients.
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** A relay beside us: nobody listens on that line. */
function isThisMachine(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

/** RFC 5321 §4.2.1: 5yz is a lasting refusal — of this letter; a refusal to let us in may be mended. */
function faultOf(error: unknown): MailFault {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : undefined;
  const word = typeof code === 'string' && /^[A-Z]{1,20}$/.test(code) ? code : 'EUNKNOWN';
  const final = status !== undefined && status >= 500 && (word === 'EENVELOPE' || word === 'EMESSAGE');
  return new MailFault(status === undefined ? word : `${word} ${status}`, final);
}

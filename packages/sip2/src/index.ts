export { type Sip2Charset, sip2Charsets } from './charset.ts';
export { checksumOf } from './checksum.ts';
export { createFramer, type Framed, type Framer, message_bytes_max } from './framer.ts';
export {
  type CommandCode,
  commandCodes,
  type FieldId,
  type Message,
  type MessageCode,
  type MessageOf,
  messageShapes,
} from './message-shapes.ts';
export { type PatronStatusFlag, patronStatus, patronStatusFlags } from './patron-status.ts';
export { type ReadMessage, readMessage } from './read-message.ts';
export { cleanText, text_bytes_max } from './text.ts';
export { readTimestamp, type Timestamp, writeTimestamp } from './timestamp.ts';
export { type Wire, type WireEnd, writeMessage } from './write-message.ts';

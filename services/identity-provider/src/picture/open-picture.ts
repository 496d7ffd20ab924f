import { watch } from '@onecampus/database';
import { peopleChannel } from '@onecampus/directory';
import { type LivePicture, livePicture } from './live-picture.ts';
import type { Told } from './withdrawals.ts';

/** As migration 0095 has it, for the notice and for what is said aside. */
const withdrawnChannel = 'identity_provider_withdrawn';

export interface OpenPicture {
  readonly picture: LivePicture;
  /** For the pool: what the server says aside while a statement of ours runs. */
  onServerNotice(message: string): void;
  stop(): Promise<void>;
}

/** Opens the connection that hears of withdrawals, and the picture that rests on it. */
export function openPicture(databaseUrl: string): OpenPicture {
  const hearing = watch({
    url: databaseUrl,
    channels: [withdrawnChannel, peopleChannel],
    onNotice: (channel, payload) =>
      channel === peopleChannel ? picture.forgetPeople() : picture.forget(payload as Told),
    onGap: () => picture.forgetAll(),
  });
  const picture = livePicture(hearing);
  return {
    picture,
    onServerNotice: (message) => {
      const [name, what] = message.split(' ');
      if (name === withdrawnChannel && what) picture.distrust(what as Told);
    },
    stop: () => hearing.stop(),
  };
}

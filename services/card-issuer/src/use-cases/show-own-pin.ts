import type { SipDesk } from '../sip-desk.ts';
import { hasPin } from '../store/patron-pins.ts';

/** Whether there are PINs at all, and whether a person has one; nobody is ever told which. */
export async function showOwnPin(desk: SipDesk, personId: string): Promise<'not_in_use' | 'none' | 'set'> {
  if (desk.peppers.length === 0) return 'not_in_use';
  return (await hasPin(desk.db, personId)) ? 'set' : 'none';
}

/** An e-mail address as it is compared: lower case, without what stands after a plus; empty where it says nothing. */
export function emailKey(email: string | null): string {
  const match = /^([^\s@+\p{C}]+)(?:\+[^\s@\p{C}]*)?@([^\s@\p{C}]+\.[^\s@\p{C}]+)$/u.exec(
    email?.trim().toLowerCase() ?? '',
  );
  return match ? `${match[1]}@${match[2]}` : '';
}

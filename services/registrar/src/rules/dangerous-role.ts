/** Roles that give power over people's data: only by step-up, and only by two. */
export const dangerousRoles = ['registrar', 'administrator'] as const;
export type DangerousRole = (typeof dangerousRoles)[number];

export function isDangerous(role: string): role is DangerousRole {
  return (dangerousRoles as readonly string[]).includes(role);
}

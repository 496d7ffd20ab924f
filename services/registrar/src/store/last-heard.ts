import type { Tx } from '@onecampus/database';

/** The last thing that a university's system did by SCIM. */
export interface LastProvisioning {
  readonly at: Date;
  readonly action: string;
  readonly actor: string;
}

export async function findLastProvisioning(tx: Tx): Promise<LastProvisioning | undefined> {
  const { rows } = await tx.raw<{ rows: LastProvisioning[] }>(
    `select at, action, actor from directory.audit_trail
     where university_id = directory.current_university() and at > now() - interval '30 days' and actor like 'client:%'
       and (action like 'scim-user.%' or action like 'scim-group.%' or action like 'scim-affiliation.%')
     order by at desc limit 1`,
  );
  return rows[0];
}

/** The last file that came from anywhere, whatever became of it. */
export interface LastFile {
  readonly id: string;
  readonly source: string;
  readonly at: Date;
  readonly state: string;
}

export async function findLastFile(tx: Tx): Promise<LastFile | undefined> {
  const { rows } = await tx.raw<{ rows: LastFile[] }>(
    `select i.id, s.label as source, i.created_at as at, i.state
     from registrar.imports i join directory.sources s on s.id = i.source_id
     where i.university_id = directory.current_university() order by i.created_at desc, i.id desc limit 1`,
  );
  return rows[0];
}

import { affiliationSchema } from './affiliation-schema.ts';
import { campusUserSchema } from './campus-user-schema.ts';
import { enterpriseUserSchema } from './enterprise-user-schema.ts';
import { groupSchema } from './group-schema.ts';
import type { ResourceSchemas } from './schema.ts';
import { userSchema } from './user-schema.ts';

export const userSchemas: ResourceSchemas = [userSchema, enterpriseUserSchema, campusUserSchema];
export const groupSchemas: ResourceSchemas = [groupSchema];
export const affiliationSchemas: ResourceSchemas = [affiliationSchema];

import { campusUserSchema, enterpriseUserSchema } from '@onecampus/scim';

export const campusUrn = campusUserSchema.id;
export const enterpriseUrn = enterpriseUserSchema.id;

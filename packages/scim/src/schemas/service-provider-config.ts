export interface ServiceProviderLimits {
  readonly base: string;
  readonly count_default: number;
  readonly count_max: number;
  readonly operations_max: number;
  readonly payload_bytes_max: number;
  readonly cursor_lifetime_seconds?: number;
  readonly documentationUri?: string;
}

/** Answer to GET /ServiceProviderConfig, RFC 7643 §5 and RFC 9865 §4. */
export function serviceProviderConfig(_limits: ServiceProviderLimits): Readonly<Record<string, unknown>> {
  throw new Error('being written');
}

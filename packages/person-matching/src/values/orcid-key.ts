/** The sixteen characters of an ORCID, written bare or as an address; empty where it says nothing. */
export function orcidKey(orcid: string | null): string {
  return (
    /(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])$/
      .exec((orcid ?? '').trim().toUpperCase())
      ?.slice(1)
      .join('') ?? ''
  );
}

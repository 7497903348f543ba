/** A part of a connection string, a token, a private key, the id of an access key, or an address with a password. */
const forms =
  /^eyJ[\w-]+\.|^(Basic|Bearer) |-----BEGIN [A-Z ]*PRIVATE KEY|(AccountKey|SharedAccessKey|SharedAccessSignature|password|pwd|client_secret)\s*=|^sk-|[?&]sig=|\bAKIA[0-9A-Z]{16}\b|:\/\/[^/\s:@]+:[^/\s@]+@/i;

/** Whether text has one of the known forms of a key. */
export const hasSecretForm = (value: string): boolean => forms.test(value);

/** Text that is a key: one of the known forms, or 32 characters and more without a space, of letters and digits, that are no id. */
export function looksSecret(value: string): boolean {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
  const isKey = /^(?=.*[a-z])(?=.*\d)[A-Za-z0-9+/=_-]{32,}$/i.test(value) && !isId;
  return isKey || hasSecretForm(value);
}

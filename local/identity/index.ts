export { type Claims, type Principal } from "./directory";
export { publishedDocument } from "./documents";
export { type Issuer, type Signature, createIssuer } from "./issuer";

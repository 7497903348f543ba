import { localUrn } from "../difference/compare";

/** Id of the part of the page that tells of a resource. */
export const anchorOf = (urn: string): string =>
  `r-${localUrn(urn)
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .slice(-150)}`;

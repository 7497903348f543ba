/** The client stops waiting for an operation that Azure has accepted and goes on with. */
export class InterruptedError extends Error {
  constructor(
    /** Id of the resource whose operation goes on. */
    readonly acceptedId: string,
    options: ErrorOptions,
  ) {
    super(`the waiting for ${acceptedId} was interrupted; Azure goes on`, options);
    this.name = "InterruptedError";
  }
}

/**
 * azure-native looks before it creates: a resource that is already there is refused by the provider itself, not by Azure
 * (pulumi-azure-native, `CanCreate`).
 */
export class ExistingResourceError extends Error {
  constructor(id: string) {
    super(`cannot create already existing resource '${id}'`);
    this.name = "ExistingResourceError";
  }
}

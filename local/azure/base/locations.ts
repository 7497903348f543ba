/** Azure writes a location in two ways: `Sweden Central` is `swedencentral`. */
export const normalLocation = (location: string): string => location.toLowerCase().replaceAll(" ", "");

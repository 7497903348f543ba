import vm from "node:vm";

/**
 * Loads a package that exists as an ES module only. Jest runs tests in a context of its own that cannot import one, so there the main
 * context does it.
 */
export async function loadEsm<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG") throw error;
  }
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const script = new vm.Script("(name) => import(name)", { filename: __filename, importModuleDynamically });
  return (script.runInThisContext() as (name: string) => Promise<T>)(name);
}

import { UnsupportedError } from "./errors";
import { scalar } from "./expressions";
import { className } from "./language";
import { Scope } from "./scope";
import { rowsOf } from "./tabular";

/** Gives the names of `let` statements their meaning. */
export function statements(list: readonly object[], scope: Scope, given: ReadonlySet<string> = new Set()): void {
  for (const statement of list) {
    if (!(statement instanceof Kusto.Language.Syntax.LetStatement))
      throw new UnsupportedError(`the statement ${className(statement)}`);
    const called = statement.Name?.SimpleName ?? "";
    if (given.has(called)) continue;
    const expression = statement.Expression!;
    if (expression instanceof Kusto.Language.Syntax.FunctionDeclaration)
      scope.give(called, { declaration: expression, scope: new Scope(scope.made, scope) });
    else if (expression.ResultType instanceof Kusto.Language.Symbols.TableSymbol)
      scope.give(called, { relation: scope.keep(rowsOf(expression, scope)) });
    else {
      const value = scalar(expression, scope);
      scope.give(called, { value: { ...value, sql: `(${value.sql})` } });
    }
  }
}

import { suggestion } from '../../suggestion.ts';
import { environmentName, type VariableDeclaration } from '../../world/variables.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Warns of each environment variable that seems to be meant for a variable of the app and is not:
 * nothing reads it. Those that are not similar to any are left out, for they may be another app's.
 */
export function warnOfMisspelt(
  { env, note }: Pick<Terminal, 'env' | 'note'>,
  declarations: ReadonlyMap<string, VariableDeclaration>,
): void {
  const declared = [...declarations.keys()].map(environmentName);
  const missing = declared.filter((name) => env[name] === undefined);
  for (const name of Object.keys(env).sort()) {
    if (!name.startsWith(PREFIX) || declared.includes(name)) continue;
    const bare = missing.map((each) => each.slice(PREFIX.length));
    const near = suggestion(name.slice(PREFIX.length), bare);
    if (near === undefined) continue;
    note(
      `warning: ${name} has no effect: the app declares no such variable. ` +
        `Did you mean ${PREFIX}${near}?`,
    );
  }
}

const PREFIX = environmentName('');

import { usageError } from './options.ts';

/** A command line without an option that may stand there several times. */
export interface RepeatedOption {
  readonly values: readonly string[];
  readonly others: readonly string[];
}

/**
 * Takes every `--name VALUE` and `--name=VALUE` out of the arguments of a command.
 *
 * @param option with its dashes
 * @throws HarnessError `usage` for one without a value.
 */
export function takeRepeated(args: readonly string[], option: string): RepeatedOption {
  const values: string[] = [];
  const others: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === option) {
      index += 1;
      const value = args[index];
      if (value === undefined) throw usageError(`${option} takes a value`);
      values.push(value);
    } else if (argument.startsWith(`${option}=`)) {
      values.push(argument.slice(option.length + 1));
    } else {
      others.push(argument);
    }
  }
  return { values, others };
}

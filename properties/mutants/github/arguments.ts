import { Arguments as RealArguments } from '../../../spin-app/github/arguments.ts';
import type { Parameters } from '../../../spin-app/github/parameter.ts';
import { isJsonObject } from '../../../spin-app/protocol/json-body.ts';
import { isActive } from '../active-mutant.ts';

export class Arguments extends RealArguments {
  constructor(parameters: Parameters, sent: unknown, rules: { readonly strict: boolean }) {
    if (isActive('odd-arguments-break-down') && !isJsonObject(sent)) {
      throw new TypeError('the arguments have no members');
    }
    super(parameters, sent, rules);
  }
}

import type { Json } from '../../../../spin-app/mock/json/json.ts';
import * as real from '../../../../spin-app/mock/template/fill-template.ts';
import { isActive } from '../../active-mutant.ts';

export * from '../../../../spin-app/mock/template/fill-template.ts';

export function fillTemplate(template: Json, args: Json): Json {
  if (isActive('literals-filled') && template instanceof Map && template.has('$literal')) {
    return real.fillTemplate(template.get('$literal') ?? null, args);
  }
  const filled = real.fillTemplate(template, args);
  if (isActive('templates-filled-again')) return real.fillTemplate(filled, args);
  if (!isActive('blank-for-what-is-absent') || typeof filled !== 'string') return filled;
  return filled.replace(/\{\{[^{}]*\}\}/g, '');
}

import { type JsonModel, jsonTextOf } from './json-value.ts';
import type { ArgumentModel } from './mock-model.ts';

/** The path to an argument, or to a value within one. */
export interface HolePath {
  readonly name: string;
  readonly steps: readonly (string | number)[];
}

/**
 * A part of a template's text that does not merge with its neighbours: literal text, or a
 * placeholder with its prefix.
 *
 * - `plain`: is filled
 * - `dollar`: `${{ a }}`, which is not a placeholder
 * - `escaped`: `\{{a}}`, which is text
 * - `backslash`: `\\{{a}}`, a backslash and a placeholder
 * - `braced`: `{{{a}}}`, a placeholder in braces
 */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'plain' | 'dollar' | 'escaped' | 'backslash' | 'braced';
      readonly path: HolePath;
      /** On both sides of the path. */
      readonly space: string;
    };

/** A template by its structure, so that its result can be judged without parsing text. */
export type TemplateModel =
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'argument'; readonly path: HolePath }
  | { readonly kind: 'literal'; readonly value: JsonModel }
  | { readonly kind: 'scalar'; readonly value: JsonModel }
  | { readonly kind: 'list'; readonly items: readonly TemplateModel[] }
  | {
      readonly kind: 'object';
      readonly members: ReadonlyArray<readonly [readonly TextPart[], TemplateModel]>;
    };

/** The template as it is sent. */
export function writtenTemplate(template: TemplateModel): JsonModel {
  switch (template.kind) {
    case 'text':
      return template.parts.map(writtenPart).join('');
    case 'argument':
      return new Map([['$arg', pathText(template.path)]]);
    case 'literal':
      return new Map([['$literal', template.value]]);
    case 'scalar':
      return template.value;
    case 'list':
      return template.items.map(writtenTemplate);
    case 'object':
      return new Map(
        template.members.map(([name, value]) => [
          name.map(writtenPart).join(''),
          writtenTemplate(value),
        ]),
      );
  }
}

/** The expected result of the template with these arguments. */
export function filledTemplate(template: TemplateModel, args: ArgumentModel): JsonModel {
  switch (template.kind) {
    case 'text':
      return filledText(template.parts, args);
    case 'argument': {
      const value = argumentAt(args, template.path);
      return value === undefined ? writtenTemplate(template) : value;
    }
    case 'literal':
      return template.value;
    case 'scalar':
      return template.value;
    case 'list':
      return template.items.map((item) => filledTemplate(item, args));
    case 'object':
      return new Map(
        template.members.map(([name, value]) => [
          filledText(name, args),
          filledTemplate(value, args),
        ]),
      );
  }
}

/** The placeholders that none of these arguments can fill, as they are written, each once. */
export function unfillableHoles(template: TemplateModel, names: ReadonlySet<string>): string[] {
  const isKnown = (path: HolePath): boolean => names.has(path.name) || names.has(pathText(path));
  const ofText = (parts: readonly TextPart[]): string[] =>
    parts.flatMap((part) => {
      const isHole = part.kind === 'plain' || part.kind === 'backslash' || part.kind === 'braced';
      return isHole && !isKnown(part.path) ? [holeText(part)] : [];
    });
  const below = (part: TemplateModel): string[] => {
    if (part.kind === 'text') return ofText(part.parts);
    if (part.kind === 'list') return part.items.flatMap(below);
    if (part.kind === 'object') {
      return part.members.flatMap(([name, value]) => [...ofText(name), ...below(value)]);
    }
    const isUnknown = part.kind === 'argument' && !isKnown(part.path);
    return isUnknown ? [jsonTextOf(writtenTemplate(part))] : [];
  };
  return [...new Set(below(template))];
}

function writtenPart(part: TextPart): string {
  if (part.kind === 'text') return part.text;
  const { before, after } = AROUND[part.kind];
  return `${before}${holeText(part)}${after}`;
}

const AROUND = {
  plain: { before: '', after: '' },
  dollar: { before: '$', after: '' },
  escaped: { before: '\\', after: '' },
  backslash: { before: '\\\\', after: '' },
  braced: { before: '{', after: '}' },
} as const;

function filledText(parts: readonly TextPart[], args: ArgumentModel): string {
  return parts.map((part) => filledPart(part, args)).join('');
}

function filledPart(part: TextPart, args: ArgumentModel): string {
  if (part.kind === 'text' || part.kind === 'dollar') return writtenPart(part);
  if (part.kind === 'escaped') return holeText(part);
  const value = argumentAt(args, part.path);
  if (value === undefined) return writtenPart(part);
  const text = typeof value === 'string' ? value : jsonTextOf(value);
  if (part.kind === 'braced') return `{${text}}`;
  return part.kind === 'backslash' ? `\\${text}` : text;
}

function argumentAt(args: ArgumentModel, path: HolePath): JsonModel | undefined {
  const whole = args.get(pathText(path));
  if (whole !== undefined) return whole;
  return path.steps.reduce<JsonModel | undefined>((place, step) => {
    if (typeof step === 'number') return Array.isArray(place) ? place[step] : undefined;
    return place instanceof Map ? place.get(step) : undefined;
  }, args.get(path.name));
}

function holeText({ path, space }: Exclude<TextPart, { kind: 'text' }>): string {
  return `{{${space}${pathText(path)}${space}}}`;
}

function pathText({ name, steps }: HolePath): string {
  const ways = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return name + ways.join('');
}

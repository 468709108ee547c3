import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { expect } from 'vitest';

/** What the schema of Jenkins (`junit-10.xsd`) lets an element have, and `file` of pytest's. */
interface ElementRule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
}

const COUNTS = ['tests', 'failures', 'errors'];
const PROBLEM: ElementRule = { required: ['message', 'type'], optional: [], children: [] };

const SCHEMA: Readonly<Record<string, ElementRule>> = {
  testsuites: { required: ['name', ...COUNTS], optional: ['time'], children: ['testsuite'] },
  testsuite: {
    required: ['name', ...COUNTS, 'skipped'],
    optional: ['time'],
    children: ['testcase'],
  },
  testcase: {
    required: ['name', 'classname'],
    optional: ['file', 'time'],
    children: ['error', 'failure', 'skipped', 'system-out'],
  },
  error: PROBLEM,
  failure: PROBLEM,
  skipped: { required: ['message'], optional: [], children: [] },
  'system-out': { required: [], optional: [], children: [] },
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** A test case: its name and class, and how it ended. */
export type JunitCase = readonly [name: string, classname: string, ending: string];

/** The name of the suite of a valid report, and its test cases. */
export function readJunit(xml: string): { readonly suite: string; readonly cases: JunitCase[] } {
  const root = parsed(xml);
  requireValid(root);
  const [suite] = root.children;
  if (root.name !== 'testsuites' || suite === undefined) throw new Error('there is no suite');
  const endings = suite.children.map(endingOf);
  const count = (name: string) => endings.filter((ending) => ending.startsWith(name)).length;
  const counts = { tests: endings.length, failures: count('failure'), errors: count('error') };
  expect(numbers(root, COUNTS)).toEqual(counts);
  expect(numbers(suite, [...COUNTS, 'skipped'])).toEqual({ ...counts, skipped: count('skipped') });
  return {
    suite: suite.attributes['name'] ?? '',
    cases: suite.children.map(({ attributes }, at) => [
      attributes['name'] ?? '',
      attributes['classname'] ?? '',
      endings[at] ?? '',
    ]),
  };
}

function endingOf({ children }: Element): string {
  const ending = children.find(({ name }) => name !== 'system-out');
  return ending === undefined ? 'passed' : `${ending.name}: ${ending.attributes['message']}`;
}

function numbers({ attributes }: Element, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, Number(attributes[name])]));
}

function requireValid({ name, attributes, children }: Element): void {
  const rule = SCHEMA[name];
  if (rule === undefined) throw new Error(`there is no element ${name}`);
  const { required, optional } = rule;
  const given = Object.keys(attributes);
  expect(required.filter((each) => !given.includes(each))).toEqual([]);
  expect(given.filter((each) => ![...required, ...optional].includes(each))).toEqual([]);
  for (const child of children) {
    expect(rule.children).toContain(child.name);
    requireValid(child);
  }
}

function parsed(xml: string): Element {
  const roots: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    const element = { name, attributes, children: [] };
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const [root] = roots;
  if (root === undefined) throw new Error('there is no element');
  return root;
}

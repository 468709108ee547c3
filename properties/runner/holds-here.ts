import type { ToolService, ToolWorld } from '../subjects/subject.ts';
import type { Law } from './law.ts';

/** What laws are about. */
interface LawSubject {
  readonly service?: ToolService;
  readonly world?: ToolWorld;
}

/** A law, applied to a subject: a function that throws for a value that violates it. */
export function holdsHere(law: Law, { service, world }: LawSubject): (value: unknown) => unknown {
  if (law.needs === 'nothing') return (value) => law.holds(value);
  if (law.needs === 'service' && service !== undefined) {
    return (value) => law.holds(value, oneAtATime(service));
  }
  if (law.needs === 'world' && world !== undefined) return (value) => law.holds(value, world);
  throw new Error(`The law ${law.name} needs a ${law.needs}, and there is none.`);
}

// A service at a URL has one set of shared mocks, so a law that returned to an earlier run would
// find leftovers of a later one.
function oneAtATime(service: ToolService): ToolService {
  let current = 0;
  return {
    begin: async () => {
      current += 1;
      const own = current;
      // The seed differs each time, as at a service outside our control.
      const run = await service.begin(own === 1 ? {} : { seed: own - 1 });
      return {
        call: (step) => {
          if (own !== current) throw new Error('The law calls a run after it began another one.');
          return run.call(step);
        },
        violation: (...found) => run.violation(...found),
      };
    },
  };
}

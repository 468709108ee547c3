import { type Digest, digestOf } from '../digest.ts';
import type { DatasetWorld } from '../judging/dataset-world.ts';
import type { ReproducedRow } from '../judging/reproduce-rows.ts';
import type { RowRunner } from '../judging/row-runner.ts';
import type { DatasetRow } from '../rows/dataset-row.ts';
import { readRow } from '../rows/read-row.ts';
import { certifiedCalls, type RowCertificate } from './certificate.ts';
import { worldDigest } from './world-digest.ts';

/** The parts that all certificates of a run share. */
export interface CertifierSettings {
  readonly runner: RowRunner;
  readonly world: DatasetWorld;
}

/** Makes certificates of judged rows. */
export class RowCertifier {
  readonly #settings: CertifierSettings;
  readonly #world: Digest | null;
  readonly #keys = new Map<string, Promise<string>>();

  constructor(settings: CertifierSettings) {
    this.#settings = settings;
    this.#world = worldDigest(settings.world);
  }

  /**
   * The certificate of a row.
   *
   * @param name the file that the row is in, without folders
   * @throws HarnessError for a component that cannot be read.
   */
  async certify(name: string, { judgement, digest, text }: ReproducedRow): Promise<RowCertificate> {
    const { line, verdict, reason, isInferred, contract, calls } = judgement;
    const row = rowIn(text, line);
    const components = row === undefined ? [] : this.#componentsOf(row);
    const keys = components.map(async (id) => [id, await this.#keyOf(id)] as const);
    return {
      name: `${name}:${line}`,
      row: digest,
      components: Object.fromEntries(await Promise.all(keys)),
      world: this.#world,
      cassettes: row === undefined ? null : this.#cassettesOf(row),
      seed: this.#settings.runner.seed,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      inferred: isInferred,
      ...(contract === undefined ? {} : { contract }),
      calls: certifiedCalls(calls),
    };
  }

  #componentsOf(row: DatasetRow): string[] {
    const { runner } = this.#settings;
    const routes = row.calls.map((call) => (call.isShown ? runner.route(row, call) : undefined));
    const ids = routes.flatMap((route) => (route === undefined ? [] : [route.component]));
    return [...new Set(ids)].filter((id) => runner.hasComponent(id)).sort();
  }

  #cassettesOf(row: DatasetRow): Digest | null {
    const { recorded } = this.#settings.world;
    const found = row.calls.map(({ tool, args, isShown }) =>
      recorded === undefined || args === undefined || !isShown ? [] : recorded.find(tool, args),
    );
    return found.every((recordings) => recordings.length === 0) ? null : digestOf(found);
  }

  #keyOf(component: string): Promise<string> {
    const known = this.#keys.get(component) ?? this.#settings.runner.buildKey(component);
    this.#keys.set(component, known);
    return known;
  }
}

/** The calls that a line claims; undefined if it is not a row. */
function rowIn(text: string | undefined, line: number): DatasetRow | undefined {
  const found = text === undefined ? undefined : readRow(text, line);
  return found === undefined || 'problem' in found ? undefined : found;
}

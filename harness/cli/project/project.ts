/** What the configuration of a project sets: see `spintape.config.yaml` in the documents. */
export interface Project {
  /** The configuration, as messages name it. */
  readonly file: string;
  /** Its app; undefined: the shipped one. */
  readonly app: string | undefined;
  /** Its folder of scenarios; undefined: `scenarios` in the working folder. */
  readonly scenarios: string | undefined;
  /** Its folder of cassettes; undefined: `cassettes` in the working folder. */
  readonly cassettes: string | undefined;
  readonly workers: number | undefined;
  /** Host names under which `serve` may be called. */
  readonly hosts: readonly string[];
}

/** The name of the file that configures a project. */
export const CONFIG_FILE = 'spintape.config.yaml';

/** What a project gives where an option is not on the command line, by the key of the option. */
export function projectDefaults(project: Project): ReadonlyMap<string, readonly string[]> {
  const { cassettes, workers, hosts } = project;
  const defaults: Readonly<Record<string, readonly string[]>> = {
    workers: workers === undefined ? [] : [String(workers)],
    out: cassettes === undefined ? [] : [cassettes],
    allowHost: hosts,
  };
  return new Map(Object.entries(defaults).filter(([, values]) => values.length > 0));
}

import { readFileWithin } from '../../read-file.ts';
import { ManifestSection } from './manifest-section.ts';
import { SIZE_LIMIT, tooLarge } from './parse-manifest.ts';
import { parseTomlTree } from './toml-tree.ts';

/** How a component is built, according to its manifest. */
export interface BuildStep {
  readonly component: string;
  /** Command lines of a shell, in their order. */
  readonly commands: readonly string[];
  /** Relative to the manifest's folder. */
  readonly folder: string;
}

/**
 * The build steps of a manifest, in its order: what `spin build` would run.
 *
 * @throws HarnessError `manifest-invalid`.
 */
export function readBuildSteps(file: string): BuildStep[] {
  const limit = { bytes: 3 * SIZE_LIMIT, tooLarge: () => tooLarge(file, 'it is too large') };
  const entries = parseTomlTree(readFileWithin(file, limit).toString('utf8'), file);
  const root = new ManifestSection({ file, title: 'the manifest', line: 1, entries });
  const components = root.table('component');
  return (components?.names ?? []).flatMap((component) => {
    const build = components?.table(component)?.table('build');
    if (build === undefined) return [];
    const folder = build.string('workdir') ?? '.';
    return [{ component, commands: commandsOf(build), folder }];
  });
}

// One command line, or several.
function commandsOf(build: ManifestSection): string[] {
  return build.isList('command')
    ? build.strings('command').map(({ value }) => value)
    : [build.requiredString('command')];
}

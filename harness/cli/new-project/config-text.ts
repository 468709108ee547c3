import { printString } from '../../cassette/yaml/yaml-scalar.ts';

/**
 * The configuration of a new project.
 *
 * @param app the manifest or its folder, relative to the configuration
 */
export function configText({ schema, app }: { schema: string; app: string }): string {
  return `# yaml-language-server: $schema=${encodeURI(schema)}
# Every command of spintape takes this in this folder and below it, unless an option overrides it.

# A spin.toml, or its folder.
app: ${app === '.' ? app : printString(app)}
# Where scenarios are, and the cassettes that are recorded from them.
scenarios: scenarios
cassettes: cassettes
# Worker threads: a number, or auto for as many as there are cores.
workers: auto
# Host names under which \`spintape serve\` may be called, besides localhost.
hosts: []
`;
}

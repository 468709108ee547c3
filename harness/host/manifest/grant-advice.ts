import type { DeniedUse } from '../../tool-call/denied-use.ts';
import type { AppManifest } from './app-manifest.ts';

/** What a manifest would need to allow a use, with the place of the component in it. */
export function grantAdvice(
  { component, kind, name }: DeniedUse,
  { file, components }: Pick<AppManifest, 'file' | 'components'>,
): string {
  const line = components.get(component)?.line;
  const place = line === undefined ? file : `${file}:${line}`;
  return `${ADVICE[kind](name)} in [component.${component}] (${place}) would allow it`;
}

const ADVICE: Readonly<Record<DeniedUse['kind'], (name: string) => string>> = {
  host: (name) => `allowed_outbound_hosts = [${JSON.stringify(name)}]`,
  store: (name) => `key_value_stores = [${JSON.stringify(name)}]`,
  variable: (name) => `variables = { ${name} = "…" }`,
};

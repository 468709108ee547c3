import { dirname, resolve } from 'node:path';
import type { AppManifest } from './manifest/app-manifest.ts';
import { isPrepared, loadPrepared } from './prepare/load-prepared.ts';

/** A component that has to be prepared, which takes seconds if it is large. */
export interface Preparing {
  readonly component: string;
  /** Its size. */
  readonly bytes: number;
  /** Which one of how many it is, counted from 1; absent if nobody knows what else is needed. */
  readonly place?: { readonly at: number; readonly of: number } | undefined;
}

/** Called before a component is prepared; what it returns is called afterwards. */
export type PreparingListener = (preparing: Preparing) => () => void;

/**
 * Prepares the components of an app that are not prepared yet.
 *
 * @throws HarnessError what {@link loadPrepared} throws.
 */
export async function prepareApp(
  { file, components }: Pick<AppManifest, 'file' | 'components'>,
  listener: PreparingListener | undefined,
): Promise<void> {
  const folder = dirname(resolve(file));
  const all = [...components].map(([id, { source }]) => ({ id, path: resolve(folder, source) }));
  const missing: typeof all = [];
  for (const each of all) if (!(await isPrepared(each.path))) missing.push(each);
  for (const [index, { id, path }] of missing.entries()) {
    const place = { at: index + 1, of: missing.length };
    const onPrepare = listener && ((bytes: number) => listener({ component: id, bytes, place }));
    await loadPrepared(path, { onPrepare });
  }
}

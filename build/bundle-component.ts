import { build } from 'esbuild';
import type { ComponentSource } from './component-source.ts';
import { overlayPlugin } from './overlay-plugin.ts';

/**
 * Bundles a component into one module that imports nothing but host interfaces. The text depends
 * on the sources alone: the only paths in it are relative to the project root.
 *
 * @throws the errors of esbuild, which name file and line.
 */
export async function bundleComponent(root: string, source: ComponentSource): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source.entry],
    bundle: true,
    write: false,
    external: ['fermyon:*', 'wasi:*'],
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: source.overlay === undefined ? [] : [overlayPlugin(root, source.overlay)],
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error(`esbuild did not bundle ${source.entry}`);
  return bundle.text;
}

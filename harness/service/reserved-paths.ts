import type { AppManifest } from '../host/manifest/app-manifest.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';

const HEALTH = '/.well-known/spin/health';
const INFO = '/.well-known/spin/info';

/** The app, as far as clients are shown it. */
export type NamedApp = Pick<AppManifest, 'name' | 'version'>;

/**
 * The answer to a request to a path that Spin reserves; undefined for any other. No component gets
 * such a request, whatever its method and the routes of the app. The format is that of Spin 4
 * (crates/trigger-http).
 */
export function reservedAnswer(
  path: string,
  { name, version }: NamedApp,
): HttpResponse | undefined {
  const [plain] = path.split('?', 1);
  if (plain === HEALTH) return { status: 200, headers: [], body: new TextEncoder().encode('OK') };
  if (plain !== INFO) return undefined;
  const info = { name, ...(version === '' ? {} : { version }) };
  return {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(JSON.stringify(info, null, 2)),
  };
}
